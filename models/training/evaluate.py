"""Judges a model folder on sounds that training never saw, and writes metrics.json.

`python3 evaluate.py DATA_FOLDER MODEL_FOLDER [--part 0.25] [--out FILE]`. It judges encoder.ts and decoder.ts, which
export.py made of weights.pt; measures.py says what the measures mean. Held-out notes are those that train.is_held_out
names, unseen ones come from another SoundFont. The same weights and data give the same figures.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import data
import measures as ms
import sources
from model import Model
from train import is_held_out

CODES = 124
FRAMES = CODES * ms.STEP
UNSEEN = "/usr/share/sounds/sf3/MuseScore_General.sf3"
UNSEEN_VELOCITY, UNSEEN_EVERY = 90, 3  # every third program
UNPITCHED_KEY = 60
STRUCK = set(range(0, 16)) | set(range(24, 29)) | set(range(32, 38)) | {45, 46, 47} | set(range(104, 109)) | {114}
MORPH_PAIRS, MORPH_STEPS, MORPH_KEY, MORPH_VELOCITY = 50, 9, 57, 80


def round_(value, digits=3):
    return None if value is None or np.isnan(value) else round(float(value), digits)


def judge(model: Model, audio, key: int, cents, seed: int) -> dict:
    """One note: own code, floor, and all that is measured on it. `cents` is None for a sound without pitch."""
    told = key if cents is not None else UNPITCHED_KEY
    bend = 0.0 if cents is None else cents
    codes = model.encode(audio)
    own, again = (model.decode(codes, told, bend, seed + i) for i in (0, 1))
    row = {"own": ms.log_spectral_distance(own, audio), "floor": ms.log_spectral_distance(again, own),
           "bands": ms.band_distance(own, audio), "bandsFloor": ms.band_distance(again, own),
           "level": ms.level_error(own, audio), "attack": abs(ms.rise_ms(own) - ms.rise_ms(audio)),
           "audible": ms.rise_ms(own), "audibleReference": ms.rise_ms(audio)}
    if cents is not None and not np.isnan(ms.pitch_cents(audio, key)):
        row["pitch"] = abs(ms.pitch_cents(model.decode(codes, key, 0.0, seed), key))
    if 28 <= told <= 48 and cents is not None:
        row["bassAbove4k"] = ms.log_spectral_distance(own, audio, 4000)
    return row


def held_out(model: Model, folder: Path, part: float) -> list:
    """Rows of the held-out notes, with what the code of the note an octave below makes of them."""
    arrays = {n: np.load(folder / f"{n}.npy", mmap_mode="r") for n in ("audio", "cents", "confidence")}
    index = {tuple(int(v) for v in m): i for i, m in enumerate(np.load(folder / "notes.npy"))}
    rows = []
    chosen = [note for note in index if is_held_out(*note, ())]
    for program, key, velocity in chosen[:: max(1, round(1 / part))]:
        i = index[program, key, velocity]
        audio = arrays["audio"][i, :FRAMES].astype(np.float32) / 32768
        cents = None
        if key:
            trust = arrays["confidence"][i, : FRAMES // 128].astype(np.float32)
            cents = arrays["cents"][i, : FRAMES // 128].astype(np.float32) * trust
        row = {"program": program, "key": key, "velocity": velocity, **judge(model, audio, key, cents, 2 * i)}
        below = index.get((program, key - 12, velocity))
        if below is not None:
            far = model.encode(arrays["audio"][below, :FRAMES].astype(np.float32) / 32768)
            row["octave"] = ms.log_spectral_distance(model.decode(far, key, cents, 2 * i), audio)
        rows.append(row)
    return rows


def other_library(folder: Path) -> list:
    """(program, key, audio) of another SoundFont, at keys between those of the training grid; kept beside the data."""
    kept = folder / "unseen.npz"
    if not kept.exists():
        notes, audio = [], []
        for program in list(sources.RANGES)[::UNSEEN_EVERY]:
            keys = sources.keys_of(program)
            struck = [(keys[len(keys) * n // 4] + 2, UNSEEN_VELOCITY) for n in (1, 3)]
            for (key, _), x in zip(struck, data.render(program, struck, soundfont=UNSEEN)):
                if np.abs(x).max() > data.SILENT_PEAK:
                    notes.append((program, key))
                    audio.append(np.round(x[:FRAMES] * 32767).astype(np.int16))
        partial = folder / "unseen.partial.npz"
        np.savez(partial, notes=np.array(notes), audio=np.array(audio))
        partial.replace(kept)
    with np.load(kept) as f:
        return [(int(p), int(k), x.astype(np.float32) / 32768) for (p, k), x in zip(f["notes"], f["audio"])]


def unseen(model: Model, folder: Path, part: float) -> list:
    """Rows of another library's instruments."""
    rows = []
    for program, key, audio in other_library(folder)[:: max(1, round(1 / part))]:
        cents, confidence = data.pitch_contour(audio, key)
        row = judge(model, audio, key, (cents * confidence).astype(np.float32), program * 128 + key)
        rows.append({"program": program, "key": key, "velocity": UNSEEN_VELOCITY, **row})
    return rows


