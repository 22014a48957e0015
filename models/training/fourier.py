"""Fourier transforms of a hop as matrix products.

MKL makes its plan of a transform anew at each call, behind locks of the whole process that are waited for by spinning: where a
thread of the usual class holds one and is set aside, as another model is warmed up, a real-time thread spins in its stead, which
took up to 280 ms. Products lock nothing, and for a hop's few and small rows they take no longer.
"""

import math
from typing import Final

import torch
from torch import Tensor, nn

import network as net
from products import grouped_product, products

SEGMENTS = 16  # 8 and 32 are slower


def angle(number: Tensor, place: Tensor, length: int) -> Tensor:
    """[a] harmonics at [b] places of a cycle of `length` points, in radians [a, b]: exact where the product of both is large."""
    return torch.remainder(number.unsqueeze(1) * place.unsqueeze(0), length).double() * (2 * math.pi / length)


class WaveTables(nn.Module):
    """Amplitudes of K harmonics to a wavetable of TN points.

    A table is S segments. From one to the next a harmonic turns by an angle that goes by its number's remainder modulo S alone, and
    as far back as one of the opposite remainder. So first the harmonics of a pair of remainders are summed over one segment, their
    cosines and their sines, which makes S sums; each segment is a sum of these, turned.
    """

    TN: Final[int] = net.TABLE
    K: Final[int] = net.HARMONICS
    S: Final[int] = SEGMENTS
    Q: Final[int] = net.TABLE // SEGMENTS  # points of a segment
    EACH: Final[int] = 2 * net.HARMONICS // SEGMENTS  # harmonics of a pair of remainders

    def __init__(self):
        super().__init__()
        self.register_buffer("phases", net.harmonic_phases().double())
        self.register_buffer("gain", net.table_gain().double())
        self.register_buffer("members", torch.zeros(1, dtype=torch.long))
        self.waves = grouped_product()
        self.register_buffer("turns", torch.zeros(1))

    def prepare(self):
        """What is multiplied with."""
        if not self.waves.is_empty():
            return
        half, device = self.S // 2, self.phases.device
        number = torch.arange(1, self.K + 1, device=device)
        remainder = number % self.S
        pair = torch.min(remainder, self.S - remainder)  # 0 to S / 2
        angles = self.phases.unsqueeze(1) + angle(number, torch.arange(self.Q, device=device), self.TN)
        cosines, sines = torch.cos(angles) * self.gain.unsqueeze(1), torch.sin(angles) * self.gain.unsqueeze(1)
        sines = sines * torch.where(remainder > half, -1.0, 1.0).double().unsqueeze(1)  # these turn backwards
        members = torch.zeros(self.S, self.EACH, dtype=torch.long, device=device)
        waves = torch.zeros(self.S, self.EACH, self.Q, device=device)
        turns = torch.zeros(self.S, self.S, device=device)
        segments = torch.arange(self.S, device=device)
        for i in range(self.S):  # the cosines of pairs 0 to S / 2, the sines of those between: at both ends a sine would be 0
            which = i if i <= half else i - half
            of_pair = (pair == which).nonzero().view(-1)
            count = of_pair.shape[0]
            members[i, :count] = of_pair
            waves[i, :count] = (cosines if i <= half else sines).index_select(0, of_pair).float()
            turn = angle(segments, torch.full((1,), which, device=device), self.S).view(-1)
            turns[:, i] = (torch.cos(turn) if i <= half else -torch.sin(turn)).float()
        self.waves.set(waves)
        self.members, self.turns = members.view(-1), turns

    def forward(self, amplitude: Tensor) -> Tensor:
        """[n, K] to [n, TN]"""
        n = amplitude.shape[0]
        sums = self.waves(amplitude.index_select(1, self.members)).view(n, self.S, self.Q)
        return torch.bmm(self.turns.expand(n, self.S, self.S), sums).view(n, self.TN)


class HopFilter(nn.Module):
    """H frames through a filter whose spectrum is real, a sum of bands, half a hop late, with the tail: 2 H frames."""

    H: Final[int] = net.HOP

    def __init__(self):
        super().__init__()
        self.products = products()

    def prepare(self, spectra: Tensor):
        """Of the bands' spectra, [65, 2 (H + 1)], every number twice."""
        if not self.products.is_empty():
            return
        device = spectra.device
        length, bins = 2 * self.H, torch.arange(self.H + 1, device=device)
        into = angle(torch.arange(self.H, device=device) + self.H // 2, bins, length)
        back = angle(bins, torch.arange(length, device=device), length)
        weight = torch.full((self.H + 1, 1), 2.0 / length, device=device).double()
        weight[0] /= 2
        weight[self.H] /= 2
        pairs = torch.stack([torch.cos(into), -torch.sin(into)], 2).flatten(1)
        again = torch.stack([torch.cos(back) * weight, -torch.sin(back) * weight], 1).flatten(0, 1)
        for product in (pairs.float(), spectra, again.float()):
            self.products.add(product, torch.zeros(product.shape[1], device=device), False)

    def forward(self, frames: Tensor, bands: Tensor) -> Tensor:
        """Frames [n, H] and magnitudes [n, 65] to [n, 2H]"""
        return self.products(2, self.products(0, frames).mul_(self.products(1, bands)))
