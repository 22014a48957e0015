"""A small reference that the Java tests compare with: inputs and the audio that PyTorch makes of them.

`python3 parity.py MODEL_FOLDER OUT.safetensors`
"""

import sys
from pathlib import Path

import numpy as np
import torch

import safetensors
from model import at_hops, load_decoder
from network import HOP

HOPS = 24


def main(folder: Path, out: str):
    torch.set_grad_enabled(False)
    decoder = load_decoder(folder)
    bank, _ = safetensors.read(folder / "timbres.safetensors")
    random = np.random.default_rng(1)
    codes = np.stack([at_hops(bank[f"{name}/codes"][10].astype(np.float32))[:HOPS] for name in ("piano", "flute")])
    pitch = np.array([[220.0], [523.25]], np.float32) * np.ones((1, HOPS), np.float32)
    bent = (pitch * 2 ** (np.linspace(0, 2, HOPS) / 12)).astype(np.float32)
    noise = (random.random((2, HOPS * HOP)) * 2 - 1).astype(np.float32)
    inputs = [torch.from_numpy(v) for v in (codes, pitch, bent, noise)]
    audio = decoder.notes(*inputs).numpy()
    safetensors.write(out, {"codes": codes, "network_pitch": pitch, "oscillator_pitch": bent, "noise": noise,
                            "audio": audio}, {"made-by": "models/training/parity.py"})


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
