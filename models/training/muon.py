"""An optimiser for the weights of convolutions: momentum whose every direction counts alike.

A step of Adam follows the few directions in which gradients are large. Here the momentum of a weight matrix is replaced by the
nearest matrix with equal singular values, found by a Newton-Schulz iteration (Keller Jordan and others, "Muon", 2024), scaled so
that a learning rate means what it means to Adam (a root mean square of 0.2 a step). ABLATIONS.md has what it gains.
"""

import math

import torch

MOMENTUM = 0.95
ITERATIONS = 5
COEFFICIENTS = (3.4445, -4.7750, 2.0315)  # of x, x^3 and x^5: brings singular values from (0, 1] near 1 in five rounds
STEP_SIZE = 0.2


def orthogonal(matrices: torch.Tensor, precision=torch.float32) -> torch.Tensor:
    """[n, rows, columns] to the same with all singular values near 1."""
    wide = matrices.shape[1] <= matrices.shape[2]
    x = matrices if wide else matrices.transpose(1, 2)
    x = (x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)).to(precision)
    a, b, c = COEFFICIENTS
    for _ in range(ITERATIONS):
        square = x @ x.transpose(1, 2)
        x = a * x + (b * square + c * (square @ square)) @ x
    return (x if wide else x.transpose(1, 2)).to(matrices.dtype)


class Muon(torch.optim.Optimizer):
    """For weights [out, in, taps]; where `out` is a multiple of `block`, each block of rows is a matrix of its own.

    Matrices of one shape are turned together, in `precision`: one product of many is faster than many products.
    """

    def __init__(self, weights, lr: float, block: int, precision=torch.float32):
        super().__init__(weights, {"lr": lr, "block": block})
        self.precision = precision

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            alike = {}
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                if not state:
                    state["momentum"] = torch.zeros_like(weight)
                state["momentum"].lerp_(weight.grad, 1 - MOMENTUM)
                ahead = weight.grad.lerp(state["momentum"], MOMENTUM)
                rows = group["block"] if weight.shape[0] % group["block"] == 0 else weight.shape[0]
                matrices = ahead.reshape(weight.shape[0] // rows, rows, -1)
                alike.setdefault(matrices.shape[1:], []).append((weight, matrices))
            for shape, found in alike.items():
                turned = orthogonal(torch.cat([m for _, m in found]), self.precision)
                rate = -group["lr"] * STEP_SIZE * math.sqrt(max(shape))
                for (weight, m), direction in zip(found, turned.split([len(m) for _, m in found])):
                    weight.add_(direction.reshape(weight.shape), alpha=rate)
