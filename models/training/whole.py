"""What whole notes are made of, many hops at once: the same sound as step by step, computed in fewer operations.

Here all hops are known, so that matrix products pay: a table is the sum of few harmonics, each a row of sines, and the
response of the noise filter a sum of 65 bands.
"""

import math
from typing import Final, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import network as net


class Tables(nn.Module):
    """Wavetables of m hops, each kept in four quarters of Q points.

    The sum of the even and of the odd harmonics' cosines and sines over the first quarter gives all four by signs alone. Two of
    them lie backwards; `place` says where a sample of the table is.
    """

    TN: Final[int] = net.TABLE
    Q: Final[int] = net.TABLE // 4 + 1
    K: Final[int] = net.HARMONICS
    SOME: Final[int] = 64  # rows whose sums stay in a core's own cache

    def __init__(self):
        super().__init__()
        phases = net.harmonic_phases()
        self.register_buffer("cosine", torch.cos(phases) * net.table_gain())
        self.register_buffer("sine", torch.sin(phases) * net.table_gain())
        i = torch.arange(self.TN + 1) % self.TN
        half = self.TN // 2
        within = torch.where(i % half < half // 2, i % half, half - i % half)
        place = (i // (half // 2)) * self.Q + within
        self.register_buffer("place", place[:-1].clone())
        self.register_buffer("place_after", place[1:].clone())
        self.register_buffer("cosines", torch.zeros(1, 1))
        self.register_buffer("sines", torch.zeros(1, 1))

    def prepare(self):
        """The waves are made when they are first wanted: a file need not hold them."""
        if self.cosines.shape[0] == self.K:
            return
        device = self.place.device
        numbers = torch.arange(1, self.K + 1, device=device).unsqueeze(1)
        turns = torch.remainder(numbers * torch.arange(self.Q, device=device), self.TN).double() / self.TN
        self.cosines = torch.cos(turns * (2 * math.pi)).float()
        self.sines = torch.sin(turns * (2 * math.pi)).float()

    def fill(self, amplitude: Tensor, tables: Tensor):
        """Amplitudes [m, k] of the first k harmonics to `tables`, [m, 4, Q]."""
        rows = amplitude.shape[0]
        some = rows if amplitude.is_cuda else self.SOME
        for first in range(0, rows, some):
            self.fill_some(amplitude[first : first + some], tables[first : first + some])

    def fill_some(self, amplitude: Tensor, tables: Tensor):
        k = amplitude.shape[1]
        odd, even = amplitude[:, 0::2], amplitude[:, 1::2]
        odd_cosines = torch.mm(odd * self.cosine[0:k:2], self.cosines[0:k:2])
        odd_sines = torch.mm(odd * self.sine[0:k:2], self.sines[0:k:2])
        even_cosines = torch.mm(even * self.cosine[1:k:2], self.cosines[1:k:2])
        even_sines = torch.mm(even * self.sine[1:k:2], self.sines[1:k:2])
        falling, rising = even_cosines - odd_sines, odd_cosines - even_sines
        torch.add(falling, rising, out=tables[:, 0])
        torch.sub(falling, rising, out=tables[:, 1])
        even_cosines.add_(odd_sines)
        odd_cosines.add_(even_sines)
        torch.sub(even_cosines, odd_cosines, out=tables[:, 2])
        torch.add(even_cosines, odd_cosines, out=tables[:, 3])

    def places(self, begin: Tensor, step: Tensor, count: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        """Cycles before each hop [m] and cycles a frame [m], float64, to where a hop reads its table, [m, H]: the points before and
        after each frame, and how far it is from one to the other."""
        phase = torch.addcmul(begin.unsqueeze(1), step.unsqueeze(1), count)
        at = phase.sub_(torch.floor(phase)).mul_(float(self.TN))
        low = at.long()
        fraction = at.sub_(low).float()
        low.bitwise_and_(self.TN - 1)  # a phase just below 1 may be rounded to it
        return torch.take(self.place, low), torch.take(self.place_after, low), fraction

    def read(self, tables: Tensor, here: Tensor, there: Tensor, fraction: Tensor, ramp: Tensor) -> Tensor:
        """Tables [m + 1, 4, Q] from the hop before the first on, where `places` says, cross-faded, to [m, H]."""
        flat = tables.view(tables.shape[0], 4 * self.Q)
        before, now = flat[:-1], flat[1:]
        a = torch.gather(before, 1, here).lerp_(torch.gather(before, 1, there), fraction)
        b = torch.gather(now, 1, here).lerp_(torch.gather(now, 1, there), fraction)
        return a.lerp_(b, ramp)


class NoiseFilter(nn.Module):
    """A filter whose response is symmetric has, apart from a delay of half a hop, a real spectrum: a sum of the bands'."""

    H: Final[int] = net.HOP
    BANDS: Final[int] = net.BANDS

    def __init__(self):
        super().__init__()
        response = torch.fft.irfft(torch.eye(self.BANDS).double() + 0j, self.H) * torch.hann_window(self.H).double().roll(self.H // 2)
        padded = torch.cat([response[:, : self.H // 2], torch.zeros(self.BANDS, self.H).double(), response[:, self.H // 2 :]], 1)
        spectrum = torch.fft.rfft(padded).real.float()
        # every number twice, as real and imaginary parts of the noise meet it
        self.register_buffer("spectra", spectrum.repeat_interleave(2, 1).contiguous())

    def spectrum(self, noise: Tensor) -> Tensor:
        """Noise [m, H] to what `forward` takes, [m, 2 (H + 1)]: half a hop later, as the response is half a hop earlier."""
        half = self.H // 2
        spectrum = torch.fft.rfft(F.pad(noise, (half, half)))
        return torch.view_as_real(spectrum).reshape(noise.shape[0], 2 * self.H + 2)

    def forward(self, bands: Tensor, spectrum: Tensor) -> Tensor:
        """Magnitudes [m, 65] and a spectrum of noise to filtered noise with its tail, [m, 2H]"""
        product = torch.mm(bands, self.spectra).mul_(spectrum)
        return torch.fft.irfft(torch.view_as_complex(product.view(bands.shape[0], self.H + 1, 2)), 2 * self.H)
