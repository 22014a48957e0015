"""Writes small TorchScript models that follow the contracts of nn~ and Neutone, and some that break them.

Usage: torch_models.py FOLDER
"""

import json
import pathlib
import sys
from typing import List, Optional, Tuple

import torch
from torch import Tensor, nn

torch.manual_seed(7)
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def save(module, name, **extra):
    torch.jit.save(torch.jit.script(module.eval()), str(folder / name), _extra_files=extra)


class Effect(nn.Module):
    """y[t] = gain * (x[t] + 0.5 * x[t - 1]): it remembers the last sample from call to call."""

    def __init__(self):
        super().__init__()
        self.register_buffer("forward_params", torch.tensor([1, 1, 1, 1]))
        self.register_buffer("hold_params", torch.tensor([1, 64, 1, 32]))
        self.register_buffer("gain_params", torch.tensor([2]))
        self.register_buffer("mode_params", torch.tensor([0, 1]))
        self.register_buffer("label_params", torch.tensor([3]))
        self.register_buffer("table_params", torch.tensor([5]))
        self.register_buffer("last", torch.zeros(1, 1, 1))
        self.register_buffer("table", torch.zeros(1, 1))
        self.forward_input_labels = ["sound"]
        self.forward_output_labels = ["louder sound"]
        self.gain = 1.0
        self.inverted = False
        self.shift = 0
        self.label = "plain"

    @torch.jit.export
    def get_methods(self) -> List[str]:
        return ["forward", "hold"]

    @torch.jit.export
    def get_attributes(self) -> List[str]:
        return ["gain", "mode", "label"]

    @torch.jit.export
    def get_gain(self) -> float:
        return self.gain

    @torch.jit.export
    def set_gain(self, value: float) -> int:
        if value < 0:
            return -1
        self.gain = value
        return 0

    @torch.jit.export
    def get_mode(self) -> Tuple[bool, int]:
        return self.inverted, self.shift

    @torch.jit.export
    def set_mode(self, inverted: bool, shift: int) -> int:
        self.inverted = inverted
        self.shift = shift
        return 0

    @torch.jit.export
    def get_label(self) -> str:
        return self.label

    @torch.jit.export
    def set_label(self, value: str) -> int:
        if value == "no":
            return -1
        self.label = value
        return 0

    @torch.jit.export
    def get_buffer_attributes(self) -> List[str]:
        return ["table#0"]

    @torch.jit.export
    def set_buffer_attribute(self, name: str, buffer: Tensor, sr: int) -> int:
        if name != "table#0" or buffer.dim() != 2 or sr != 48000:
            return -1
        self.table = buffer
        return 0

    def forward(self, x: Tensor) -> Tensor:
        before = torch.cat([self.last, x[:, :, :-1]], 2)
        self.last = x[:, :, -1:]
        y = self.gain * (x + 0.5 * before) + 0.01 * self.shift + self.table.mean()
        if self.label == "loud":
            y = 2 * y
        return -y if self.inverted else y

    @torch.jit.export
    def hold(self, x: Tensor) -> Tensor:
        return x.repeat_interleave(2, 2)


class Codec(nn.Module):
    """Four latents for every 512 samples, at 44.1 kHz."""

    def __init__(self):
        super().__init__()
        self.register_buffer("encode_params", torch.tensor([1, 1, 4, 512]))
        self.register_buffer("decode_params", torch.tensor([4, 512, 1, 1]))
        self.register_buffer("forward_params", torch.tensor([1, 1, 1, 1]))
        self.sr = 44100
        self.down = nn.Conv1d(1, 4, 512, 512, bias=False)
        self.up = nn.ConvTranspose1d(4, 1, 512, 512, bias=False)
        basis = torch.linalg.qr(torch.randn(512, 4))[0].t()
        self.down.weight.data = basis.reshape(4, 1, 512).clone()
        self.up.weight.data = basis.reshape(4, 1, 512).clone()

    @torch.jit.export
    def encode(self, x: Tensor) -> Tensor:
        return self.down(x)

    @torch.jit.export
    def decode(self, z: Tensor) -> Tensor:
        return self.up(z)

    def forward(self, x: Tensor) -> Tensor:
        return self.decode(self.encode(x))


class Tones(nn.Module):
    """The magnitudes of 24 partials, 44100 / 512 Hz apart, for every 512 samples; they glide from one step to the next.

    What it remembers is the step before. It knows no loudness but that of its partials, and no pitch.
    """

    def __init__(self):
        super().__init__()
        self.register_buffer("encode_params", torch.tensor([1, 1, 24, 512]))
        self.register_buffer("decode_params", torch.tensor([24, 512, 1, 1]))
        self.sr = 44100
        turn = 2 * torch.pi * torch.arange(1, 25)[:, None] * torch.arange(512)[None, :] / 512
        self.register_buffer("sine", torch.sin(turn))
        self.register_buffer("cosine", torch.cos(turn))
        self.register_buffer("ramp", torch.arange(512) / 512)
        self.register_buffer("before", torch.zeros(24, 1))

    @torch.jit.export
    def encode(self, x: Tensor) -> Tensor:
        steps = x.reshape(-1, 512)
        magnitude = torch.hypot(steps @ self.sine.t(), steps @ self.cosine.t()) / 256
        return magnitude.t()[None]

    @torch.jit.export
    def decode(self, z: Tensor) -> Tensor:
        steps = torch.cat([self.before, z[0]], 1)
        self.before = steps[:, -1:]
        level = steps[:, :-1, None] + (steps[:, 1:] - steps[:, :-1])[:, :, None] * self.ramp
        return (level * self.sine[:, None, :]).sum(0).reshape(1, 1, -1)

    def forward(self, x: Tensor) -> Tensor:
        return x


