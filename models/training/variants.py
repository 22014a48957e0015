"""Networks that are not the one that ships: each changes one thing, for short_runs.py to say what it is worth.

What a variant adds begins without effect or nearly so, and what it has in common with the shipped network begins with the same
weights at the same seed.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import List

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import network as net
from train import Pair

STRETCH_MOST = 0.01
FREE_PARTIALS, FREE_LOWEST, FREE_OCTAVES = 32, 0.5, 6  # lie from an octave below the pitch on, equally far apart
SLOTS = 8  # gains within a hop
FOLD, FILTER_CHANNELS, FILTER_CONDITION = 8, 32, 16
FILTER_DILATIONS = (1, 2, 4, 8, 16, 32, 64)
KL_WEIGHT = 0.02
QUIETER = 8.0  # nepers of a share


class FoldedFilter(nn.Module):
    """Audio [B, N] through gated dilated layers on frames of FOLD samples, told what the control network says [B, 2C, H]."""

    def __init__(self):
        super().__init__()
        self.fold, self.channels, self.frames = FOLD, FILTER_CHANNELS, net.HOP // FOLD
        self.told = nn.Conv1d(2 * net.CHANNELS, FILTER_CONDITION, 1)
        self.inp = nn.Conv1d(FOLD, FILTER_CHANNELS, 1)
        self.l = nn.ModuleList([net.GatedLayer(FILTER_CHANNELS, d, FILTER_CONDITION, causal=True) for d in FILTER_DILATIONS])
        self.out = nn.Conv1d(FILTER_CHANNELS, FOLD, 1)
        with torch.no_grad():  # the source alone is a valid sound
            self.out.weight.zero_()
            self.out.bias.zero_()

    def forward(self, audio: Tensor, out: Tensor) -> Tensor:
        return self.hops(audio, out, self.silence(audio))

    @torch.jit.export
    def silence(self, audio: Tensor) -> List[Tensor]:
        """What the layers have heard before notes of these rows."""
        past: List[Tensor] = []
        for layer in self.l:
            past.append(torch.zeros(audio.shape[0], self.channels, layer.pad, device=audio.device))
        return past

    @torch.jit.export
    def hops(self, audio: Tensor, out: Tensor, past: List[Tensor]) -> Tensor:
        """Some hops of a note; `past` is what the layers heard before and becomes what they have heard then."""
        b, n = audio.shape
        condition = self.told(out).repeat_interleave(self.frames, 2)
        h = self.inp(audio.view(b, n // self.fold, self.fold).transpose(1, 2))
        skips = torch.zeros_like(h)
        for i, layer in enumerate(self.l):
            heard = torch.cat([past[i], h], 2)
            past[i] = heard[:, :, heard.shape[2] - layer.pad :]
            a, gate = (layer.f(heard) + layer.c(condition)).chunk(2, 1)
            gated = torch.tanh(a) * torch.sigmoid(gate)
            h = h + layer.r(gated)
            skips = skips + layer.s(gated)
        return audio + self.out(F.relu(skips)).transpose(1, 2).reshape(b, n)


class Filtered(net.Decoder):
    """A residual WaveNet filter after the source."""

    def __init__(self):
        super().__init__()
        self.filter = FoldedFilter()

    def sound(self, out: Tensor, hz: Tensor, noise: Tensor) -> Tensor:
        return self.filter(super().sound(out, hz, noise), out)

    def extra(self, voices: int):
        """What a hop of playing does beyond the shipped decoder's, to be timed."""
        played = torch.jit.script(self.filter)
        audio, out = torch.rand(voices, net.HOP), torch.rand(voices, 2 * net.CHANNELS, 1)
        past = played.silence(audio)
        return lambda: played.hops(audio, out, past)


def sines(waves, amplitude: Tensor, step: Tensor) -> Tensor:
    """Amplitudes and cycles a frame of partials [B, H, S] to audio [B, H * 128], by the sines of colours.py."""
    b, hops, count = step.shape
    at = (torch.cumsum(step, 1) - step) * net.HOP
    before = torch.cat([amplitude[:, :1], amplitude[:, :-1]], 1)
    rows = (v.reshape(b * hops, count) for v in (before, amplitude, at, step))
    return waves.sines(*rows).view(b, hops * net.HOP)


