"""What a player needs to know of a recording beside its codes: how it decays and is released, where it is steady, its pitch contour."""

import numpy as np

import pitch
from measures import STEP, level_db
from network import CODE_HOPS, RATE

CONTOUR_PER_CODE = 2
LOOP_FROM_SECONDS, SHORTEST_LOOP_SECONDS = 0.7, 1.3


def slope_db(levels: np.ndarray, seconds: float) -> float:
    """How many dB a second a level falls, `seconds` from value to value; 0 if it does not."""
    if len(levels) < 3:
        return 0.0
    return max(0.0, -float(np.polyfit(np.arange(len(levels)) * seconds, levels, 1)[0]))


def release_rate(audio: np.ndarray, held: int) -> float:
    """dB a second after the key is lifted, measured where the note is 3 to 40 dB below its level at that moment."""
    levels = level_db(audio[held - RATE // 20 :], RATE // 100)
    below = levels[:5].mean() - levels
    start = int(np.argmax(below > 3))
    over = (below > 40) | (levels < levels.min() + 6)  # faded, or nothing left but the last bit's noise
    end = start + int(np.argmax(over[start:])) if over[start:].any() else len(levels)
    if end - start < 4:
        return 200.0
    return float(np.clip(slope_db(levels[start:end], 0.01), 20, 400))


def steady_part(levels: np.ndarray) -> tuple:
    """Levels [zones, steps] to the loop [start, end) in which they vary least; longer is better."""
    steps = levels.shape[1]
    shortest = int(SHORTEST_LOOP_SECONDS * RATE / STEP)
    best = None
    for start in range(int(LOOP_FROM_SECONDS * RATE / STEP), steps - 2 - shortest + 1, 3):
        for end in range(start + shortest, steps - 1, 3):
            inside = np.maximum(levels[:, start:end], levels.max(1, keepdims=True) - 50)
            cost = inside.std(1).mean() - 0.01 * (end - start)
            if best is None or cost < best[0]:
                best = (cost, start, end)
    return best[1], best[2]


def contour(audio: np.ndarray, key: int, steps: int) -> np.ndarray:
    """The pitch contour in cents, [steps * 2], without the tuning of the recording: timbres play in tune."""
    cents, confidence = pitch.pitch_contour(audio, key)
    per = CODE_HOPS // CONTOUR_PER_CODE
    cents, confidence = (v[: steps * CODE_HOPS].reshape(-1, per) for v in (cents, confidence))
    weight = confidence.sum(1) + 1e-6
    mean = (cents * confidence).sum(1) / weight
    trusted = weight > 0.5 * per
    if not trusted.any():
        return np.zeros(steps * CONTOUR_PER_CODE, np.float16)
    centre = np.median(mean[trusted])
    kept = np.where(trusted, mean - centre, 0)
    return np.clip(kept, -pitch.MAX_CENTS, pitch.MAX_CENTS).astype(np.float16)
