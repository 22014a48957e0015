"""Ways from one instrument to another: random pairs at one key, in steps of blended codes, beside a plain cross-fade."""

from pathlib import Path

import numpy as np

import measures as ms
from families import family_of, title_of
from network import RATE
from sources import is_general_midi
from summaries import WORST, rounded

PAIRS, STEPS, KEY, VELOCITY, CODES = 50, 9, 57, 80, 62
DIES_DB = 15.0
TARGETS = {"pitch": 5.0, "dip": 1.5, "step": 1.6}  # cents, dB, largest over mean


def steps_of(sounds: list, key: int) -> dict:
    """A way from sound to sound: pitch error, dip of level under the straight line, largest spectral step over the mean."""
    levels = np.array([ms.loudest_db(v) for v in sounds])
    line = np.linspace(levels[0], levels[-1], len(levels))
    bands = [ms.bands_db(v) for v in sounds]
    moves = np.array([np.sqrt(((a - b) ** 2).mean()) for a, b in zip(bands, bands[1:])])
    pitch = [abs(ms.pitch_cents(v, key)) for v in sounds]
    return {"pitch": float(np.nanmax(pitch)) if not np.all(np.isnan(pitch)) else np.nan,
            "dip": float((line - levels).max()), "step": float(moves.max() / (moves.mean() + 1e-9)),
            "stepAt": int(moves.argmax()) + 1}


def timed_dip(first: np.ndarray, last: np.ndarray) -> float:
    """How far the loudest 400 ms of a way would dip if the level of each moment were blended in dB and nothing else happened: two
    sounds that are loud at different times are softer in between."""
    a, b = (ms.level_db(x, ms.STEP) for x in (first, last))
    width = min(len(a), round(0.4 * RATE / ms.STEP))
    loudest = lambda db: 10 * np.log10(np.convolve(10 ** (db / 10), np.ones(width) / width, "valid").max())
    at = np.linspace(0, 1, STEPS)
    levels = np.array([loudest((1 - t) * a + t * b) for t in at])
    return float((levels[0] + at * (levels[-1] - levels[0]) - levels).max())


def dies(audio: np.ndarray) -> bool:
    """Whether a held sound ends far below its loudest part."""
    return bool(ms.loudest_db(audio) - 10 * np.log10((audio[-int(0.3 * RATE) :].astype(np.float64) ** 2).mean() + 1e-12) > DIES_DB)


def pairs(folder: Path, count: int) -> list:
    """(program, program, row, row) of different notes at the same key; the same ones each time."""
    meta = np.load(folder / "notes.npy")
    known = np.array([is_general_midi(p) for p in meta[:, 0]])  # the pairs are those of earlier figures
    rows = np.flatnonzero((meta[:, 1] == KEY) & (meta[:, 2] == VELOCITY) & known)
    random = np.random.default_rng(7)
    drawn = [random.choice(rows, 2, replace=False) for _ in range(count)]
    return [(int(meta[a, 0]), int(meta[b, 0]), int(a), int(b)) for a, b in drawn]


def blended(model, a: np.ndarray, b: np.ndarray, seed: int) -> list:
    """The STEPS sounds from codes to codes."""
    return [model.decode((1 - t) * a + t * b, KEY, 0.0, seed) for t in np.linspace(0, 1, STEPS)]


def way(model, folder: Path, pair: tuple, seed: int) -> dict:
    """One pair: its programs, and what is measured on the blended and on the cross-faded way."""
    audio = np.load(folder / "audio.npy", mmap_mode="r")
    a, b = (model.encode(audio[i, : CODES * ms.STEP].astype(np.float32) / 32768) for i in pair[2:])
    sounds = blended(model, a, b, seed)
    faded = [(1 - t) * sounds[0] + t * sounds[-1] for t in np.linspace(0, 1, STEPS)]
    return {"from": pair[0], "to": pair[1], "blend": steps_of(sounds, KEY), "crossFade": steps_of(faded, KEY),
            "timedDip": timed_dip(sounds[0], sounds[-1]), "dying": [dies(sounds[0]), dies(sounds[-1])]}


def table(ways: list) -> dict:
    """Median and worst of each measure, for both kinds of way, and how many of the blended ones meet every target."""
    figures = {}
    for kind in ("blend", "crossFade"):
        for measure in TARGETS:
            values = np.array([w[kind][measure] for w in ways])
            figures[f"{kind}{measure.capitalize()}Median"] = rounded(np.nanmedian(values))
            figures[f"{kind}{measure.capitalize()}Worst"] = rounded(np.nanmax(values))
    return {"pairs": len(ways), "pairsWithin": sum(not failed(w) for w in ways), **figures, "dips": dips(ways)}


def dips(ways: list) -> dict:
    """Of the ways that dip too far: how many lead from what lasts to what dies, and how much of the dip time alone explains."""
    deep = [w for w in ways if "dip" in failed(w)]
    mixed = lambda of: sum(w["dying"][0] != w["dying"][1] for w in of)
    explained = [min(1.0, w["timedDip"] / w["blend"]["dip"]) for w in deep]
    within = [w for w in deep if w["blend"]["dip"] - w["timedDip"] <= TARGETS["dip"]]
    return {"missed": len(deep), "missedOfLastingAndDying": mixed(deep), "lastingAndDying": mixed(ways),
            "explainedByTimePercent": round(100 * float(np.median(explained))) if deep else None, "restWithin": len(within)}


def failed(way: dict) -> list:
    """The measures that a blended way misses."""
    return [m for m, most in TARGETS.items() if way["blend"][m] > most]


def worst(ways: list) -> dict:
    """The five worst pairs of each family that one of their ends belongs to, the furthest beyond a target first."""
    beyond = lambda w: max(np.nan_to_num(w["blend"][m]) / most for m, most in TARGETS.items())
    families = sorted({f for w in ways for p in (w["from"], w["to"]) if (f := family_of(p))})
    named = {}
    for family in families:
        own = [w for w in ways if family in (family_of(w["from"]), family_of(w["to"]))]
        named[family] = [{"from": title_of(w["from"]), "to": title_of(w["to"]), "failed": failed(w),
                          "stepAt": w["blend"]["stepAt"], **{m: rounded(w["blend"][m], 2) for m in TARGETS}}
                         for w in sorted(own, key=beyond, reverse=True)[:WORST]]
    return named