class Stretched(net.Decoder):
    """The first 64 partials are as far apart as the network says."""

    has_stretch = True  # plays by the colour that decoder.ts knows already

    def __init__(self):
        super().__init__()
        from colours import Colours  # here, as its sizes are those of the network when it is loaded

        self.waves = Colours()
        self.stretch = nn.Conv1d(2 * net.CHANNELS, 1, 1)
        with torch.no_grad():
            self.stretch.bias -= 5

    def sound(self, out: Tensor, hz: Tensor, noise: Tensor) -> Tensor:
        b, hops = hz.shape
        amplitude = self.amplitudes(self.logits(out), hz)
        rows, pitch = amplitude.transpose(1, 2).reshape(b * hops, -1), hz.reshape(-1)
        stretch = STRETCH_MOST * torch.sigmoid(self.stretch(out)).view(-1, 1)
        left, own, step, _ = self.waves.split(rows, pitch, F.pad(stretch, (2, 0)))
        tone = self.tone(left.view(b, hops, -1).transpose(1, 2), hz)
        return tone + sines(self.waves, own.view(b, hops, -1), step.view(b, hops, -1)) + self.noise(self.noi(out), noise)


class WithFreePartials(net.Decoder):
    """Sines beside the harmonics, each anywhere within its part of the octave."""

    def __init__(self):
        super().__init__()
        from colours import Colours

        self.waves = Colours()
        self.waves.begins = self.waves.begins[:, :FREE_PARTIALS]
        self.free = nn.Conv1d(2 * net.CHANNELS, 2 * FREE_PARTIALS, 1)
        ratio = FREE_LOWEST * 2 ** (torch.arange(FREE_PARTIALS) * FREE_OCTAVES / FREE_PARTIALS)
        self.register_buffer("ratio", ratio, persistent=False)
        with torch.no_grad():
            self.free.bias[:FREE_PARTIALS] -= 4

    def partials(self, out: Tensor, hz: Tensor):
        """Amplitudes and cycles a frame, [B, H, S] each."""
        level, place = self.free(out).transpose(1, 2).chunk(2, 2)
        own = hz[:, :, None] * self.ratio * 2 ** (torch.tanh(place) * FREE_OCTAVES / FREE_PARTIALS / 2)
        room = ((net.NYQUIST_END - own) / net.NYQUIST_FADE).clamp(0, 1)
        return net.magnitude(level) * room, own.double() / net.RATE

    def sound(self, out: Tensor, hz: Tensor, noise: Tensor) -> Tensor:
        return super().sound(out, hz, noise) + sines(self.waves, *self.partials(out, hz))

    def extra(self, voices: int):
        out, hz = torch.rand(voices, 2 * net.CHANNELS, 1), torch.full((voices, 1), 220.0)
        return lambda: sines(self.waves, *self.partials(out, hz))


class WithTransients(net.Decoder):
    """A gain for every 16 frames: beginnings shorter than a hop."""

    def __init__(self):
        super().__init__()
        self.gain = nn.Conv1d(2 * net.CHANNELS, SLOTS, 1)
        frames = net.HOP // SLOTS
        self.register_buffer("rising", (torch.arange(frames) + 1) / frames, persistent=False)
        with torch.no_grad():
            self.gain.weight.zero_()
            self.gain.bias.zero_()

    def gains(self, out: Tensor) -> Tensor:
        """[B, H * 128] from each slot's gain to the next one's."""
        now = (2 * torch.sigmoid(self.gain(out))).transpose(1, 2).reshape(out.shape[0], -1, 1)
        before = torch.cat([now[:, :1], now[:, :-1]], 1)
        return torch.lerp(before, now, self.rising).reshape(out.shape[0], -1)

    def sound(self, out: Tensor, hz: Tensor, noise: Tensor) -> Tensor:
        return super().sound(out, hz, noise) * self.gains(out)

    def extra(self, voices: int):
        out, audio = torch.rand(voices, 2 * net.CHANNELS, 1), torch.rand(voices, net.HOP)
        return lambda: audio * self.gains(out)


class QuietUpper(net.Decoder):
    """The harmonics above the hundredth begin far below the others."""

    def __init__(self):
        super().__init__()
        with torch.no_grad():
            self.upper.bias -= QUIETER


