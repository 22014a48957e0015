"""Weights to what the program loads: decoder.ts, encoder.ts, manifest.json.

`python3 export.py WEIGHTS.pt MODEL_FOLDER`; the timbre bank is added to the manifest by bank.py. The same weights give the same bytes.
`python3 export.py --decoder MODEL_FOLDER` writes only decoder.ts anew, from the folder's own weights: codes belong to the
encoder's file, to the byte, so a model whose decoder computes in another way keeps that file.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

import torch
from torch import Tensor, nn

import network as net
import origins
from products import HAS_PACKED
from replacing import replacing
from streaming import StreamingDecoder

NAME, VERSION, CAPACITY = "ligature-48k", "0.3.0", 1024


class EncoderScript(nn.Module):
    """Audio [1, N] at full scale 1 to codes [1, 16, N / 1536]."""

    def __init__(self, encoder: net.Encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, audio: Tensor) -> Tensor:
        return self.encoder(audio * 4.096)


def sha256(path: Path) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def load(weights):
    """Encoder and decoder from a checkpoint {'e': ..., 'd': ...}."""
    state = torch.load(weights, map_location="cpu")
    encoder, decoder = net.Encoder().eval(), net.Decoder().eval()
    encoder.load_state_dict(state["e"])
    decoder.load_state_dict(state["d"])
    return encoder, decoder


def trained_on(weights: Path):
    """The programs that the weights have seen, or None if they do not say."""
    return torch.load(weights, map_location="cpu").get("programs") if weights.exists() else None


def write_manifest(folder: Path, timbres: list, metrics: dict):
    """Describes the files that are there; written last, so that a half-made model is none."""
    files = {}
    for role, name in (("decoder", "decoder.ts"), ("encoder", "encoder.ts"), ("timbres", "timbres.safetensors")):
        path = folder / name
        if path.exists():
            files[role] = {"path": name, "sha256": sha256(path), "bytes": path.stat().st_size}
    programs = trained_on(folder / "weights.pt")
    manifest = {
        "format": "ligature-model",
        "formatVersion": 1,
        "name": NAME,
        "version": VERSION,
        "licence": "Apache-2.0",
        "attribution": origins.attribution(programs),
        "sampleRateHz": net.RATE,
        "hopFrames": net.HOP,
        "codeSize": net.CODE_SIZE,
        "codeHops": net.CODE_HOPS,
        "capacity": CAPACITY,
        "latentSpaceId": sha256(folder / "encoder.ts"),
        "files": files,
        "timbres": timbres,
        "trainingData": origins.training_data(programs),
        "metrics": metrics,
    }
    with replacing(folder / "manifest.json") as partial:
        partial.write_text(json.dumps(manifest, indent=2) + "\n")


def save(weights, folder: Path, change=None):
    """Writes encoder.ts and decoder.ts; `change` may alter the decoder before."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_grad_enabled(False)
    encoder, decoder = load(weights)
    if change:
        change(decoder)
    torch.jit.script(EncoderScript(encoder).eval()).save(str(folder / "encoder.ts"))
    save_decoder(decoder, folder)


def save_decoder(decoder: net.Decoder, folder: Path):
    if not HAS_PACKED:
        print("export: this PyTorch has no XNNPACK: the decoder that it writes is slower than one of 1.13 to 2.7", file=sys.stderr)
    script = torch.jit.script(StreamingDecoder(decoder, sha256(folder / "encoder.ts")).eval())
    script.save(str(folder / "decoder.ts"))


def renew(folder: Path):
    """Writes the decoder of a finished model anew, and its hash into the manifest."""
    torch.set_grad_enabled(False)
    save_decoder(load(folder / "weights.pt")[1], folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    write_manifest(folder, manifest["timbres"], manifest["metrics"])


def repeatable():
    """Begins anew with hashes that do not change from run to run: TorchScript writes sets of names in their order, and another
    encoder.ts would be another latent space."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})


if __name__ == "__main__":
    repeatable()
    if sys.argv[1] == "--decoder":
        renew(Path(sys.argv[2]))
    else:
        save(sys.argv[1], Path(sys.argv[2]))
