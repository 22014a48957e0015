"""Matrix products with weights that do not change, for few rows at a time.

A general product puts its weights in order anew at each call, which for few rows takes longer than the arithmetic. XNNPACK, which
is in the libtorch of the program, packs them once. There is none for a GPU, nor in every PyTorch: there the products are plain.
"""

from typing import List, Optional

import torch
from torch import Tensor, nn

try:
    Packed = torch.classes.xnnpack.LinearOpContext
    PackedGroups = torch.classes.xnnpack.Conv2dOpContext
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


class PlainGroupedProduct(nn.Module):
    """Each group of a row's numbers times weights of its own: rows [n, groups * in] and weights [groups, in, out] to [n, groups * out]."""

    def __init__(self):
        super().__init__()
        self.register_buffer("weights", torch.zeros(0))

    def is_empty(self) -> bool:
        return self.weights.numel() == 0

    def set(self, weights: Tensor):
        self.weights = weights

    def forward(self, x: Tensor) -> Tensor:
        groups, inputs, outputs = self.weights.shape
        y = torch.bmm(x.view(x.shape[0], groups, inputs).transpose(0, 1), self.weights)
        return y.transpose(0, 1).reshape(x.shape[0], groups * outputs)


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

    class PackedGroupedProduct(nn.Module):
        """The same, packed where the weights are on a CPU: a convolution of one point has groups, a product has none."""

        packed: List[PackedGroups]

        def __init__(self):
            super().__init__()
            self.packed = []
            self.plain = PlainGroupedProduct()

        def is_empty(self) -> bool:
            return len(self.packed) == 0 and self.plain.is_empty()

        def set(self, weights: Tensor):
            if weights.is_cuda:
                self.plain.set(weights)
            else:
                groups, inputs, outputs = weights.shape
                kernel = weights.transpose(1, 2).reshape(groups * outputs, inputs, 1, 1)
                bias = weights.new_zeros(groups * outputs)
                self.packed = [torch.ops.prepacked.conv2d_clamp_prepack(kernel, bias, [1, 1], [0, 0], [1, 1], groups, None, None)]

        def forward(self, x: Tensor) -> Tensor:
            if len(self.packed) > 0:
                return torch.ops.prepacked.conv2d_clamp_run(x.view(x.shape[0], x.shape[1], 1, 1), self.packed[0]).flatten(1)
            return self.plain(x)


def grouped_product() -> nn.Module:
    return PackedGroupedProduct() if HAS_PACKED else PlainGroupedProduct()


def products() -> nn.Module:
    return PackedProducts() if HAS_PACKED else PlainProducts()
