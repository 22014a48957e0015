"""Matrix products with weights that do not change, for few rows at a time.

A general product puts its weights in order anew at each call, which for few rows takes longer than the arithmetic. XNNPACK, which
is in the libtorch of the program, packs them once. There is none for a GPU, nor in every PyTorch: there the products are plain.
"""

from typing import List, Optional

import torch
from torch import Tensor, nn

try:
    Packed = torch.classes.xnnpack.LinearOpContext
    HAS_PACKED = True
except RuntimeError:
    HAS_PACKED = False


class PlainProducts(nn.Module):
    """Rows times weights [in, out] and biases [out], with a ReLU or without."""

    weights: List[Tensor]
    biases: List[Tensor]
    ends: List[bool]

    def __init__(self):
        super().__init__()
        self.weights, self.biases, self.ends = [], [], []

    def is_empty(self) -> bool:
        return len(self.weights) == 0

    def add(self, weight: Tensor, bias: Tensor, relu: bool):
        self.weights.append(weight.contiguous())
        self.biases.append(bias)
        self.ends.append(relu)

    def forward(self, i: int, x: Tensor) -> Tensor:
        y = torch.addmm(self.biases[i], x, self.weights[i])
        return torch.relu(y) if self.ends[i] else y


if HAS_PACKED:

    class PackedProducts(nn.Module):
        """The same, packed where the weights are on a CPU."""

        packed: List[Packed]

        def __init__(self):
            super().__init__()
            self.packed = []
            self.plain = PlainProducts()

        def is_empty(self) -> bool:
            return len(self.packed) == 0 and self.plain.is_empty()

        def add(self, weight: Tensor, bias: Tensor, relu: bool):
            if weight.is_cuda:
                self.plain.add(weight, bias, relu)
            else:
                low: Optional[float] = 0.0 if relu else None
                self.packed.append(torch.ops.prepacked.linear_clamp_prepack(weight.t().contiguous(), bias, low, None))

        def forward(self, i: int, x: Tensor) -> Tensor:
            if len(self.packed) > 0:
                return torch.ops.prepacked.linear_clamp_run(x, self.packed[i])
            return self.plain(i, x)


def products() -> nn.Module:
    return PackedProducts() if HAS_PACKED else PlainProducts()
