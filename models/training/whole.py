"""Whole notes, many hops at once: the same sound as step by step, computed in fewer operations.

Here all hops are known, so that matrix products pay: a table is the sum of few harmonics, each a row of sines, and the
response of the noise filter a sum of 65 bands.
"""

from typing import Final, List, Optional, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import network as net
from fourier import angle


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
        turns = angle(torch.arange(1, self.K + 1, device=device), torch.arange(self.Q, device=device), self.TN)
        self.cosines = torch.cos(turns).float()
        self.sines = torch.sin(turns).float()

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


class WholeNotes(nn.Module):
    """The part of a decoder that has no state: whole notes in one call, from the weights and constants of its subclass."""

    def features(self, codes: Tensor, pitch: Tensor, age: Tensor) -> Tensor:
        """[..., 16], Hz and hops since the onset [...] to [..., 27]"""
        p = ((9.0 + 12.0 * torch.log2(pitch / 440.0)) / 24.0).unsqueeze(-1)
        angles = p * self.octaves
        onset = torch.exp(-age.unsqueeze(-1) / self.onset_hops)
        return torch.cat([codes, p, torch.sin(angles), torch.cos(angles), onset], -1)

    def magnitude(self, x: Tensor) -> Tensor:
        return 2.0 * torch.exp(2.3 * F.logsigmoid(x)) + 1e-7

    def amplitudes(self, out: Tensor, pitch: Tensor) -> Tensor:
        """Level and shares [m, 1 + k] and Hz [m] to the amplitudes of the first k harmonics, [m, k]"""
        count = out.shape[1] - 1
        room = torch.clamp((self.END - pitch.unsqueeze(1) * self.numbers[:count]) / self.FADE, 0.0, 1.0)
        share = torch.softmax(out[:, 1:] + torch.log(room + 1e-9), 1)
        return self.magnitude(out[:, :1]) * share

    def cycles(self, phase: Tensor) -> Tensor:
        """Phases [m] float64 to the harmonics' in cycles, [m, S]"""
        return phase.unsqueeze(1) * self.colours.partials

    def whole(self, codes: Tensor, network_pitch: Tensor, oscillator_pitch: Tensor, noise: Tensor,
              colour: Optional[Tensor]) -> Tensor:
        n, hops = codes.shape[0], codes.shape[1]
        self.tables_of_notes.prepare()
        features = self.features(codes, network_pitch, torch.arange(hops, device=codes.device).unsqueeze(0).expand(n, hops))
        step = oscillator_pitch.double() / self.RATE
        begin = (torch.cumsum(step, 1) - step) * self.H
        # the steps of a morph have their pitch and their noise in common: what follows from these is computed once
        alike = n > 1 and bool((oscillator_pitch == oscillator_pitch[:1]).all()) and bool((noise == noise[:1]).all())
        # a GPU wants few large calls; on a CPU what a piece needs stays in the core's own cache
        together = n if codes.is_cuda else 1
        piece = hops if codes.is_cuda else self.PIECE
        past: List[Tensor] = []
        for first in range(0, n, together):
            for d in self.dilations:
                past.append(torch.zeros(together, 2 * d, self.C, device=codes.device))
        table = torch.zeros(n, 4, self.tables_of_notes.Q, device=codes.device)
        tail = torch.zeros(n, 1, self.H, device=codes.device)
        partials = torch.zeros(n, 1, self.colours.S, device=codes.device)
        apart = torch.zeros(n, 1, self.colours.S, dtype=torch.float64, device=codes.device)
        audio = torch.zeros_like(noise)
        tables = features.new_empty(min(piece, hops) + 1, 4, self.tables_of_notes.Q)
        for start in range(0, hops, piece):
            end = min(hops, start + piece)
            m = end - start
            hidden = features
            here, there, fraction = step, step, features  # made with the first row
            noises = codes
            for r in range(n):
                if r % together == 0:
                    hidden = self.hidden(features[r : r + together, start:end], past, (r // together) * self.L)
                pitch = oscillator_pitch[r, start:end]
                if r == 0 or not alike:
                    here, there, fraction = self.tables_of_notes.places(begin[r, start:end], step[r, start:end], self.count)
                    noises = self.noise_of_notes.spectrum(noise[r, start * self.H : end * self.H].view(m, self.H))
                out = hidden[r % together]
                amplitude = self.amplitudes(self.harmonics(out, self.audible(pitch)), pitch)
                bands = self.magnitude(torch.addmm(self.b_2[self.K + 1 :], out, self.w_2[:, self.K + 1 :])) * self.NOISE
                sines, each, longer = partials[r], apart[r], apart[r]
                if colour is not None:
                    count = amplitude.shape[1]
                    amplitude = F.pad(amplitude, (0, self.K - count))
                    factors, of_bands = self.colours.factors(amplitude, pitch, colour[r, start:end])
                    bands = bands * of_bands
                    amplitude, sines, each, longer = self.colours.split(amplitude * factors, pitch, colour[r, start:end])
                    amplitude = amplitude[:, :count]
                self.tables_of_notes.fill(amplitude, tables[1 : m + 1])
                # a new note has no table to fade from
                tables[0] = tables[1] if start == 0 else table[r]
                tone = self.tables_of_notes.read(tables[: m + 1], here, there, fraction, self.ramp)
                if colour is not None:
                    if start == 0:
                        partials[r] = sines[:1]
                    if bool(((sines > 0) | (partials[r] > 0)).any()):
                        at = self.cycles(torch.remainder(begin[r, start:end], 1.0))
                        gone = (torch.cumsum(longer, 0) - longer) * self.H
                        before = torch.cat([partials[r], sines[:-1]], 0)
                        tone = tone + self.colours.sines(before, sines, at + apart[r] + gone, each)
                    apart[r] = torch.remainder(apart[r] + longer.sum(0, keepdim=True) * self.H, 1.0)
                    partials[r] = sines[-1:]
                y = self.noise_of_notes(bands, noises)
                tone += y[:, : self.H]
                tone[1:] += y[:-1, self.H :]
                tone[:1] += tail[r]
                torch.mul(tone, self.SCALE, out=audio[r, start * self.H : end * self.H].view(m, self.H))
                table[r] = tables[m]
                tail[r] = y[-1:, self.H :]
        return audio

    def audible(self, pitch: Tensor) -> int:
        """How many harmonics there are below the end of the spectrum; a GPU is not waited for, and makes all."""
        if pitch.is_cuda:
            return self.K
        return min(self.K, max(2, int(self.END / float(pitch.min())) + 1))

    def harmonics(self, hidden: Tensor, count: int) -> Tensor:
        """[m, 2C] to the level and the shares of so many harmonics, [m, 1 + count]"""
        return torch.addmm(self.b_2[: count + 1], hidden, self.w_2[:, : count + 1])

    def hidden(self, x: Tensor, past: List[Tensor], first: int) -> Tensor:
        """Some hops of the control network but its last layer: features [n, m, 27] to [n, m, 2C].

        `past` holds from index `first` on what went into each layer before, [n, 2d, C].
        """
        n, m = x.shape[0], x.shape[1]
        rows, c = n * m, self.C
        x = x.reshape(rows, x.shape[2])
        h = torch.addmm(self.b_in, x, self.w_in)
        skips = self.b_skip.expand(rows, c).contiguous()
        for i in range(self.L):
            d = self.dilations[i]
            inputs = torch.cat([past[first + i], h.view(n, m, c)], 1)
            past[first + i] = inputs[:, m:]
            low, high = i * 2 * c, (i + 1) * 2 * c
            y = torch.addmm(self.b_condition[low:high], x, self.w_condition[:, low:high])
            y.addmm_(inputs[:, :m].reshape(rows, c), self.w_past[i, :c])
            y.addmm_(inputs[:, d : d + m].reshape(rows, c), self.w_past[i, c:])
            y.addmm_(h, self.w_now[i])
            # tanh(a) is 2 sigmoid(2 a) - 1, and one kind of curve for all columns is faster than two
            y[:, :c].mul_(2.0)
            y.sigmoid_()
            gate = torch.addcmul(-y[:, c:], y[:, :c], y[:, c:], value=2.0)
            skips.addmm_(gate, self.w_skip[i * c : (i + 1) * c])
            h = (h + self.b_residual[i]).addmm_(gate, self.w_residual[i])
        skips = torch.addmm(self.b_1, skips.relu_(), self.w_1)
        return skips.relu_().view(n, m, 2 * c)