def steps_of(sounds: list, key: int) -> dict:
    """A way from sound to sound: pitch error, dip of level under the straight line, largest spectral step over the mean."""
    levels = np.array([ms.loudest_db(v) for v in sounds])
    line = np.linspace(levels[0], levels[-1], len(levels))
    bands = [ms.bands_db(v) for v in sounds]
    moves = np.array([np.sqrt(((a - b) ** 2).mean()) for a, b in zip(bands, bands[1:])])
    pitch = [abs(ms.pitch_cents(v, key)) for v in sounds]
    return {"pitch": float(np.nanmax(pitch)) if not np.all(np.isnan(pitch)) else np.nan,
            "dip": float((line - levels).max()), "step": float(moves.max() / (moves.mean() + 1e-9))}


def morphs(model: Model, folder: Path, part: float) -> dict:
    """Random pairs of instruments at one key, in nine steps: blended codes, and a plain cross-fade of the two ends."""
    audio = np.load(folder / "audio.npy", mmap_mode="r")
    meta = np.load(folder / "notes.npy")
    known = np.array([sources.is_general_midi(p) for p in meta[:, 0]])  # the pairs are those of earlier figures
    rows = np.flatnonzero((meta[:, 1] == MORPH_KEY) & (meta[:, 2] == MORPH_VELOCITY) & known)
    random = np.random.default_rng(7)
    length = 62
    blended, faded = [], []
    for pair in range(max(2, round(MORPH_PAIRS * part))):
        a, b = (model.encode(audio[i, : length * ms.STEP].astype(np.float32) / 32768)
                for i in random.choice(rows, 2, replace=False))
        weights = np.linspace(0, 1, MORPH_STEPS)
        sounds = [model.decode((1 - t) * a + t * b, MORPH_KEY, 0.0, pair) for t in weights]
        blended.append(steps_of(sounds, MORPH_KEY))
        faded.append(steps_of([(1 - t) * sounds[0] + t * sounds[-1] for t in weights], MORPH_KEY))
    table = {}
    for name, ways in (("blend", blended), ("crossFade", faded)):
        for measure in ("pitch", "dip", "step"):
            values = np.array([w[measure] for w in ways])
            table[f"{name}{measure.capitalize()}Median"] = round_(np.nanmedian(values))
            table[f"{name}{measure.capitalize()}Worst"] = round_(np.nanmax(values))
    return {"pairs": len(blended), **table}


def summary(rows: list) -> dict:
    """Means and percentiles over rows."""
    column = lambda name: np.array([r[name] for r in rows if name in r], float)
    mean = lambda name: round_(column(name).mean() if len(column(name)) else np.nan)
    at = lambda name, percent: round_(np.nanpercentile(column(name), percent) if len(column(name)) else np.nan)
    return {
        "notes": len(rows),
        "logSpectralDistanceDb": mean("own"), "floorDb": mean("floor"), "fromOctaveDb": mean("octave"),
        "bandDistanceDb": mean("bands"), "bandFloorDb": mean("bandsFloor"),
        "pitchErrorCentsMedian": at("pitch", 50), "pitchErrorCents95": at("pitch", 95),
        "levelErrorDb": mean("level"), "attackErrorMsMedian": at("attack", 50),
        "bassAbove4kHzDb": mean("bassAbove4k"),
    }


def by_program(rows: list) -> dict:
    found = {}
    for r in rows:
        found.setdefault(r["program"], []).append(r)
    return {str(p): {k: round_(np.mean([r[k] for r in v]), 2) for k in ("own", "floor", "bands", "level")}
            for p, v in sorted(found.items())}


def parted(rows: list) -> tuple:
    """Rows of pitched instruments and of percussion."""
    return tuple([r for r in rows if sources.is_drum(r["program"]) == drum] for drum in (False, True))


def evaluate(folder: Path, model_folder: Path, part: float = 1.0) -> dict:
    model = Model(model_folder)
    rows = held_out(model, folder, part)
    general = [r for r in rows if sources.is_general_midi(r["program"])]
    others = [r for r in rows if not sources.is_general_midi(r["program"])]
    pitched, drums = parted(general)
    other_pitched, other_drums = parted(others)
    struck = [r["audible"] for r in pitched if r["program"] in STRUCK]
    metrics = {
        "evaluatedPart": part,
        "heldOut": summary(pitched),
        "percussion": summary(drums),
        **({"otherInstruments": summary(other_pitched), "otherPercussion": summary(other_drums)} if others else {}),
        "struckAudibleMsMedian": round_(np.median(struck), 2) if struck else None,
        "morph": morphs(model, folder, part),
        "byProgram": by_program(pitched + other_pitched),
        "worst": sorted(by_program(pitched + other_pitched).items(), key=lambda v: -v[1]["own"])[:10],
    }
    if data.available(UNSEEN) or (folder / "unseen.npz").exists():
        other = unseen(model, folder, part)
        metrics["unseenLibrary"] = {**summary(other), "byProgram": by_program(other)}
    weights = model_folder / "weights.pt"
    if weights.exists():
        state = torch.load(weights, map_location="cpu")
        metrics["training"] = {k: round(state[k]) for k in ("steps", "seconds") if k in state}
    return metrics


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--part", type=float, default=1.0, help="of the held-out notes, instruments and pairs")
    parser.add_argument("--out", type=Path, help="MODEL_FOLDER/metrics.json without it")
    args = parser.parse_args()
    torch.set_num_threads(1)
    out = args.out or args.model / "metrics.json"
    metrics = evaluate(args.data, args.model, args.part)
    partial = Path(str(out) + ".partial")
    partial.write_text(json.dumps(metrics, indent=1) + "\n")
    partial.replace(out)
    print(json.dumps({k: v for k, v in metrics.items() if k not in ("byProgram", "worst", "unseenLibrary")}, indent=1))


if __name__ == "__main__":
    main()