class NoUpper(net.Decoder):
    """There are a hundred harmonics."""

    def __init__(self):
        super().__init__()
        with torch.no_grad():
            self.upper.bias -= 100


class RawEncoder(net.Encoder):
    """Hears samples instead of a mel spectrum: three strided convolutions to the hop rate."""

    def __init__(self):
        super().__init__()
        c = net.ENCODER_CHANNELS
        self.heard = nn.ModuleList([nn.Conv1d(1, c, 32, 8, 12), nn.Conv1d(c, c, 8, 4, 2), nn.Conv1d(c, c, 8, 4, 2)])

    def bands(self, audio: Tensor) -> Tensor:
        h = audio[:, None]
        for layer in self.heard:
            h = F.gelu(layer(h))
        return h


class SpreadEncoder(net.Encoder):
    """Says of each value of a code how sure it is, too."""

    def __init__(self):
        super().__init__()
        self.out = nn.Conv1d(net.ENCODER_CHANNELS, 2 * net.CODE_SIZE, 1)


class KlPair(Pair):
    """Codes are drawn from a normal distribution each, whose distance from the standard one costs."""

    def told(self, codes: Tensor):
        mean, spread = codes.chunk(2, 1)
        log_sigma = 1.5 * spread - 2
        kl = (mean**2 + torch.exp(2 * log_sigma) - 1) / 2 - log_sigma
        return mean + torch.exp(log_sigma) * torch.randn_like(mean), KL_WEIGHT * kl.mean()


class CleanPair(Pair):
    code_noise = 0.0


class NoisyPair(Pair):
    code_noise = 0.2


@dataclass(frozen=True)
class Variant:
    """One thing changed: a part of the pair, or constants of network.py."""

    title: str
    encoder: type = net.Encoder
    decoder: type = net.Decoder
    pair: type = Pair
    constants: dict = field(default_factory=dict)

    def build(self, bf16: bool = False) -> Pair:
        return self.pair(bf16, self.encoder, self.decoder)

    @contextmanager
    def applied(self):
        """Within it network.py has this variant's constants; what has copied them before keeps those that ship."""
        shipped = {name: getattr(net, name) for name in self.constants}
        vars(net).update(self.constants)
        try:
            yield self
        finally:
            vars(net).update(shipped)

    def is_played_as_shipped(self) -> bool:
        """Whether its decoder does the same operations."""
        return not self.constants and not hasattr(self.decoder, "extra") and not hasattr(self.decoder, "has_stretch")


def of_code_size(size: int) -> dict:
    return {"CODE_SIZE": size, "FEATURES": net.FEATURES - net.CODE_SIZE + size}


def of_hop(frames: int) -> dict:
    """Codes and onset stay where they are in time; the layers look back as many hops as before."""
    times = net.HOP // frames
    return {"HOP": frames, "CODE_HOPS": net.CODE_HOPS * times, "BANDS": frames // 2 + 1,
            "ONSET_HOPS": tuple(hops * times for hops in net.ONSET_HOPS)}


VARIANTS = {
    "base": Variant("as it ships"),
    "filter": Variant("residual WaveNet filter on folded frames", decoder=Filtered),
    "code-32": Variant("codes of 32 values", constants=of_code_size(32)),
    "hop-64": Variant("hop of 64 frames", constants=of_hop(64)),
    "stretch": Variant("inharmonicity: partials stretched as the network says", decoder=Stretched),
    "transients": Variant("a gain for every 16 frames", decoder=WithTransients),
    "free": Variant("32 free partials", decoder=WithFreePartials),
    "raw": Variant("the encoder hears samples", encoder=RawEncoder),
    "kl": Variant(f"KL term, weight {KL_WEIGHT}", encoder=SpreadEncoder, pair=KlPair),
    "noisy": Variant(f"noise of {NoisyPair.code_noise} on codes", pair=NoisyPair),
    "clean": Variant("no noise on codes", pair=CleanPair),
    "quiet-upper": Variant("harmonics above the 100th begin 70 dB lower", decoder=QuietUpper),
    "no-upper": Variant("no harmonics above the 100th", decoder=NoUpper),
}
