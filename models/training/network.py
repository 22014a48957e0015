"""The network in its training form: whole notes, convolutions over time.

Shapes: B notes, N samples at 48 kHz, H hops of 128 samples, T codes of 12 hops.
Training audio has full scale `FULL_SCALE`; the exported files work at full scale 1.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

RATE = 48000
HOP = 128
CODE_HOPS = 12
CODE_SIZE = 16
CHANNELS = 96
DILATIONS = (1, 2, 4, 8, 1, 2, 4, 8)
HARMONICS = 100
BANDS = 65
TABLE = 2048
MELS = 96
FULL_SCALE = 32768 / 8000

FEATURES = CODE_SIZE + 9  # a code, the pitch, four sines and four cosines of it
NYQUIST_END = 0.46 * RATE
NYQUIST_FADE = 0.02 * RATE
NOISE_GAIN = 0.05
MAX_DEVIATION_CENTS = 60.0


def harmonic_phases() -> Tensor:
    """[HARMONICS] The fixed phases of the partials: drawn once, so that no table has a sharp peak."""
    draw = torch.rand(HARMONICS, generator=torch.Generator().manual_seed(0))
    return draw * 2 * math.pi - math.pi / 2


def magnitude(x: Tensor) -> Tensor:
    """Any number to a positive magnitude up to 2; exp and log, because pow's last bit depends on the length."""
    return 2.0 * torch.exp(2.3 * F.logsigmoid(x)) + 1e-7


def pitch_features(key: Tensor) -> Tensor:
    """Keys [...] to [..., 9]."""
    p = ((key - 60.0) / 24.0).unsqueeze(-1)
    angles = p * (math.pi * 2.0 ** torch.arange(4, device=key.device, dtype=p.dtype))
    return torch.cat([p, torch.sin(angles), torch.cos(angles)], -1)


