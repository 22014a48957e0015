"""A model folder as evaluation and bank use it: through the two TorchScript files that the program loads.

A PyTorch without XNNPACK cannot read the decoder's file; there the same decoder is made from the weights.
"""

from pathlib import Path

import numpy as np
import torch

import network as net
from network import CODE_HOPS, HOP
from products import HAS_PACKED
from streaming import StreamingDecoder


def at_hops(codes: np.ndarray) -> np.ndarray:
    """Codes [T, 16] to [T * 12, 16]: linear between the middles of their hops, as the instrument reads them."""
    at = np.clip((np.arange(len(codes) * CODE_HOPS) + 0.5) / CODE_HOPS - 0.5, 0, len(codes) - 1)
    low = at.astype(int)
    high = np.minimum(low + 1, len(codes) - 1)
    part = (at - low)[:, None]
    return (codes[low] * (1 - part) + codes[high] * part).astype(np.float32)


def load_decoder(folder: Path) -> torch.jit.ScriptModule:
    if HAS_PACKED:
        return torch.jit.load(str(folder / "decoder.ts"))
    decoder = net.Decoder().eval()
    decoder.load_state_dict(torch.load(folder / "weights.pt", map_location="cpu")["d"])
    return torch.jit.script(StreamingDecoder(decoder, "").eval())


class Model:
    """Encoder and decoder, full scale 1."""

    def __init__(self, folder: Path):
        self.encoder = torch.jit.load(str(Path(folder, "encoder.ts")))
        self.decoder = load_decoder(Path(folder))

    def encode(self, audio: np.ndarray) -> np.ndarray:
        """[N] to [N / 1536, 16]"""
        with torch.no_grad():
            return self.encoder(torch.from_numpy(np.ascontiguousarray(audio, np.float32))[None])[0].t().numpy()

    def decode(self, codes: np.ndarray, key: float, cents=0.0, seed: int = 0) -> np.ndarray:
        """[T, 16], a key and its deviation (a number or [T * 12]) to [T * 1536]"""
        hops = at_hops(codes)
        told = torch.full((1, len(hops)), 440 * 2 ** ((key - 69) / 12))
        bend = np.broadcast_to(np.asarray(cents, np.float32), (len(hops),))
        played = told * torch.from_numpy(2 ** (bend / 1200))[None]
        noise = torch.rand(1, len(hops) * HOP, generator=torch.Generator().manual_seed(seed)) * 2 - 1
        with torch.no_grad():
            return self.decoder.notes(torch.from_numpy(hops)[None], told, played.float(), noise)[0].numpy()
