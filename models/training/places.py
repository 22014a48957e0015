"""Where on its zones each key of a timbre plays, so that brightness goes evenly from key to key.

Codes are blended linearly from zone to zone, but brightness does not follow: between two zones, and at a zone that was recorded brighter
than its neighbours, it jumps. A key may play as if it were a few keys higher or lower on the zones, at its own pitch; the best such places
are found by dynamic programming over brightness that was measured, not guessed.
"""

import numpy as np

import measures as ms
from zones import blended

VELOCITIES = (60, 100, 118)
FALL_DB, RISE_DB = 0.35, 0.75  # from key to key: a little less than bankcheck.py allows
OFFSETS = np.arange(-6, 7, 2)  # keys, at which brightness is measured
FINE = np.arange(-6, 6.01, 0.5)  # between which it is a line
AROUND = 3  # keys beside a jump may move too
EXCESS_DB, OFFSET_COST, BEND_COST = 0.1, 0.02, 0.02


def excess_db(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """What a step of brightness is beyond what is even."""
    step = after - before
    return np.maximum(0, np.maximum(step - RISE_DB, -FALL_DB - step))


def brightness_db(model, zones: list, codes: np.ndarray, key: int, place: float) -> np.ndarray:
    """[velocities] of a key that plays at a place of the zones."""
    return np.array([ms.steepness_db(model.decode(blended(zones, codes, place, v)[0], key)) for v in VELOCITIES])


def moving(plain: np.ndarray) -> np.ndarray:
    """[keys] which of the keys with brightness [keys, velocities] are near a jump; the outermost stay."""
    jumps = (excess_db(plain[:-1], plain[1:]) > 0).any(1)
    near = np.zeros(len(plain), bool)
    for at in np.flatnonzero(jumps):
        near[max(0, at + 1 - AROUND) : at + 1 + AROUND] = True
    near[[0, -1]] = False
    return near


def best(options: list) -> list:
    """Options of each key, as offsets [n] and brightness [n, velocities], to the cheapest offsets."""
    costs = [OFFSET_COST * options[0][0] ** 2]
    came = []
    for (before, dark), (offsets, bright) in zip(options, options[1:]):
        steps = (excess_db(dark[:, None], bright[None]) ** 2).sum(2) / EXCESS_DB**2
        bends = offsets[None] - before[:, None]
        costs_here = costs[-1][:, None] + steps + BEND_COST * bends**2
        came.append(costs_here.argmin(0))
        costs.append(costs_here.min(0) + OFFSET_COST * offsets**2)
    at = int(costs[-1].argmin())
    chosen = [at]
    for back in reversed(came):
        chosen.append(int(back[chosen[-1]]))
    return [float(offsets[i]) for (offsets, _), i in zip(options, reversed(chosen))]


def places(model, zones: list, codes: np.ndarray) -> dict:
    """The places of the keys that do not play on their own."""
    low, high = min(z["key"] for z in zones), max(z["key"] for z in zones)
    codes = codes.astype(np.float32)
    plain = np.array([brightness_db(model, zones, codes, key, key) for key in range(low, high + 1)])
    options = [(np.zeros(1), b[None]) for b in plain]
    for i in np.flatnonzero(moving(plain)):
        key = low + int(i)
        known = [d for d in OFFSETS if low <= key + d <= high]
        measured = np.array([plain[i] if d == 0 else brightness_db(model, zones, codes, key, key + d) for d in known])
        fine = FINE[(FINE >= known[0]) & (FINE <= known[-1])]
        options[i] = fine, np.stack([np.interp(fine, known, of) for of in measured.T], 1)
    return {low + i: low + i + d for i, d in enumerate(best(options)) if d}
