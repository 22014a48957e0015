"""What a hop of playing costs: 16 voices, one thread, processor time in milliseconds a hop of 128 frames.

`python3 step_cost.py VARIANT` prints it for one variant of variants.py, with weights as they begin: the tenth percentile of many
hops. What a variant adds to the shipped decoder is not in the one program that plays: it is timed by itself and added.
"""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch

import network as net
from variants import VARIANTS

VOICES, WARM, HOPS = 16, 200, 1500
STRETCH = 1e-3


def percentile_ms(hop, warm: int, hops: int) -> float:
    """The tenth percentile of a call's processor time."""
    spent = []
    for i in range(warm + hops):
        began = time.thread_time()
        hop()
        spent.append(time.thread_time() - began)
    return float(np.percentile(spent[warm:], 10)) * 1000


def player(variant):
    """A hop of the decoder that plays, for as many voices."""
    from streaming import StreamingDecoder  # here, as it copies the constants that the variant has changed

    decoder = variant.decoder().eval()
    played = torch.jit.script(StreamingDecoder(decoder, "").eval())
    played.allocate(2 * VOICES)
    slots, fresh = torch.arange(VOICES), torch.zeros(VOICES, dtype=torch.long)
    codes, hz = torch.randn(VOICES, 1, net.CODE_SIZE), torch.full((VOICES, 1), 220.0)
    given = (slots, fresh, codes, hz, hz, torch.rand(VOICES, net.HOP))
    colour = torch.zeros(VOICES, 1, 3)
    colour[:, :, 2] = STRETCH
    stretched = hasattr(variant.decoder, "has_stretch")
    return decoder, lambda: played.coloured(*given, colour) if stretched else played.step(*given)


def cost_ms(name: str, warm: int = WARM, hops: int = HOPS) -> float:
    torch.manual_seed(1)
    with torch.no_grad(), VARIANTS[name].applied() as variant:
        decoder, hop = player(variant)
        frames = net.HOP
        spent = percentile_ms(hop, warm, hops)
        if hasattr(decoder, "extra"):
            spent += percentile_ms(decoder.extra(VOICES), warm, hops)
    return spent * net.HOP / frames


def measured(names, rounds: int) -> dict:
    """The least of some rounds for each variant, each in a process of its own; those that play as the base share its figure."""
    found = {}
    apart = ["base", *(name for name in names if not VARIANTS[name].is_played_as_shipped())]
    for _ in range(rounds):
        for name in apart:
            said = subprocess.run([sys.executable, Path(__file__), name], check=True, capture_output=True, text=True).stdout
            found[name] = min(float(said), found.get(name, float("inf")))
    return {name: found.get(name, found["base"]) for name in names}


if __name__ == "__main__":
    torch.set_num_threads(1)
    print(round(cost_ms(sys.argv[1]), 3))
