"""What a hop of playing is made of besides its network: features before it, tables and filtered noise after it.

The same sound as whole.py, in as few operations as can be.
"""

from typing import Final

import torch
from torch import Tensor, nn

import fourier
import network as net


class HopSound(nn.Module):
    """n rows, one hop of H frames; pitches in Hz are [n, 1]."""

    K: Final[int] = net.HARMONICS
    H: Final[int] = net.HOP
    TN: Final[int] = net.TABLE
    BANDS: Final[int] = net.BANDS

    def __init__(self, spectra: Tensor):
        super().__init__()
        k = torch.arange(1, self.K + 1).float()
        gains = torch.tensor([1.0] + [net.NOISE_GAIN] * self.BANDS) / net.FULL_SCALE
        self.register_buffer("headroom", torch.full((self.K,), net.NYQUIST_END / net.NYQUIST_FADE))
        self.register_buffer("narrowing", -k / net.NYQUIST_FADE)
        self.register_buffer("gains", 2.0 * gains)
        self.register_buffer("least", 1e-7 * gains)
        ramp = torch.arange(self.H).float() / self.H
        self.register_buffer("ramp", torch.cat([ramp, ramp]))
        self.register_buffer("frames", torch.arange(1, self.H + 1).double() / net.RATE)
        self.register_buffer("neighbours", torch.arange(2).unsqueeze(1))
        self.register_buffer("spectra", spectra)
        # the pitch as the network has it, its four sines, and its four cosines as sines a quarter later
        turns = torch.pi * 2.0 ** torch.arange(4).double()
        scale = torch.cat([torch.ones(1).double(), turns, turns])
        shift = torch.cat([torch.zeros(5).double(), torch.full((4,), torch.pi / 2).double()])
        self.register_buffer("by_octave", (0.5 * scale).float())
        self.register_buffer("at_440_hz", (0.375 * scale + shift).float())
        self.register_buffer("fading", -1.0 / torch.tensor(net.ONSET_HOPS))
        self.unprepare()

    def unprepare(self):
        """Drops what `prepare` makes: a file need not hold it."""
        self.tables, self.filter = fourier.WaveTables(), fourier.HopFilter()

    def prepare(self):
        """What the transforms are multiplied with."""
        self.tables.prepare()
        self.filter.prepare(self.spectra)

    def features(self, codes: Tensor, pitch: Tensor, age: Tensor) -> Tensor:
        """[n, 16], Hz and hops since the onset [n] to [n, 27]"""
        n = codes.shape[0]
        curves = torch.addcmul(self.at_440_hz, torch.log2(pitch / 440.0), self.by_octave)
        curves.as_strided([n, 8], [9, 1], 1).sin_()
        return torch.cat([codes, curves, torch.mul(age.unsqueeze(1), self.fading).exp_()], 1)

    def magnitudes(self, out: Tensor) -> Tensor:
        """The last product's [n, 1 + 65 + K] to level and noise bands at full scale 1, [n, 66]"""
        x = torch.sigmoid(out.as_strided([out.shape[0], 1 + self.BANDS], [out.shape[1], 1], 0))
        return torch.addcmul(self.least, x.log_().mul_(2.3).exp_(), self.gains)

    def shares(self, out: Tensor, pitch: Tensor) -> Tensor:
        """The same to the harmonics' shares of the level, [n, K]"""
        x = out.as_strided([out.shape[0], self.K], [out.shape[1], 1], 1 + self.BANDS)
        room = torch.addcmul(self.headroom, pitch, self.narrowing).clamp_(1e-9, 1.0)
        return torch._softmax(room.log_().add_(x), 1, False)

    def read(self, before: Tensor, now: Tensor, phases: Tensor) -> Tensor:
        """Tables [n, TN] of the last hop and this one at phases [n, H] in [0, 1), which are written over, cross-faded."""
        n = before.shape[0]
        at = phases.mul_(float(self.TN))
        low = at.long()
        fraction = at.sub_(low).float()
        # the length is a power of two: a mask instead of a division for every sample
        places = torch.add(low.unsqueeze(1), self.neighbours).bitwise_and_(self.TN - 1).view(n, 2 * self.H)
        faded = torch.gather(before, 1, places).lerp_(torch.gather(now, 1, places), self.ramp)
        size, strides = [n, self.H], [2 * self.H, 1]
        return torch.lerp(faded.as_strided(size, strides, 0), faded.as_strided(size, strides, self.H), fraction)

    def noise(self, bands: Tensor, noise: Tensor) -> Tensor:
        """Magnitudes [n, 65] and noise [n, H] to filtered noise with its tail, [n, 2H]"""
        return self.filter(noise, bands)
