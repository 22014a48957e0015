"""A term of the loss that makes blended codes play at the blended level: a morph must not dip between two instruments.

Left to itself the decoder makes of blended codes about the geometric mean of two spectra, which is softer the less they have in
common. Here it also plays mixes of two notes of the batch, at one key and age, and is told how far their level in dB is from the
straight line between the levels of the two. The two themselves are not moved by it.
"""

import torch
from torch import Tensor

import network as net

WEIGHT = 0.3  # as the level has in network.judged_loss
PART = 4  # one mix for so many notes of a batch
NEAREST_END = 0.2  # a mix holds at least so much of either note


def mixes_of(count: int) -> int:
    """How many mixes a batch of `count` notes has: of rows 0 and 1, of rows 2 and 3, and so on."""
    return max(1, count // PART) if count > 1 else 0


def is_second(row: int, count: int) -> bool:
    """Whether a row of a batch of `count` is the second one of a mix."""
    return row % 2 == 1 and row < 2 * mixes_of(count)


def unevenness(decoder: net.Decoder, codes: Tensor, key: Tensor, cents: Tensor, first: Tensor) -> Tensor:
    """How far levels of mixes lie from the line between their ends, in nepers; codes [B, 16, T], key and first [B], cents [B, H]."""
    count = mixes_of(len(codes))
    if count == 0:
        return codes.new_zeros(())
    hops = cents.shape[1]
    key, first, hz = key[: 2 * count : 2], first[: 2 * count : 2], net.pitch_hz(key, cents)[: 2 * count : 2]
    a, b = codes[: 2 * count : 2], codes[1 : 2 * count : 2]

    def levels(mix):
        said = decoder.said(mix, key, hops, first)
        with torch.autocast(said.device.type, enabled=False):
            return decoder.levels(said.float(), hz)

    with torch.no_grad():
        low, high = levels(a), levels(b)
    part = NEAREST_END + (1 - 2 * NEAREST_END) * torch.rand(count, 1, device=codes.device)
    mixed = levels(torch.lerp(a, b, part[:, :, None]))
    return (mixed - torch.lerp(low, high, part)).abs().mean()
