"""The control network one hop at a time, for notes that sound.

A hop of few voices is limited by what surrounds its arithmetic, above all by the number of operations. So a layer takes all its
inputs in one product, and every slot keeps the last inputs of all layers in a ring of its own, read by one gather and written by
one scatter.
"""

from typing import Final, List

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import network as net
from products import products


class HopNetwork(nn.Module):
    """n rows; the rings of all slots in one tensor."""

    C: Final[int] = net.CHANNELS
    L: Final[int] = len(net.DILATIONS)
    F: Final[int] = net.FEATURES
    ROWS: Final[int] = 2 * sum(net.DILATIONS)  # ring entries of a slot, all layers
    LAYERS: Final[int] = 1  # where in the products these begin
    RESIDUALS: Final[int] = 1 + len(net.DILATIONS)
    LAST: Final[int] = 2 * len(net.DILATIONS)

    def __init__(self):
        super().__init__()
        self.products = products()
        dilation = torch.tensor(net.DILATIONS).unsqueeze(1)
        assert all(d & (d - 1) == 0 for d in net.DILATIONS), "a ring's place is found by a mask"
        self.register_buffer("dilation", dilation)
        self.register_buffer("mask", 2 * dilation - 1)
        self.register_buffer("base", torch.cumsum(2 * dilation, 0) - 2 * dilation)
        self.register_buffer("entries", torch.arange(self.ROWS))
        self.register_buffer("history", torch.zeros(1))

    def allocate(self, slots: int, weights: List[Tensor], biases: List[Tensor]):
        """Products, [in, out] each: the input's, the layers', their residuals' but the last one's, and the three after the skips,
        of which the first two end in a ReLU. A layer's inputs are the oldest one, the middle one, the features, and now."""
        self.history = torch.zeros(slots * self.ROWS, self.C, device=weights[0].device)
        if self.products.is_empty():
            for i in range(len(weights)):
                self.products.add(weights[i], biases[i], i == self.LAST or i == self.LAST + 1)

    def forget(self, slots: Tensor):
        """Empties the rings of some slots, whatever they hold."""
        self.history.index_fill_(0, (slots.unsqueeze(1) * self.ROWS + self.entries).view(-1), 0.0)

    def forward(self, features: Tensor, slots: Tensor, age: Tensor) -> Tensor:
        """Features [n, 27], slots and hops since the onset [n] to what the last product gives."""
        n = features.shape[0]
        rows = slots * self.ROWS + self.base
        at = torch.bitwise_and(age, self.mask)
        oldest = rows + at
        middle = rows + torch.bitwise_and(at + self.dilation, self.mask)
        taps = self.history.index_select(0, torch.stack([oldest, middle], 2).view(-1)).view(self.L, n, 2 * self.C)
        room = taps.narrow(2, 0, self.C)  # for what a layer hands on to the next
        inputs = torch.cat([taps, features.unsqueeze(0).expand(self.L, n, self.F), room], 2)
        handed = inputs.narrow(2, 2 * self.C + self.F, self.C)
        each, now = inputs.unbind(0), handed.unbind(0)
        now[0].copy_(self.products(0, features))
        gates: List[Tensor] = []
        for i in range(self.L):
            y = self.products(self.LAYERS + i, each[i])
            y.narrow(1, 0, self.C).tanh_()
            gate = F.glu(y, 1)  # the other half through a sigmoid
            gates.append(gate)
            if i + 1 < self.L:
                torch.add(now[i], self.products(self.RESIDUALS + i, gate), out=now[i + 1])
        self.history.index_copy_(0, oldest.view(-1), handed.reshape(-1, self.C))
        skips = self.products(self.LAST, torch.cat(gates, 1))
        return self.products(self.LAST + 2, self.products(self.LAST + 1, skips))
