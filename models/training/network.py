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
ENCODER_CHANNELS = 96
ENCODER_DILATIONS = (1, 2, 4, 8, 1, 2, 4, 8)
CHANNELS = 96  # of the decoder: fewer and wider layers play faster than many narrow ones
DILATIONS = (1, 2, 4, 8, 1, 2, 4, 8)
HARMONICS = 400
DIRECT = 100  # harmonics with an amplitude of their own; those above lie on a curve through POINTS
POINTS = 24
BANDS = 65
TABLE = 2048
MELS = 96
FULL_SCALE = 32768 / 8000

ONSET_HOPS = (4.0, 40.0)
FEATURES = CODE_SIZE + 9 + len(ONSET_HOPS)  # a code, the pitch, four sines and four cosines of it, time since the onset
NYQUIST_END = 0.46 * RATE
NYQUIST_FADE = 0.02 * RATE
NOISE_GAIN = 0.05


def harmonic_phases() -> Tensor:
    """[HARMONICS] The fixed phases of the partials: drawn once, so that no table has a sharp peak."""
    first = torch.rand(100, generator=torch.Generator().manual_seed(0))
    rest = torch.rand(HARMONICS - 100, generator=torch.Generator().manual_seed(1))
    return torch.cat([first, rest]) * 2 * math.pi - math.pi / 2


def table_gain() -> Tensor:
    """[HARMONICS] What a table must hold of each harmonic: linear interpolation loses sinc squared of it."""
    x = torch.arange(1, HARMONICS + 1).double() / TABLE
    return (1 / torch.sinc(x) ** 2).float()


def curve() -> Tensor:
    """[POINTS, HARMONICS - DIRECT] Straight lines over the logarithm of the harmonic's number, between points."""
    at = torch.linspace(math.log(DIRECT + 1), math.log(HARMONICS), POINTS).double()
    k = torch.log(torch.arange(DIRECT + 1, HARMONICS + 1).double())
    return (1 - (k[None] - at[:, None]).abs() / (at[1] - at[0])).clamp(min=0).float()


def magnitude(x: Tensor) -> Tensor:
    """Any number to a positive magnitude up to 2; exp and log, because pow's last bit depends on the length."""
    return 2.0 * torch.exp(2.3 * F.logsigmoid(x)) + 1e-7


def pitch_hz(key: Tensor, cents: Tensor) -> Tensor:
    """Keys [B] and deviations [B, H] in cents to Hz, [B, H]."""
    return 440 * 2 ** ((key[:, None] - 69) / 12 + cents / 1200)


def pitch_features(key: Tensor) -> Tensor:
    """Keys [...] to [..., 9]."""
    p = ((key - 60.0) / 24.0).unsqueeze(-1)
    angles = p * (math.pi * 2.0 ** torch.arange(4, device=key.device, dtype=p.dtype))
    return torch.cat([p, torch.sin(angles), torch.cos(angles)], -1)


def onset_features(age: Tensor) -> Tensor:
    """Hops since the onset [...] to [..., 2], from 1 down to 0."""
    return torch.exp(-age.unsqueeze(-1) / torch.tensor(ONSET_HOPS, device=age.device))


def mel_points(count: int, low: float = 30.0, high: float = 20000.0) -> Tensor:
    """[count] frequencies in Hz, equally far apart on the mel scale."""
    mel = torch.linspace(2595 * math.log10(1 + low / 700), 2595 * math.log10(1 + high / 700), count).double()
    return 700 * (10 ** (mel / 2595) - 1)


