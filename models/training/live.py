"""The control network one hop at a time, for notes that sound.

A hop of few voices is limited by what surrounds its arithmetic, above all by the number of operations. So a layer takes all its
inputs in one product, every slot keeps the last inputs of all layers in a ring of its own, read by one gather and written by one
scatter, and what an operation writes to, with all views of it, is made once for each number of rows.
"""

from typing import Dict, Final, List

import torch
from torch import Tensor, nn

import network as net
from products import products


class HopNetwork(nn.Module):
    """n rows; the rings of all slots in one tensor."""

    C: Final[int] = net.CHANNELS
    L: Final[int] = len(net.DILATIONS)
    F: Final[int] = net.FEATURES
    ROWS: Final[int] = 2 * sum(net.DILATIONS)  # ring entries of a slot, all layers
    PERIOD: Final[int] = 2 * max(net.DILATIONS)  # hops after which all rings are where they were
    LAYERS: Final[int] = 1  # where in the products these begin
    RESIDUALS: Final[int] = 1 + len(net.DILATIONS)
    LAST: Final[int] = 2 * len(net.DILATIONS)
    # a place of `work`: ring places [2L, n], the same flat, the oldest ones flat, what is read there, its two halves [L, n, C],
    # the layers' inputs, and the part that layers hand on, [L n, C]
    AT: Final[int] = 0
    FLAT: Final[int] = 1
    OLDEST: Final[int] = 2
    TAPS: Final[int] = 3
    OLD: Final[int] = 4
    MIDDLE: Final[int] = 5
    INPUTS: Final[int] = 6
    HANDED: Final[int] = 7

    work: Dict[int, List[Tensor]]
    each: Dict[int, List[Tensor]]
    now: Dict[int, List[Tensor]]
    gates: Dict[int, List[Tensor]]

    def __init__(self):
        super().__init__()
        self.products = products()
        dilation = torch.tensor(net.DILATIONS).unsqueeze(1)
        assert all(d & (d - 1) == 0 for d in net.DILATIONS), "the longest ring's length is a multiple of all"
        base = torch.cumsum(2 * dilation, 0) - 2 * dilation
        hops = torch.arange(self.PERIOD)
        oldest, middle = base + hops % (2 * dilation), base + (hops + dilation) % (2 * dilation)
        self.register_buffer("places", torch.cat([oldest, middle], 0))
        self.register_buffer("entries", torch.arange(self.ROWS))
        self.register_buffer("history", torch.zeros(1))
        self.work, self.each, self.now, self.gates = {}, {}, {}, {}

    def allocate(self, slots: int, weights: List[Tensor], biases: List[Tensor]):
        """Products, [in, out] each: the input's, the layers', their residuals' but the last one's, and the three after the skips,
        of which the first two end in a ReLU. A layer's inputs are the oldest one, the middle one, the features, and now; the
        first half of what it gives is doubled, and what takes its gate expects the negative of it."""
        self.history = torch.zeros(slots * self.ROWS, self.C, device=weights[0].device)
        self.work.clear()
        if self.products.is_empty():
            for i in range(len(weights)):
                self.products.add(weights[i], biases[i], i == self.LAST or i == self.LAST + 1)

    def prepare(self, n: int):
        """What n rows are computed in."""
        history, size = self.history, 3 * self.C + self.F
        at = self.places.new_zeros(2 * self.L, n)
        taps = history.new_zeros(2 * self.L * n, self.C)
        inputs = history.new_zeros(self.L, n, size)
        handed = inputs.narrow(2, size - self.C, self.C)
        halves = taps.view(2, self.L, n, self.C)
        flat = at.view(-1)
        self.each[n] = list(inputs.unbind(0))
        self.now[n] = list(handed.unbind(0))
        self.gates[n] = list(history.new_zeros(self.L, n, self.C).unbind(0))
        self.work[n] = [at, flat, flat.narrow(0, 0, self.L * n), taps, halves.select(0, 0), halves.select(0, 1), inputs,
                        handed.view(-1, self.C)]

    def forget(self, slots: Tensor):
        """Empties the rings of some slots, whatever they hold."""
        self.history.index_fill_(0, (slots.unsqueeze(1) * self.ROWS + self.entries).view(-1), 0.0)

    def forward(self, features: Tensor, slots: Tensor, age: Tensor) -> Tensor:
        """Features [n, 27], slots and hops since the onset [n] to what the last product gives."""
        n = features.shape[0]
        if n not in self.work:
            self.prepare(n)
        work, each, now, gates = self.work[n], self.each[n], self.now[n], self.gates[n]
        half, strides, c = [n, self.C], [2 * self.C, 1], self.C
        places = self.places.index_select(1, torch.bitwise_and(age, self.PERIOD - 1))
        torch.add(places, slots * self.ROWS, out=work[self.AT])
        torch.index_select(self.history, 0, work[self.FLAT], out=work[self.TAPS])
        old = work[self.OLD]  # also where a layer's input now will be
        torch.cat([old, work[self.MIDDLE], features.expand(self.L, n, self.F), old], 2, out=work[self.INPUTS])
        now[0].copy_(self.products(0, features))
        for i in range(self.L):
            # tanh(a) sigmoid(b) is (2 sigmoid(2 a) - 1) sigmoid(b): one kind of curve for all columns, and its negative in one sum
            y = self.products(self.LAYERS + i, each[i]).sigmoid_()
            gate, b = gates[i], y.as_strided(half, strides, c)
            torch.addcmul(b, y.as_strided(half, strides, 0), b, value=-2, out=gate)
            if i + 1 < self.L:
                torch.add(now[i], self.products(self.RESIDUALS + i, gate), out=now[i + 1])
        self.history.index_copy_(0, work[self.OLDEST], work[self.HANDED])
        skips = self.products(self.LAST, torch.cat(gates, 1))
        return self.products(self.LAST + 2, self.products(self.LAST + 1, skips))
