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
    END: Final[float] = net.NYQUIST_END
    FADE: Final[float] = net.NYQUIST_FADE
    NEPERS: Final[float] = math.log(10) / 20
    TURN: Final[float] = 2 * math.pi

    def __init__(self):
        super().__init__()
        k = torch.arange(1, net.HARMONICS + 1)
        self.register_buffer("octaves", torch.log2(k.float()))
        self.register_buffer("even", (k % 2 == 0).float())
        self.register_buffer("odd", ((k % 2 == 1) & (k > 1)).float())
        self.register_buffer("bands_hz", torch.arange(net.BANDS).float() * net.RATE / (2 * (net.BANDS - 1)))
        self.register_buffer("partials", k[:PARTIALS].double())
        self.register_buffer("begin", net.harmonic_phases()[:PARTIALS])
        self.register_buffer("coarse", torch.arange(COARSE).double() * FINE)
        self.register_buffer("fine", torch.arange(1, FINE + 1).double())
        self.register_buffer("ramp", torch.arange(net.HOP).float() / net.HOP)

    def factors(self, amplitude: Tensor, pitch: Tensor, colour: Tensor) -> Tuple[Tensor, Tensor]:
        """Amplitudes [m, K], Hz [m], colours [m, 3] to factors of the harmonics [m, K] and of the noise bands [m, 65].

        The harmonics keep their power; the noise tilts with them.
        """
        slope = (colour[:, 0] * self.NEPERS).unsqueeze(1)
        tilt = torch.exp(slope * self.octaves)
        tilted = self.power(amplitude) / self.power(amplitude * tilt)
        above = torch.log2(torch.clamp(self.bands_hz / pitch.unsqueeze(1), min=1.0))
        side = colour[:, 1].unsqueeze(1)
        tilt = tilt * tilted
        sides = (1.0 - torch.clamp(side, min=0.0) * self.even) * (1.0 + torch.clamp(side, max=0.0) * self.odd)
        sided = self.power(amplitude * tilt) / self.power(amplitude * tilt * sides)
        return tilt * sides * torch.clamp(sided, max=4.0), torch.exp(slope * above) * tilted

    def power(self, amplitude: Tensor) -> Tensor:
        """[m, K] to the root of the power, [m, 1]"""
        return torch.sqrt((amplitude * amplitude).sum(1, keepdim=True) + 1e-20)

    def split(self, amplitude: Tensor, pitch: Tensor, colour: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        """Amplitudes [m, K] to those in the table [m, K], those of the sines [m, S], and how far these are off in cycles a frame."""
        stretch = colour[:, 2].double().unsqueeze(1)
        is_stretched = stretch > 0
        ratio = torch.sqrt((1.0 + stretch * self.partials * self.partials) / (1.0 + stretch)) - 1.0
        hz = pitch.double().unsqueeze(1) * self.partials
        off = hz * ratio / self.RATE
        had = torch.clamp((self.END - hz) / self.FADE, 1e-9, 1.0)  # the amplitude has faded for this pitch already
        room = (torch.clamp((self.END - hz * (ratio + 1.0)) / self.FADE, 0.0, 1.0) / had).float()
        low = amplitude[:, : self.S]
        sines = torch.where(is_stretched, low * room, torch.zeros_like(low))
        left = torch.where(is_stretched, torch.zeros_like(low), low)
        return torch.cat([left, amplitude[:, self.S :]], 1), sines, torch.where(is_stretched, off, torch.zeros_like(off))

    def sines(self, before: Tensor, now: Tensor, at: Tensor, step: Tensor) -> Tensor:
        """Partials [m, S] from one amplitude to the next, at phases and steps in cycles [m, S] float64, to [m, H].

        A frame is i B + j: its phase is a sum, so its wave a sum of products, and a matrix product does them all.
        """
        m = now.shape[0]
        coarse = at.unsqueeze(1) + step.unsqueeze(1) * self.coarse.view(1, self.A, 1)
        u = (coarse - torch.floor(coarse)).float() * self.TURN + self.begin
        fine = step.unsqueeze(2) * self.fine
        v = (fine - torch.floor(fine)).float() * self.TURN
        turn = torch.cat([torch.cos(u), -torch.sin(u)], 2)
        rows = torch.cat([turn * torch.cat([before, before], 1).unsqueeze(1),
                          turn * torch.cat([now - before, now - before], 1).unsqueeze(1)], 1)
        waves = torch.bmm(rows, torch.cat([torch.cos(v), torch.sin(v)], 1)).view(m, 2, self.A * self.B)
        return waves[:, 0] + waves[:, 1] * self.ramp