class Swap(nn.Module):
    """Two channels, the other way round, in memory that is not contiguous."""

    def __init__(self):
        super().__init__()
        self.register_buffer("forward_params", torch.tensor([2, 1, 2, 1]))

    def forward(self, x: Tensor) -> Tensor:
        return x.transpose(1, 2).contiguous().transpose(1, 2).flip(1).transpose(1, 2).contiguous().transpose(1, 2)


class Broken(nn.Module):
    def __init__(self, how: int):
        super().__init__()
        self.register_buffer("forward_params", torch.tensor([1, 1, 1, 1]))
        self.register_buffer("memory", torch.zeros(1))
        self.how = how

    def forward(self, x: Tensor) -> Tensor:
        if self.how == 0:
            return x / (x - x)
        if self.how == 1:
            raise RuntimeError("this model is broken on purpose")
        if self.how == 2:
            while self.memory[0] >= 0:
                self.memory += 1e-9
        if self.how == 3:
            self.memory = torch.ones(1 << 40)
        return x[:, :, 1:]


class LateHang(nn.Module):
    """Stands still once it hears more than 0.9."""

    def __init__(self):
        super().__init__()
        self.register_buffer("forward_params", torch.tensor([2, 1, 2, 1]))

    def forward(self, x: Tensor) -> Tensor:
        while bool((x.max() > 0.9) & (x.min() > -10)):
            pass
        return -x


class Plain(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x


class Knobs(nn.Module):
    """What a Neutone file is to the program that loads it: it delays by 64 samples; the first knob is a gain up to 2.

    Buffers that are not its own of 2048 samples go through queues, which delays by one of its own.
    """

    def __init__(self):
        super().__init__()
        self.size = 2048
        self.daw_size = 2048
        self.daw_rate = 48000
        self.register_buffer("past", torch.zeros(2, 64))
        self.register_buffer("waiting", torch.zeros(2, 0))
        self.register_buffer("ready", torch.zeros(2, 0))
        self.register_buffer("knobs", torch.zeros(4, 0))

    @torch.jit.export
    def set_daw_sample_rate_and_buffer_size(self, daw_sr: int, daw_bs: int, model_sr: Optional[int] = None,
                                            model_bs: Optional[int] = None) -> None:
        self.daw_rate = daw_sr
        self.daw_size = daw_bs
        self.reset()

    @torch.jit.export
    def reset(self) -> None:
        self.past = torch.zeros(2, 64)
        self.waiting = torch.zeros(2, 0)
        self.knobs = torch.zeros(4, 0)
        self.ready = torch.zeros(2, self.calc_buffering_delay_samples())

    @torch.jit.export
    def calc_buffering_delay_samples(self) -> int:
        return 0 if self.daw_size % self.size == 0 else self.size

    @torch.jit.export
    def calc_model_delay_samples(self) -> int:
        return 64

    @torch.jit.export
    def is_resampling(self) -> bool:
        return False

    def model(self, x: Tensor, params: Tensor) -> Tensor:
        late = torch.cat([self.past, x], 1)
        self.past = late[:, -64:]
        return late[:, :-64] * 2 * params[0] + 0.1 * params[3]

    def forward(self, x: Tensor, params: Optional[Tensor] = None) -> Tensor:
        assert x.shape[1] == self.daw_size
        assert params is not None and params.shape[0] == 4
        self.waiting = torch.cat([self.waiting, x], 1)
        self.knobs = torch.cat([self.knobs, params], 1)
        while self.waiting.shape[1] >= self.size:
            y = self.model(self.waiting[:, :self.size], self.knobs[:, :self.size])
            self.ready = torch.cat([self.ready, y], 1)
            self.waiting = self.waiting[:, self.size:]
            self.knobs = self.knobs[:, self.size:]
        y = self.ready[:, :x.shape[1]]
        self.ready = self.ready[:, x.shape[1]:]
        return y


save(Effect(), "effect.ts")
save(Codec(), "codec.ts")
save(Tones(), "tones.ts")
save(Swap(), "swap.ts")
for how, name in enumerate(("no-number", "throws", "hangs", "hungry", "short")):
    save(Broken(how), f"{name}.ts")
save(LateHang(), "late-hang.ts")
save(Plain(), "plain.ts")
knob = {"name": "", "description": "", "default_value": 0.0, "used": False, "type": "continuous"}
metadata = {
    "model_name": "Knobs", "model_authors": ["nobody"], "model_version": "1", "sdk_version": "1.4.3",
    "neutone_parameters": {"p1": {"name": "Amount", "description": "gain", "default_value": 0.5, "used": True,
                                  "type": "continuous"}, "p2": knob, "p3": knob,
                           "p4": {"name": "Offset", "description": "", "default_value": 0.0, "used": True}},
    "wet_default_value": 0.75, "dry_default_value": 0.25, "input_gain_default_value": 0.5,
    "output_gain_default_value": 0.6, "is_input_mono": False, "is_output_mono": False,
    "native_sample_rates": [48000], "native_buffer_sizes": [2048]}
save(Knobs(), "knobs.nm", **{"metadata.json": json.dumps(metadata)})
metadata["native_buffer_sizes"] = []
save(Knobs(), "any-size.nm", **{"metadata.json": json.dumps(metadata)})