def mel_bank(count: int, fft: int, low: float = 30.0, high: float = 20000.0) -> Tensor:
    """[count, fft/2+1] Triangular bands, each of weight 1, equally wide on the mel scale."""
    edges = mel_points(count + 2, low, high)
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
        self.inp = nn.Conv1d(MELS, ENCODER_CHANNELS, 1)
        self.l = nn.ModuleList([GatedLayer(ENCODER_CHANNELS, d, 1, causal=False) for d in ENCODER_DILATIONS])
        self.out = nn.Conv1d(ENCODER_CHANNELS, CODE_SIZE, 1)

    def forward(self, audio: Tensor) -> Tensor:
        return self.codes(self.bands(audio))

    def bands(self, audio: Tensor) -> Tensor:
        """[B, 96, N / 128] The logarithm of the mel spectrum, around 0."""
        spectrum = torch.stft(audio, 1024, 128, window=self.win, center=True, return_complex=True).abs()
        mel = torch.log(torch.matmul(self.fb, spectrum[:, :, : audio.shape[1] // 128]) + 1e-4)
        return (mel + 4) / 3

    def codes(self, bands: Tensor) -> Tensor:
        h = self.inp(bands)
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
        self.amp = nn.Conv1d(2 * CHANNELS, 1 + DIRECT, 1)
        self.upper = nn.Conv1d(2 * CHANNELS, POINTS, 1)
        self.noi = nn.Conv1d(2 * CHANNELS, BANDS, 1)
        phases = harmonic_phases()
        phasors = torch.polar(table_gain() * (TABLE / 2), phases)
        self.register_buffer("phases", torch.view_as_real(phasors), persistent=False)  # gloo sends no complex numbers
        self.register_buffer("curve", curve(), persistent=False)
        with torch.no_grad():  # begin quiet
            self.noi.bias -= 4
            self.amp.bias -= 2
            self.upper.bias -= 2

    def forward(self, codes: Tensor, key: Tensor, cents: Tensor, noise: Tensor, first: Tensor = None) -> Tensor:
        """`noise` [B, H * 128] in [-1, 1) sets the length; `first` [B] is the hop since the onset where a crop begins."""
        out = self.said(codes, key, noise.shape[1] // HOP, first)
        with torch.autocast(out.device.type, enabled=False):  # half precision would be heard as 0.3 dB of error here
            return self.sound(out.float(), pitch_hz(key, cents), noise)

    def said(self, codes: Tensor, key: Tensor, hops: int, first: Tensor = None) -> Tensor:
        """What the layers say of codes [B, 16, T], of which harmonics and noise are made, [B, 2C, H]."""
        upsampled = F.interpolate(codes, scale_factor=CODE_HOPS, mode="linear", align_corners=False)[:, :, :hops]
        pitch = pitch_features(key)[:, :, None].expand(-1, -1, hops)
        age = torch.arange(hops, device=key.device, dtype=key.dtype)[None].expand(key.shape[0], -1)
        age = age if first is None else age + first[:, None]
        condition = torch.cat([upsampled, pitch, onset_features(age).transpose(1, 2)], 1)
        h = self.inp(condition)
        skips = torch.zeros_like(h)
        for layer in self.l:
            h, skip = layer(h, condition)
            skips = skips + skip
        return F.relu(self.o1(F.relu(skips)))

    def sound(self, out: Tensor, hz: Tensor, noise: Tensor) -> Tensor:
        """What the layers say [B, 2C, H], pitch [B, H] and noise [B, H * 128] to audio."""
        return self.harmonics(self.logits(out), hz) + self.noise(self.noi(out), noise)

    def logits(self, out: Tensor) -> Tensor:
        """[B, 2C, H] to the level and the harmonics' shares, [B, 1 + HARMONICS, H]"""
        return torch.cat([self.amp(out), torch.matmul(self.curve.t(), self.upper(out))], 1)

    def harmonics(self, out: Tensor, hz: Tensor) -> Tensor:
        """Logits [B, 1 + HARMONICS, H] and pitch [B, H] to audio."""
        return self.tone(self.amplitudes(out, hz), hz)

    def amplitudes(self, out: Tensor, hz: Tensor) -> Tensor:
        """Logits [B, 1 + HARMONICS, H] and pitch [B, H] to the harmonics' amplitudes [B, HARMONICS, H]."""
        k = torch.arange(1, HARMONICS + 1, device=hz.device)
        room = ((NYQUIST_END - hz[:, None] * k[None, :, None]) / NYQUIST_FADE).clamp(0, 1)
        return magnitude(out[:, :1]) * F.softmax(out[:, 1:] + torch.log(room + 1e-9), 1)

    def tone(self, amplitude: Tensor, hz: Tensor) -> Tensor:
        """Amplitudes [B, HARMONICS, H] and pitch [B, H] to audio: one wavetable a hop, cross-faded from hop to hop."""
        b, hops = hz.shape
        spectrum = F.pad(amplitude.transpose(1, 2) * torch.view_as_complex(self.phases), (1, TABLE // 2 - HARMONICS))
        tables = torch.fft.irfft(spectrum, TABLE)
        step = hz.repeat_interleave(HOP, 1).double() / RATE
        at = torch.remainder(torch.cumsum(step, 1), 1.0) * TABLE
        low = at.floor()
        fraction = (at - low).float()
        low = low.long() % TABLE
        high = (low + 1) % TABLE
        now = torch.arange(hops, device=hz.device).repeat_interleave(HOP)[None] * TABLE
        before = (now - TABLE).clamp(min=0)
        index = torch.cat([before + low, before + high, now + low, now + high], 1)  # one gather has one gradient to add up
        values = torch.gather(tables.reshape(b, hops * TABLE), 1, index).view(b, 4, -1)
        ramp = (torch.arange(HOP, device=hz.device) / HOP).repeat(hops)[None]
        old, new = torch.lerp(values[:, 0::2], values[:, 1::2], fraction[:, None]).unbind(1)
        return torch.lerp(old, new, ramp)

    def levels(self, out: Tensor, hz: Tensor) -> Tensor:
        """[B, H] the level in nepers of what the layers say, harmonics and noise together, without making audio of it."""
        harmonics = self.amplitudes(self.logits(out), hz).pow(2).sum(1) / 2
        bands = (magnitude(self.noi(out)) * NOISE_GAIN).pow(2)
        noise = (2 * bands.sum(1) - bands[:, 0] - bands[:, -1]) / HOP / 3  # Parseval; a third is the power of uniform noise
        return torch.log(harmonics + noise + 1e-6) / 2

    def noise(self, out: Tensor, noise: Tensor) -> Tensor:
        """Band magnitudes [B, 65, H] and uniform noise [B, H * 128] in [-1, 1) to filtered noise."""
        b, _, hops = out.shape
        bands = (magnitude(out) * NOISE_GAIN).transpose(1, 2)
        window = torch.hann_window(HOP, device=out.device)
        response = torch.roll(torch.fft.irfft(bands + 0j, HOP), HOP // 2, 2) * window
        block = torch.fft.rfft(noise.view(b, hops, HOP), 2 * HOP) * torch.fft.rfft(response, 2 * HOP)
        y = torch.fft.irfft(block, 2 * HOP)
        tail = F.pad(y[:, :-1, HOP:], (0, 0, 1, 0))
        return (y[:, :, :HOP] + tail).reshape(b, hops * HOP)


def magnitudes(audio: Tensor, n: int) -> Tensor:
    return torch.stft(audio, n, n // 4, window=torch.hann_window(n, device=audio.device), return_complex=True).abs()


def spectral_loss(x: Tensor, y: Tensor, sizes=(2048, 1024, 512, 256, 128)) -> Tensor:
    """Multi-resolution STFT distance of x from y [B, N].

    The linear term's denominator is bounded and the log has a floor: without both, a nearly silent target gives a loss
    that throws the weights away.
    """
    total = x.new_zeros(())
    for n in sizes:
        a, b = (magnitudes(v, n) / math.sqrt(n) for v in (x, y))
        log = (torch.log(a + 5e-4) - torch.log(b + 5e-4)).abs().mean()
        total = total + log + 2 * ((a - b).norm(dim=(1, 2)) / (b.norm(dim=(1, 2)) + 3)).mean()
    return total / len(sizes)


def judged_loss(x: Tensor, y: Tensor) -> Tensor:
    """What evaluate.py judges, in nepers: the log-spectral distance, and the level in blocks of 10.7 ms."""
    a, b = magnitudes(x, 2048), magnitudes(y, 2048)
    floor = 1e-3 * b.amax((1, 2), keepdim=True) + 1e-3
    distance = (torch.log(a + floor) - torch.log(b + floor)).pow(2).mean(1)
    blocks = lambda v: torch.log(v.unfold(1, 512, 512).pow(2).mean(2) + 1e-6) / 2
    return torch.sqrt(distance + 1e-4).mean() + 0.3 * (blocks(x) - blocks(y)).abs().mean()
