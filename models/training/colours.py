"""What a player may do to the decoder's own outputs: tilt, odd against even harmonics, stretched partials.

A colour is three numbers: dB an octave; from only even (-1) to only odd harmonics (1), the first staying; the inharmonicity
B of f_k = k f_1 sqrt((1 + B k^2) / (1 + B)), so that the first partial stays in tune. At 0, 0, 0 nothing changes, to the bit.
"""

import math
from typing import Final, Tuple

import torch
from torch import Tensor, nn

import network as net

SIZE = 3
PARTIALS = 64  # have sines of their own where they are stretched; those above stay where they were
FINE = 16
COARSE = net.HOP // FINE  # a hop's frames, as a product


class Colours(nn.Module):
    """m rows, K harmonics, S partials, H frames of a hop."""

    S: Final[int] = PARTIALS
    A: Final[int] = COARSE
    B: Final[int] = FINE
    RATE: Final[float] = float(net.RATE)
    NEPERS: Final[float] = math.log(10) / 20
    TURN: Final[float] = 2 * math.pi

    def __init__(self):
        super().__init__()
        k = torch.arange(1, net.HARMONICS + 1)
        own = k[:PARTIALS].double()
        begin = net.harmonic_phases()[:PARTIALS]
        self.register_buffer("one", torch.ones(1))
        self.register_buffer("exactly_one", torch.ones(1).double())
        self.register_buffer("octaves", torch.log2(k.float()))
        self.register_buffer("even", (k % 2 == 0).float())
        self.register_buffer("odd", ((k % 2 == 1) & (k > 1)).float())
        self.register_buffer("bands_octaves", torch.log2(torch.arange(net.BANDS).float() * net.RATE / (2 * (net.BANDS - 1))))
        self.register_buffer("partials", own)
        self.register_buffer("squares", own * own)
        self.register_buffer("have_sines", (k <= PARTIALS).float())
        self.register_buffer("headroom", torch.full((PARTIALS,), net.NYQUIST_END / net.NYQUIST_FADE))
        self.register_buffer("narrowing", (-own / net.NYQUIST_FADE).float())
        self.register_buffer("coarse", (torch.arange(COARSE).double() * FINE).unsqueeze(1))
        self.register_buffer("fine", torch.arange(1, FINE + 1).float() * self.TURN)
        self.register_buffer("begins", torch.stack([begin, begin + math.pi / 2]))
        self.register_buffer("ramp", torch.arange(net.HOP).float() / net.HOP)

    def factors(self, amplitude: Tensor, pitch: Tensor, colour: Tensor) -> Tuple[Tensor, Tensor]:
        """Amplitudes [m, K], Hz [m], colours [m, 3] to factors of the harmonics [m, K] and of the noise bands [m, 65].

        The harmonics keep their power; the noise tilts with them.
        """
        slope = colour.narrow(1, 0, 1) * self.NEPERS
        tilt = torch.mul(slope, self.octaves).exp_()
        side = colour.narrow(1, 1, 1)
        sides = torch.addcmul(torch.addcmul(self.one, side.clamp(min=0.0), self.even, value=-1.0), side.clamp(max=0.0), self.odd)
        tilted = amplitude * tilt
        power, power_tilted = self.power(amplitude), self.power(tilted)
        sided = (power_tilted / self.power(tilted * sides)).clamp_(max=4.0)
        level = power / power_tilted
        above = (self.bands_octaves - torch.log2(pitch).unsqueeze(1)).clamp_(min=0.0)
        return tilt.mul_(sides).mul_(sided.mul_(level)), above.mul_(slope).exp_().mul_(level)

    def power(self, amplitude: Tensor) -> Tensor:
        """[m, K] to the root of the power, [m, 1]"""
        return torch.norm(amplitude, 2, [1], True)

    def split(self, amplitude: Tensor, pitch: Tensor, colour: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
        """Amplitudes [m, K] to those in the table [m, K] and those of the sines [m, S]; these sines' steps in cycles a frame,
        and by how much these are longer than a harmonic's, [m, S] float64 each."""
        stretch = colour.narrow(1, 2, 1).double()
        ratio = torch.addcmul(self.exactly_one, stretch, self.squares).div_(stretch + 1.0).sqrt_()
        step = (pitch.double() / self.RATE).unsqueeze(1) * self.partials
        hz = pitch.unsqueeze(1) * self.narrowing
        had = torch.add(self.headroom, hz).clamp_(1e-9, 1.0)  # the amplitude has faded for this pitch already
        room = torch.addcmul(self.headroom, hz, ratio.float()).clamp_(0.0, 1.0).div_(had)
        stretched = (stretch > 0).float()
        sines = amplitude.narrow(1, 0, self.S) * room.mul_(stretched)
        left = amplitude * torch.addcmul(self.one, stretched, self.have_sines, value=-1.0)
        return left, sines, step * ratio, (ratio - 1.0) * step

    def sines(self, before: Tensor, now: Tensor, at: Tensor, step: Tensor) -> Tensor:
        """Partials [m, s] from one amplitude to the next, at phases and steps in cycles [m, s] float64, to [m, H].

        A frame is i B + j: its phase is a sum, so its wave a sum of products, and a matrix product does them all.
        """
        m, s = now.shape
        turns = torch.addcmul(at.unsqueeze(1), step.unsqueeze(1), self.coarse).frac_().float()
        # a cosine, and the negative of a sine as a cosine a quarter later
        u = torch.add(self.begins, turns.unsqueeze(2), alpha=self.TURN).cos_()
        amplitudes = torch.stack([before, now - before], 1).view(m, 2, 1, 1, s)
        rows = (u.unsqueeze(1) * amplitudes).view(m, 2 * self.A, 2 * s)
        # eight turns at most: single floats are exact enough
        turns = step.float().unsqueeze(2) * self.fine
        waves = torch.bmm(rows, torch.cat([turns.cos(), turns.sin()], 1)).view(m, 2, self.A * self.B)
        return torch.addcmul(waves.select(1, 0), waves.select(1, 1), self.ramp)
