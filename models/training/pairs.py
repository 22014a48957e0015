"""What the middle between two timbres of a bank lacks against the mean of their levels, for every two of them.

The decoder makes of blended codes about the geometric mean of two spectra, which is softer the less they have in common. The instrument gives a
blend back what it lacks, by its weights (decision 0259); here it is measured.
"""

import numpy as np

import measures as ms
from zones import PLAYED_CODES, blended

KEYS = (48, 60, 72)
VELOCITY = 100
MOST_DB = 9.0
PADS, POINTS, PAD_KEYS, LIMIT_DB = 50, 4, (45, 80), 2.0  # at which the bank is judged


class Played:
    """A timbre at one key: its codes for PLAYED_CODES, and its gain at each of them in dB; after its last code it stands and dies."""

    def __init__(self, timbre: dict, tensors: dict, key: int):
        codes = tensors[timbre["name"] + "/codes"].astype(np.float32)
        found, gain = blended(timbre["zones"], codes, key, VELOCITY, timbre.get("keyGains"))
        beyond = np.maximum(0, np.arange(PLAYED_CODES) - len(found) + 1)
        decay = np.mean([z["decayDbPerSecond"] for z in timbre["zones"]]) * ms.STEP / ms.RATE
        self.codes = np.concatenate([found, np.repeat(found[-1:], PLAYED_CODES - len(found), 0)])
        self.gain = gain - decay * beyond


def level_db(model, key: int, codes: np.ndarray, gain: np.ndarray) -> float:
    """The loudest 400 ms of codes with a gain each."""
    return ms.loudest_db(model.decode(codes, key) * np.repeat(10 ** (gain / 20), ms.STEP).astype(np.float32))


def row(model, timbres: list, tensors: dict, first: int) -> list:
    """[keys][timbres after `first`]: what the middle between `first` and each of them lacks, in dB."""
    table = []
    for key in KEYS:
        played = [Played(t, tensors, key) for t in timbres[first:]]
        alone = [level_db(model, key, p.codes, p.gain) for p in played]
        one = played[0]
        middles = [level_db(model, key, (one.codes + p.codes) / 2, (one.gain + p.gain) / 2) for p in played[1:]]
        lacks = [(alone[0] + own) / 2 - middle for own, middle in zip(alone[1:], middles)]
        table.append([round(float(np.clip(db, -MOST_DB, MOST_DB)), 2) for db in lacks])
    return table


def table(rows: list) -> dict:
    """The rows of all timbres to the tensors of the bank: the same for a pair either way round, and 0 for a timbre with itself."""
    count = len(rows)
    lacks = np.zeros((len(KEYS), count, count), np.float16)
    for first, keys in enumerate(rows):
        for k, values in enumerate(keys):
            lacks[k, first, first + 1 :] = lacks[k, first + 1 :, first] = values
    return {"pairs/keys": np.array(KEYS, np.int64), "pairs/lackDb": lacks}


def given_back(lacks: np.ndarray, chosen: list, weights: np.ndarray, key: int) -> float:
    """What the instrument adds to a blend of some timbres, in dB."""
    at = [[np.interp(key, KEYS, lacks[:, a, b].astype(float)) for b in chosen] for a in chosen]
    return float(2 * weights @ np.array(at) @ weights)  # each pair is in it twice


def pads(model, timbres: list, tensors: dict, count: int = PADS) -> dict:
    """How far random points between four random timbres are from the blend of their levels in dB: as they are, and with what they are
    given back."""
    random = np.random.default_rng(11)
    pitched = [i for i, t in enumerate(timbres) if t["family"] != "percussion"]
    plain, mended = [], []
    for _ in range(count):
        chosen, key = random.choice(pitched, 4, replace=False).tolist(), int(random.integers(*PAD_KEYS))
        played = [Played(timbres[i], tensors, key) for i in chosen]
        corners = np.array([level_db(model, key, p.codes, p.gain) for p in played])
        for x, y in random.random((POINTS, 2)):
            weights = np.array([(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y])
            heard = level_db(model, key, *(sum(w * v for w, v in zip(weights, of)).astype(np.float32)
                                           for of in ([p.codes for p in played], [p.gain for p in played])))
            plain.append(heard - weights @ corners)
            mended.append(plain[-1] + given_back(tensors["pairs/lackDb"], chosen, weights, key))
    return {"points": len(plain), "limit": LIMIT_DB, **_off(mended, ""), **_off(plain, "Plain")}


def _off(values: list, name: str) -> dict:
    off = np.abs(values)
    return {f"median{name}Db": round(float(np.median(off)), 2), f"worst{name}Db": round(float(off.max()), 2),
            f"within{name}Percent": round(100 * float((off <= LIMIT_DB).mean()), 1)}
