"""A timbre between and within its zones: how the instrument blends them, and what makes that even.

A code sequence can be as loud as its recording on every zone and yet breathe while it is held, or dip between two zones, because
the decoder is not linear. Both are mended in what the bank holds, so that the instrument has nothing to do for it.
"""

import numpy as np

import measures as ms

LOOP_DB, ROUNDS, SMOOTH = 0.7, 6, 3  # a held level keeps to its middle; in so many rounds; over so many codes
BREATHES_DB, NARROWER = 0.9, (0.8, 0.65, 0.5, 0.35, 0.2)  # where that is not enough, so much of a loop's variety is kept
MOST_CORRECTION_DB, LEAD_CODES = 6.0, 8
BEYOND_KEYS, MOST_KEY_GAIN_DB = 12, 6.0
PLAYED_CODES = 36  # as much of a note as is listened to: 1.2 s


def around(places: list, at: float) -> list:
    """The neighbours of a place among sorted ones, and how much of each is there."""
    at = min(max(at, places[0]), places[-1])
    above = next(p for p in places if p >= at)
    below = max(p for p in places if p <= at)
    if above == below:
        return [(above, 1.0)]
    return [(below, (above - at) / (above - below)), (above, (at - below) / (above - below))]


def zone_mix(zones: list, key: float, velocity: float) -> np.ndarray:
    """[zones] float32: how much of each zone is in a note, by key and then by velocity, not beyond the outermost zones."""
    weights = np.zeros(len(zones), np.float32)
    for zone_key, share in around(sorted({z["key"] for z in zones}), key):
        row = {z["velocity"]: i for i, z in enumerate(zones) if z["key"] == zone_key}
        for at, part in around(sorted(row), velocity):
            weights[row[at]] += share * part
    return weights


def smooth_db(levels: np.ndarray) -> np.ndarray:
    """Levels [codes] in dB, each the mean power of SMOOTH around it."""
    power = np.pad(10 ** (levels / 10), SMOOTH // 2, "edge")
    return 10 * np.log10(np.convolve(power, np.ones(SMOOTH) / SMOOTH, "valid") + 1e-12)


def steadied(model, key: int, codes: np.ndarray, loop: tuple, seed: int) -> np.ndarray:
    """Codes [T, 16] whose decoded level stays within LOOP_DB of its middle in the loop.

    The codes' own slope over the level says which way louder lies; along it they are moved back by what is too much. All that
    does not go with the level stays: a choir goes on shimmering, at one level. Nearer than LEAD_CODES to the loop it begins. Where the level still
    breathes, the loop's codes are drawn together.
    """
    start, end = loop
    lead = np.clip((np.arange(len(codes)) - start) / LEAD_CODES + 1, 0, 1)[:, None]
    best, least = codes, np.inf

    def played(codes):
        """Levels, how far they are from their middle, and the most of that in the loop."""
        levels = ms.level_db(model.decode(codes, key, 0.0, seed), ms.STEP)
        smooth = smooth_db(levels)
        over = smooth - (smooth[start:end].max() + smooth[start:end].min()) / 2
        return levels, over, np.abs(over[start:end]).max()

    for _ in range(ROUNDS):
        levels, over, most = played(codes)
        if most < least:
            best, least = codes, most
        if most <= LOOP_DB:
            break
        inside = levels[start:end] - levels[start:end].mean()
        slope = (codes[start:end] - codes[start:end].mean(0)).T @ inside / (inside @ inside + 1e-6)
        over = np.clip(over - np.clip(over, -LOOP_DB, LOOP_DB), -MOST_CORRECTION_DB, MOST_CORRECTION_DB)
        codes = np.clip(codes - lead * over[:, None] * slope, -2, 2).astype(np.float32)
    whole, middle = best, best[start:end].mean(0)
    for kept in NARROWER:  # what no level explains: nearer to the middle of the loop
        if least <= BREATHES_DB:
            break
        codes = (whole + lead * (1 - kept) * (middle - whole)).astype(np.float32)
        most = played(codes)[2]
        if most < least:
            best, least = codes, most
    return best


def place_of(gains: dict | None, key: int) -> float:
    """Where on the zones a key plays: itself, unless `gains` have a place for it."""
    i = key - gains["firstKey"] if gains and "places" in gains else -1
    return gains["places"][i] if 0 <= i < len(gains["places"]) else key


def blended(zones: list, codes: np.ndarray, key: float, velocity: float, gains: dict | None = None) -> tuple:
    """The first PLAYED_CODES of a note between its zones, and its gain in dB. `codes` [zones, T, 16] are float32."""
    mix = zone_mix(zones, place_of(gains, key), velocity)
    gain = sum(w * z["gainDb"] for w, z in zip(mix, zones))
    if gains:
        gain += gains["db"][int(np.clip(key - gains["firstKey"], 0, len(gains["db"]) - 1))]
    return np.tensordot(mix, codes[:, :PLAYED_CODES], 1), gain


def heard_db(model, zones: list, codes: np.ndarray, key: int, velocity: int, gains: dict) -> float:
    """How loud a note is, played between its zones: its loudest 400 ms."""
    played, gain = blended(zones, codes.astype(np.float32), key, velocity, gains)
    return ms.loudest_db(model.decode(played, key)) + float(gain)


def key_gains(model, zones: list, codes: np.ndarray, loudness_db: float, velocity: int, places: dict) -> dict:
    """What each key needs beside the gain of its zones to be as loud as `loudness_db`, from BEYOND_KEYS below them to as many above, and
    where it plays: the places of some keys, the others on their own."""
    keys = [z["key"] for z in zones]
    first, last = max(0, min(keys) - BEYOND_KEYS), min(127, max(keys) + BEYOND_KEYS)
    every = range(first, last + 1)
    gains = {"firstKey": first, "db": [0.0] * len(every)}
    if places:
        gains["places"] = [places.get(key, key) for key in every]
    missing = [loudness_db - heard_db(model, zones, codes, key, velocity, gains) for key in every]
    return {**gains, "db": [round(float(np.clip(db, -MOST_KEY_GAIN_DB, MOST_KEY_GAIN_DB)), 2) for db in missing]}