def mel_bank(count: int, fft: int, low: float = 30.0, high: float = 20000.0) -> Tensor:
    """[count, fft/2+1] Triangular bands, each of weight 1, equally wide on the mel scale."""
    mel = torch.linspace(2595 * math.log10(1 + low / 700), 2595 * math.log10(1 + high / 700), count + 2).double()
    edges = 700 * (10 ** (mel / 2595) - 1)
    bins = torch.arange(fft // 2 + 1).double() * RATE / fft
    bank = torch.zeros(count, fft // 2 + 1, dtype=torch.float64)
    for i in range(count):
        a, b, c = edges[i], edges[i + 1], edges[i + 2]
        bank[i] = torch.clamp(torch.minimum((bins - a) / (b - a), (c - bins) / (c - b)), min=0)
        if bank[i].sum() == 0:  # narrower than a bin
            bank[i, int(round(float(b) * fft / RATE))] = 1
    return (bank / (bank.sum(1, keepdim=True) + 1e-6)).float()


class GatedLayer(nn.Module):
    """A gated dilated convolution with residual and skip outputs, as in WaveNet."""

    def __init__(self, channels: int, dilation: int, condition: int, causal: bool):
        super().__init__()
        self.causal = causal
        self.pad = 2 * dilation
        self.f = nn.Conv1d(channels, 2 * channels, 3, dilation=dilation)
        self.c = nn.Conv1d(condition, 2 * channels, 1)
        self.r = nn.Conv1d(channels, channels, 1)
        self.s = nn.Conv1d(channels, channels, 1)

    def forward(self, x: Tensor, condition: Tensor):
        pad = (self.pad, 0) if self.causal else (self.pad // 2, self.pad - self.pad // 2)
        a, b = (self.f(F.pad(x, pad)) + self.c(condition)).chunk(2, 1)
        gate = torch.tanh(a) * torch.sigmoid(b)
        return x + self.r(gate), self.s(gate)


class Encoder(nn.Module):
    """Audio [B, N] at training scale to codes [B, 16, N / 1536] in (-2, 2)."""

    FFT = 1024

    def __init__(self):
        super().__init__()
        self.register_buffer("fb", mel_bank(MELS, self.FFT))
        self.register_buffer("win", torch.hann_window(self.FFT))
        self.inp = nn.Conv1d(MELS, CHANNELS, 1)
        self.l = nn.ModuleList([GatedLayer(CHANNELS, d, 1, causal=False) for d in DILATIONS])
        self.out = nn.Conv1d(CHANNELS, CODE_SIZE, 1)

    def forward(self, audio: Tensor) -> Tensor:
        spectrum = torch.stft(audio, 1024, 128, window=self.win, center=True, return_complex=True).abs()
        mel = torch.log(torch.matmul(self.fb, spectrum[:, :, : audio.shape[1] // 128]) + 1e-4)
        h = self.inp((mel + 4) / 3)
        ones = torch.zeros(h.shape[0], 1, h.shape[2], device=h.device)
        skips = torch.zeros_like(h)
        for layer in self.l:
            h, skip = layer(h, ones)
            skips = skips + skip
        return torch.tanh(F.avg_pool1d(self.out(F.relu(skips)), 12) / 2) * 2


class Decoder(nn.Module):
    """Codes [B, 16, T], keys [B] and pitch deviation [B, H] in cents to audio [B, H * 128] at training scale."""

    def __init__(self):
        super().__init__()
        self.inp = nn.Conv1d(FEATURES, CHANNELS, 1)
        self.l = nn.ModuleList([GatedLayer(CHANNELS, d, FEATURES, causal=True) for d in DILATIONS])
        self.o1 = nn.Conv1d(CHANNELS, 2 * CHANNELS, 1)
        self.amp = nn.Conv1d(2 * CHANNELS, HARMONICS + 1, 1)
        self.noi = nn.Conv1d(2 * CHANNELS, BANDS, 1)
        self.dev = nn.Conv1d(2 * CHANNELS, 1, 1)
        phases = harmonic_phases()
        self.register_buffer("phases", torch.polar(torch.ones(HARMONICS), phases), persistent=False)
        with torch.no_grad():  # begin quiet and in tune
            self.noi.bias -= 4
            self.amp.bias -= 2
            self.dev.weight *= 0.1
            self.dev.bias.zero_()

    def forward(self, codes: Tensor, key: Tensor, hops: int, cents: Tensor = None, noise: Tensor = None):
        """Audio, and the deviation [B, H] in cents that the network itself would play."""
        upsampled = F.interpolate(codes, scale_factor=CODE_HOPS, mode="linear", align_corners=False)[:, :, :hops]
        pitch = pitch_features(key)[:, :, None].expand(-1, -1, hops)
        condition = torch.cat([upsampled, pitch], 1)
        h = self.inp(condition)
        skips = torch.zeros_like(h)
        for layer in self.l:
            h, skip = layer(h, condition)
            skips = skips + skip
        out = F.relu(self.o1(F.relu(skips)))
        predicted = torch.tanh(self.dev(out)[:, 0]) * MAX_DEVIATION_CENTS
        deviation = predicted.detach() if cents is None else cents
        hz = 440 * 2 ** ((key[:, None] - 69) / 12 + deviation / 1200)
        tone = self.harmonics(self.amp(out), hz)
        return tone + self.noise(self.noi(out), noise), predicted

    def harmonics(self, out: Tensor, hz: Tensor) -> Tensor:
        """Amplitudes [B, 1 + K, H] and pitch [B, H] to audio: one wavetable a hop, cross-faded from hop to hop."""
        b, hops = hz.shape
        k = torch.arange(1, HARMONICS + 1, device=hz.device)
        room = ((NYQUIST_END - hz[:, None] * k[None, :, None]) / NYQUIST_FADE).clamp(0, 1)
        amplitude = magnitude(out[:, :1]) * F.softmax(out[:, 1:] + torch.log(room + 1e-9), 1)
        spectrum = torch.zeros(b, hops, TABLE // 2 + 1, dtype=torch.complex64, device=hz.device)
        spectrum[:, :, 1 : HARMONICS + 1] = amplitude.transpose(1, 2) * self.phases * (TABLE / 2)
        tables = torch.fft.irfft(spectrum, TABLE)
        step = hz.repeat_interleave(HOP, 1).double() / RATE
        at = torch.remainder(torch.cumsum(step, 1), 1.0) * TABLE
        low = at.floor()
        fraction = (at - low).float()
        low = low.long() % TABLE
        high = (low + 1) % TABLE
        hop = torch.arange(hops, device=hz.device).repeat_interleave(HOP)[None]
        flat = tables.reshape(b, hops * TABLE)

        def read(index: Tensor) -> Tensor:
            base = index * TABLE
            return torch.lerp(torch.gather(flat, 1, base + low), torch.gather(flat, 1, base + high), fraction)

        ramp = (torch.arange(HOP, device=hz.device) / HOP).repeat(hops)[None]
        return torch.lerp(read((hop - 1).clamp(min=0)), read(hop), ramp)

    def noise(self, out: Tensor, noise: Tensor = None) -> Tensor:
        """Band magnitudes [B, 65, H] and uniform noise [B, H * 128] in [-1, 1) to filtered noise."""
        b, _, hops = out.shape
        bands = (magnitude(out) * NOISE_GAIN).transpose(1, 2)
        if noise is None:
            noise = torch.rand(b, hops * HOP, device=out.device) * 2 - 1
        window = torch.hann_window(HOP, device=out.device)
        response = torch.roll(torch.fft.irfft(bands + 0j, HOP), HOP // 2, 2) * window
        block = torch.fft.rfft(noise.view(b, hops, HOP), 2 * HOP) * torch.fft.rfft(response, 2 * HOP)
        y = torch.fft.irfft(block, 2 * HOP)
        tail = F.pad(y[:, :-1, HOP:], (0, 0, 1, 0))
        return (y[:, :, :HOP] + tail).reshape(b, hops * HOP)


def spectral_loss(x: Tensor, y: Tensor) -> Tensor:
    """Multi-resolution STFT distance of x from y [B, N].

    The linear term's denominator is bounded and the log has a floor: without both, a nearly silent target gives a loss
    that throws the weights away.
    """
    total = x.new_zeros(())
    sizes = (2048, 1024, 512, 256, 128)
    for n in sizes:
        window = torch.hann_window(n, device=x.device)
        a, b = (torch.stft(v, n, n // 4, window=window, return_complex=True).abs() / math.sqrt(n) for v in (x, y))
        log = (torch.log(a + 5e-4) - torch.log(b + 5e-4)).abs().mean()
        total = total + log + 2 * ((a - b).norm(dim=(1, 2)) / (b.norm(dim=(1, 2)) + 3)).mean()
    return total / len(sizes)
