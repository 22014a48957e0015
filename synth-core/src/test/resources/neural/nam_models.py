"""Writes small .nam files with random weights, and what PyTorch gives for each.

Usage: nam_models.py FOLDER. For every NAME.nam there are input.f32 (the same for all) and NAME.f32: float32, mono.
"""

import json
import pathlib
import sys

import numpy
import torch
from torch import nn

FRAMES = 4000
torch.manual_seed(3)
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def flat(*tensors):
    return torch.cat([t.detach().reshape(-1) for t in tensors]).tolist()


def write(name, architecture, config, weights, output, **more):
    model = {"version": "0.5.4", "architecture": architecture, "config": config, "weights": weights,
             "metadata": {"name": name, "loudness": -20.5, "input_level_dbu": 12.0, "training": {"epochs": [1, 2, 3]}}}
    model.update(more)
    (folder / f"{name}.nam").write_text(json.dumps(model))
    output.detach().numpy().astype("<f4").tofile(folder / f"{name}.f32")


generator = numpy.random.default_rng(5)
t = numpy.arange(FRAMES) / 48000
sound = 0.4 * numpy.sin(2 * numpy.pi * (110 + 2000 * t) * t) + 0.05 * generator.standard_normal(FRAMES)
sound.astype("<f4").tofile(folder / "input.f32")
signal = torch.tensor(sound, dtype=torch.float32)


def rested(receptive):
    """The signal after a silence in which everything has come to rest."""
    return torch.cat([torch.zeros(receptive), signal]).reshape(1, 1, -1)


class Stack(nn.Module):
    def __init__(self, ins, channels, head_size, kernel, dilations, activation, gated, head_bias):
        super().__init__()
        inner = 2 * channels if gated else channels
        self.channels, self.gated, self.activation = channels, gated, getattr(nn, activation)()
        self.rechannel = nn.Conv1d(ins, channels, 1, bias=False)
        self.convolutions = nn.ModuleList([nn.Conv1d(channels, inner, kernel, dilation=d) for d in dilations])
        self.mixins = nn.ModuleList([nn.Conv1d(1, inner, 1, bias=False) for _ in dilations])
        self.residuals = nn.ModuleList([nn.Conv1d(channels, channels, 1) for _ in dilations])
        self.head = nn.Conv1d(channels, head_size, 1, bias=head_bias)
        self.config = {"input_size": ins, "condition_size": 1, "channels": channels, "head_size": head_size,
                       "kernel_size": kernel, "dilations": dilations, "activation": activation, "gated": gated,
                       "head_bias": head_bias}

    def forward(self, x, condition, total):
        x = self.rechannel(x)
        for convolution, mixin, residual in zip(self.convolutions, self.mixins, self.residuals):
            reach = convolution.dilation[0] * (convolution.kernel_size[0] - 1)
            z = convolution(nn.functional.pad(x, (reach, 0))) + mixin(condition)
            if self.gated:
                z = self.activation(z[:, :self.channels]) * torch.sigmoid(z[:, self.channels:])
            else:
                z = self.activation(z)
            total = z if total is None else total + z
            x = x + residual(z)
        return x, self.head(total)

    def weights(self):
        parts = [self.rechannel.weight]
        for convolution, mixin, residual in zip(self.convolutions, self.mixins, self.residuals):
            parts += [convolution.weight, convolution.bias, mixin.weight, residual.weight, residual.bias]
        parts.append(self.head.weight)
        if self.head.bias is not None:
            parts.append(self.head.bias)
        return flat(*parts)


def wavenet(name, stacks, scale, **more):
    receptive = 1 + sum(s.config["dilations"][i] * (s.config["kernel_size"] - 1)
                        for s in stacks for i in range(len(s.config["dilations"])))
    condition = rested(2 * receptive)
    x, head = condition, None
    for stack in stacks:
        x, head = stack(x, condition, head)
    weights = sum((s.weights() for s in stacks), []) + [scale]
    config = {"layers": [s.config for s in stacks], "head": None, "head_scale": scale}
    write(name, "WaveNet", config, weights, scale * head[0, 0, -FRAMES:], **more)


ten = [2 ** i for i in range(10)]
wavenet("wavenet-standard", [Stack(1, 16, 8, 3, ten, "Tanh", False, False), Stack(16, 8, 1, 3, ten, "Tanh", False, True)],
        0.7, sample_rate=48000.0)
wavenet("wavenet-gated", [Stack(1, 5, 3, 2, [1, 3, 9], "Tanh", True, True), Stack(5, 3, 1, 4, [2, 1], "ReLU", False, False)],
        1.3)
for activation in ("Sigmoid", "LeakyReLU", "Hardtanh", "SiLU", "Hardswish"):
    wavenet("wavenet-" + activation.lower(), [Stack(1, 3, 1, 3, [1, 2], activation, False, True)], 1.0)
wavenet("wavenet-44100", [Stack(1, 4, 1, 3, [1, 2, 4], "Tanh", False, False)], 1.0, sample_rate=44100)


def lstm(name, layers, size):
    net, head = nn.LSTM(1, size, layers, batch_first=True), nn.Linear(size, 1)
    hidden, cell = torch.randn(layers, 1, size) * 0.1, torch.randn(layers, 1, size) * 0.1
    out, _ = net(rested(24064).reshape(1, -1, 1), (hidden, cell))  # half a second, in whole blocks
    weights = []
    for i in range(layers):
        w, b = [getattr(net, f"weight_{k}h_l{i}") for k in "ih"], [getattr(net, f"bias_{k}h_l{i}") for k in "ih"]
        weights += flat(torch.cat(w, 1), b[0] + b[1], hidden[i], cell[i])
    weights += flat(head.weight, head.bias)
    write(name, "LSTM", {"input_size": 1, "hidden_size": size, "num_layers": layers}, weights,
          head(out)[0, -FRAMES:, 0], sample_rate=48000)


lstm("lstm-one", 1, 8)
lstm("lstm-two", 2, 12)


def convnet(name, channels, dilations, activation, norm):
    x, weights = rested(2 * sum(dilations) + 2), []
    for i, dilation in enumerate(dilations):
        convolution = nn.Conv1d(1 if i == 0 else channels, channels, 2, dilation=dilation, bias=not norm)
        x = convolution(nn.functional.pad(x, (dilation, 0)))
        weights += flat(convolution.weight) if norm else flat(convolution.weight, convolution.bias)
        if norm:
            batch = nn.BatchNorm1d(channels).eval()
            for tensor in (batch.running_mean, batch.weight.data, batch.bias.data):
                tensor.add_(0.2 * torch.randn(channels))
            batch.running_var.mul_(1 + torch.rand(channels))
            x = batch(x)
            weights += flat(batch.running_mean, batch.running_var, batch.weight, batch.bias) + [batch.eps]
        x = getattr(nn, activation)()(x)
    head = nn.Conv1d(channels, 1, 1)
    weights += flat(head.weight, head.bias)
    config = {"channels": channels, "dilations": dilations, "batchnorm": norm, "activation": activation}
    write(name, "ConvNet", config, weights, head(x)[0, 0, -FRAMES:], sample_rate=48000)


convnet("convnet", 6, [1, 2, 4, 8], "ReLU", False)
convnet("convnet-norm", 5, [1, 2, 4, 8, 16], "Tanh", True)

response = torch.randn(50) * 0.2
filtered = nn.functional.conv1d(rested(200), response.flip(0).reshape(1, 1, -1), torch.tensor([0.01]))
write("linear", "Linear", {"receptive_field": 50, "bias": True}, response.tolist() + [0.01], filtered[0, 0, -FRAMES:],
      sample_rate=48000)
