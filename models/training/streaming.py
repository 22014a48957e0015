"""The decoder in the form that plays: TorchScript, its state by voice slot.

`step` decodes a hop or a few of some slots, `notes` whole notes in one call; both give the same audio (a test holds them to
1e-5 of full scale). A hop's control network is in live.py, its sound in sounding.py, whole notes in whole.py.
"""

from typing import Final, List, Optional, Tuple

import torch
from torch import Tensor, nn

import colours
import live
import network as net
import products
import sounding
import whole


class StreamingDecoder(whole.WholeNotes):
    """n rows, h hops of 128 frames. Pitches are in Hz, audio has full scale 1."""

    C: Final[int] = net.CHANNELS
    L: Final[int] = len(net.DILATIONS)
    K: Final[int] = net.HARMONICS
    H: Final[int] = net.HOP
    TN: Final[int] = net.TABLE
    PIECE: Final[int] = 512  # hops of a whole note that a CPU decodes at once
    RATE: Final[float] = float(net.RATE)
    END: Final[float] = net.NYQUIST_END
    FADE: Final[float] = net.NYQUIST_FADE
    BANDS: Final[int] = net.BANDS
    NOISE: Final[float] = net.NOISE_GAIN
    SCALE: Final[float] = 1.0 / net.FULL_SCALE

    def __init__(self, decoder: net.Decoder, latent_space_id: str, capacity: int = 32):
        super().__init__()
        self.space: str = latent_space_id
        self.capacity: int = 0
        self.dilations: List[int] = list(net.DILATIONS)
        self._take_weights(decoder)
        self.register_buffer("numbers", torch.arange(1, self.K + 1).float())
        self.register_buffer("ramp", torch.arange(self.H).float() / self.H)
        self.register_buffer("count", torch.arange(1, self.H + 1).double())
        self.register_buffer("onset_hops", torch.tensor(net.ONSET_HOPS))
        self.register_buffer("octaves", torch.pi * 2.0 ** torch.arange(4).float())
        self.live = live.HopNetwork()
        self.colours = colours.Colours()
        self.tables_of_notes = whole.Tables()
        self.noise_of_notes = whole.NoiseFilter()
        self.sound = sounding.HopSound(self.noise_of_notes.spectra)
        for name in ("hops", "table", "phase", "tail", "partials", "apart"):
            self.register_buffer(name, torch.zeros(1))
        self.allocate(capacity)
        self.live.products = products.products()  # a file holds the weights once
        self.sound.unprepare()

    def _take_weights(self, d: net.Decoder):
        """Convolutions become matrix products; those of all layers that can be done at once become one."""

        def dense(conv: nn.Conv1d) -> Tensor:
            return conv.weight.detach()[:, :, 0].t().contiguous()

        taps = [layer.f.weight.detach() for layer in d.l]  # [2C, C, 3], the last tap is now
        curve = net.curve()
        weights = {
            "w_in": dense(d.inp),
            "b_in": d.inp.bias,
            "w_past": torch.stack([torch.cat([t[:, :, 0].t(), t[:, :, 1].t()], 0) for t in taps]),
            "w_now": torch.stack([t[:, :, 2].t() for t in taps]),
            "w_condition": torch.cat([dense(layer.c) for layer in d.l], 1),
            "b_condition": torch.cat([layer.c.bias + layer.f.bias for layer in d.l]),
            "w_residual": torch.stack([dense(layer.r) for layer in d.l]),
            "b_residual": torch.stack([layer.r.bias for layer in d.l]),
            "w_skip": torch.cat([dense(layer.s) for layer in d.l], 0),
            "b_skip": torch.stack([layer.s.bias for layer in d.l]).sum(0),
            "w_1": dense(d.o1),
            "b_1": d.o1.bias,
            "w_2": torch.cat([dense(d.amp), dense(d.upper) @ curve, dense(d.noi)], 1),
            "b_2": torch.cat([d.amp.bias, d.upper.bias @ curve, d.noi.bias]),
        }
        for name, weight in weights.items():
            self.register_parameter(name, nn.Parameter(weight.detach().clone().contiguous(), requires_grad=False))

    @torch.jit.export
    def allocate(self, capacity: int):
        """State for `capacity` slots, and a scratch slot after them for rows that only fill a batch."""
        device = self.w_in.device
        n = capacity + 1
        self.capacity = capacity
        self.hops = torch.zeros(n, dtype=torch.long, device=device)
        self.table = torch.zeros(n, self.TN, device=device)
        self.phase = torch.zeros(n, dtype=torch.float64, device=device)
        self.tail = torch.zeros(n, self.H, device=device)
        weights, biases = self.products()
        self.live.allocate(n, weights, biases)
        self.sound.prepare()
        self.partials = torch.zeros(n, self.colours.S, device=device)
        self.apart = torch.zeros(n, self.colours.S, dtype=torch.float64, device=device)

    def products(self) -> Tuple[List[Tensor], List[Tensor]]:
        """Weights [in, out] and biases in the order of live.py; the last product gives level, noise bands, harmonics."""
        c, k = 2 * self.C, self.K + 1
        doubled = torch.ones_like(self.b_condition[:c])
        doubled[: self.C] = 2.0  # and so exactly
        weights, biases = [self.w_in], [self.b_in]
        for i in range(self.L):
            inputs = [self.w_past[i], self.w_condition[:, i * c : (i + 1) * c], self.w_now[i]]
            weights.append(torch.cat(inputs, 0) * doubled)
            biases.append(self.b_condition[i * c : (i + 1) * c] * doubled)
        for i in range(self.L - 1):
            weights.append(-self.w_residual[i])
            biases.append(self.b_residual[i])
        weights.extend([-self.w_skip, self.w_1, torch.cat([self.w_2[:, :1], self.w_2[:, k:], self.w_2[:, 1:k]], 1)])
        biases.extend([self.b_skip, self.b_1, torch.cat([self.b_2[:1], self.b_2[k:], self.b_2[1:k]])])
        return weights, biases

    @torch.jit.export
    def sample_rate_hz(self) -> int:
        return int(self.RATE)

    @torch.jit.export
    def hop_frames(self) -> int:
        return self.H

    @torch.jit.export
    def code_size(self) -> int:
        return 16

    @torch.jit.export
    def code_hops(self) -> int:
        return 12

    @torch.jit.export
    def slot_capacity(self) -> int:
        return self.capacity

    @torch.jit.export
    def latent_space_id(self) -> str:
        return self.space

    @torch.jit.export
    def colour_size(self) -> int:
        return 3

    @torch.jit.export
    def has_filter(self) -> int:
        return 0

    @torch.jit.export
    def step(self, slots: Tensor, fresh: Tensor, codes: Tensor, network_pitch: Tensor, oscillator_pitch: Tensor,
             noise: Tensor) -> Tensor:
        """slots, fresh int64[n]; codes [n, h, 16]; pitches [n, h]; noise [n, h * 128] in [-1, 1) to [n, h * 128]"""
        return self.decode(slots, fresh, codes, network_pitch, oscillator_pitch, noise, None)

    @torch.jit.export
    def coloured(self, slots: Tensor, fresh: Tensor, codes: Tensor, network_pitch: Tensor, oscillator_pitch: Tensor,
                 noise: Tensor, colour: Tensor) -> Tensor:
        """As `step`, with a colour [n, h, 3] for each row and hop (see colours.py); rows of zeros are as `step` has them."""
        return self.decode(slots, fresh, codes, network_pitch, oscillator_pitch, noise, colour)

    def decode(self, slots: Tensor, fresh: Tensor, codes: Tensor, network_pitch: Tensor, oscillator_pitch: Tensor,
               noise: Tensor, colour: Optional[Tensor]) -> Tensor:
        hops = codes.shape[1]
        new = fresh.nonzero()
        if new.shape[0] > 0:
            self.forget(slots.index_select(0, new.view(-1)))
        if hops == 1:
            hue = colour.select(1, 0) if colour is not None else colour
            return self.hop(slots, new, codes.select(1, 0), network_pitch, oscillator_pitch, noise, hue)
        audio: List[Tensor] = []
        for t in range(hops):
            hue = colour.select(1, t) if colour is not None else colour
            audio.append(self.hop(slots, new, codes.select(1, t), network_pitch.narrow(1, t, 1), oscillator_pitch.narrow(1, t, 1),
                                  noise.narrow(1, t * self.H, self.H), hue))
            new = new.narrow(0, 0, 0)
        return torch.cat(audio, 1)

    def hop(self, slots: Tensor, new: Tensor, codes: Tensor, network_pitch: Tensor, pitch: Tensor, noise: Tensor,
            colour: Optional[Tensor]) -> Tensor:
        """One hop: codes [n, 16], pitches [n, 1], noise [n, 128], colours [n, 3]; `new` has the rows whose notes begin."""
        n, h = codes.shape[0], self.H
        age = self.hops.index_select(0, slots)
        phase = self.phase.index_select(0, slots)
        table = self.table.index_select(0, slots)
        out = self.live(self.sound.features(codes, network_pitch, age), slots, age)
        magnitudes = self.sound.magnitudes(out)
        amplitude = self.sound.shares(out, pitch).mul_(magnitudes.as_strided([n, 1], [1 + self.BANDS, 1], 0))
        bands = magnitudes.as_strided([n, self.BANDS], [1 + self.BANDS, 1], 1)
        tail = self.tail.index_select(0, slots)
        # what stretched partials need: amplitudes before and now, phases and steps, and by how much these are longer
        partials: List[Tensor] = []
        if colour is not None:
            hz = pitch.view(-1)
            if bool(colour.narrow(1, 0, 2).any()):
                factors, of_bands = self.colours.factors(amplitude, hz, colour)
                bands.mul_(of_bands)
                amplitude.mul_(factors)
            before = self.partials.index_select(0, slots)
            if bool(colour.select(1, 2).any()) or bool(before.any()):
                amplitude, sines, step, longer = self.colours.split(amplitude, hz, colour)
                # a new note has no partials to fade from
                partials = [torch.where((age == 0).unsqueeze(1), sines, before), sines, self.cycles(phase), step, longer]
        now = self.sound.tables(amplitude)
        if new.shape[0] > 0:  # nor a table
            rows = new.view(-1)
            table.index_copy_(0, rows, now.index_select(0, rows))
        phases = torch.addcmul(phase.unsqueeze(1), pitch.double(), self.sound.frames).frac_()
        self.phase.index_copy_(0, slots, phases.select(1, h - 1))
        tone = self.sound.read(table, now, phases)
        y = self.sound.noise(bands, noise)
        if len(partials) > 0:
            before, sines, at, step, longer = partials
            apart = self.apart.index_select(0, slots)
            tone.add_(self.colours.sines(before, sines, at.add_(apart), step))
            self.partials.index_copy_(0, slots, sines)
            self.apart.index_copy_(0, slots, torch.add(apart, longer, alpha=h).frac_())
        tone.add_(y.as_strided([n, h], [2 * h, 1], 0)).add_(tail)
        self.hops.index_copy_(0, slots, age.add_(1))
        self.table.index_copy_(0, slots, now)
        self.tail.index_copy_(0, slots, y.as_strided([n, h], [2 * h, 1], h))
        return tone

    def forget(self, slots: Tensor):
        """What the notes of before left in these slots, be it not even a number."""
        self.live.forget(slots)
        self.hops.index_fill_(0, slots, 0)
        self.phase.index_fill_(0, slots, 0.0)
        self.tail.index_fill_(0, slots, 0.0)
        self.partials.index_fill_(0, slots, 0.0)
        self.apart.index_fill_(0, slots, 0.0)

    @torch.jit.export
    def notes(self, codes: Tensor, network_pitch: Tensor, oscillator_pitch: Tensor, noise: Tensor) -> Tensor:
        """Whole notes without any slot: codes [n, h, 16], pitches [n, h], noise [n, h * 128] to [n, h * 128]"""
        return self.whole(codes, network_pitch, oscillator_pitch, noise, None)

    @torch.jit.export
    def coloured_notes(self, codes: Tensor, network_pitch: Tensor, oscillator_pitch: Tensor, noise: Tensor,
                       colour: Tensor) -> Tensor:
        """As `notes`, with colours [n, h, 3]"""
        return self.whole(codes, network_pitch, oscillator_pitch, noise, colour)
