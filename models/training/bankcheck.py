"""Plays a bank as the instrument does, at every key and many velocities, and says where it is uneven.

`python3 bankcheck.py MODEL_FOLDER [--names a,b] [--processes 2] [--metrics] [--keep FILE]` prints a row a timbre; where a figure is beyond
what LIMITS allow, it has a mark. With --metrics the summary goes into metrics.json. Between zones codes and gains are blended as docs/formats.md has it: linearly by key, then by
velocity, and not beyond the outermost zones.
"""

import argparse
import json
import multiprocessing
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import measures as ms
import pairs
import safetensors
from bank import LOUDNESS_DB, ONSET_MS, ONSET_PART
from keeping import Kept, named_after
from model import Model
from network import HOP, RATE
from replacing import replacing
from zones import PLAYED_CODES, blended, smooth_db

KEY_VELOCITIES = (100, 118)
VELOCITIES = tuple(range(41, 124, 2))
COLOUR_VELOCITIES = (30, 64, 100, 127)
SEMITONE_PERCENT = 100 * (2 ** (1 / 12) - 1)
LIMITS = {"keyDb": 1.0, "keyBrightPercent": 5.0, "velocityDb": 1.0, "velocityBrightPercent": 5.0, "loudnessDb": 1.0,
          "loopDb": 1.0, "onsetMs": 1.0, "colourDb": -1.0}  # a negative one is a least value


class Player:
    """One timbre, played."""

    def __init__(self, model: Model, timbre: dict, tensors: dict):
        self.model, self.zones, self.gains = model, timbre["zones"], timbre.get("keyGains")
        self.codes = tensors[timbre["name"] + "/codes"][:, :PLAYED_CODES].astype(np.float32)

    def note(self, key: float, velocity: float) -> np.ndarray:
        """[N] the note as loud as it is heard, from one noise."""
        codes, gain = blended(self.zones, self.codes, key, velocity, self.gains)
        return self.model.decode(codes, key) * 10 ** (gain / 20)


def brightness_db(audio: np.ndarray) -> float:
    """The brightness of the whole note: its loudest part is now one, now another."""
    return ms.steepness_db(audio)


def brightness_percent(a: float, b: float, semitones: int) -> float:
    """How far brightness goes from one note to the next, beyond what lies between staying and going with the pitch."""
    change = 100 * (10 ** ((b - a) / 20) - 1)
    return max(0.0, change - semitones * SEMITONE_PERCENT, -change)


def breathing(levels: np.ndarray) -> float:
    """Levels [zones, codes] of a loop to the largest departure from the middle, over 100 ms."""
    smooth = np.stack([smooth_db(zone) for zone in levels])
    return float((smooth.max(1) - smooth.min(1)).max() / 2)


def check(model: Model, timbre: dict, tensors: dict) -> dict:
    """The worst figures of a timbre, and where they are."""
    player = Player(model, timbre, tensors)
    keys = sorted({z["key"] for z in timbre["zones"]})
    worst, where = {}, {}

    def note(name: str, value: float, place: str):
        if name not in worst or value > worst[name]:
            worst[name], where[name] = round(float(value), 2), place

    late, straight = [], 0.0  # ms, and in percent what a straight line from zone to zone would need
    for velocity in KEY_VELOCITIES:
        before, zone = None, None
        for key in range(keys[0], keys[-1] + 1):
            audio = player.note(key, velocity)
            now = ms.loudest_db(audio), brightness_db(audio)
            if velocity == KEY_VELOCITIES[-1]:
                note("loudnessDb", abs(now[0] - LOUDNESS_DB), f"key {key}")
            if key in keys:
                late.append(ms.rise_ms(audio, ONSET_PART) - ONSET_MS)
                note("onsetMs", abs(late[-1]), f"key {key}, velocity {velocity}")
                if zone:
                    straight = max(straight, brightness_percent(0, (now[1] - zone[1]) / (key - zone[0]), 1))
                zone = key, now[1]
            if before:
                note("keyDb", abs(now[0] - before[0]), f"key {key}, velocity {velocity}")
                note("keyBrightPercent", brightness_percent(before[1], now[1], 1), f"key {key}, velocity {velocity}")
            before = now
    middle = min(keys, key=lambda k: abs(k - (keys[0] + keys[-1]) / 2))
    played = [player.note(middle, v) for v in VELOCITIES]
    for (v, a), (_, b) in zip(zip(VELOCITIES, played), zip(VELOCITIES[1:], played[1:])):
        note("velocityDb", abs(ms.loudest_db(b) - ms.loudest_db(a)), f"velocity {v}")
        note("velocityBrightPercent", brightness_percent(brightness_db(a), brightness_db(b), 0), f"velocity {v}")
    colours = [round(brightness_db(player.note(middle, v)), 2) for v in COLOUR_VELOCITIES]
    worst["colourDb"] = round(colours[-1] - colours[0], 2)
    if timbre["sustains"]:
        levels = tensors[timbre["name"] + "/levelDb"].astype(float)[:, timbre["loopStart"] : timbre["loopEnd"]]
        note("loopDb", breathing(levels), "")
    return {"name": timbre["name"], "family": timbre["family"], "worst": worst, "where": where, "brightnessDb": colours,
            "lateMs": round(float(np.median(late)), 2), "straightPercent": round(straight, 2)}


def missed(row: dict) -> list:
    """The measures of a row that are beyond their limits."""
    beyond = lambda value, limit: value < -limit if limit < 0 else value > limit
    return [m for m, limit in LIMITS.items() if m in row["worst"] and beyond(row["worst"][m], limit)]


def summary(rows: list) -> dict:
    """Of each measure: how many timbres were asked, how many keep to the limit, the median and the worst."""
    table = {}
    for name, limit in LIMITS.items():
        values = [(r["worst"][name], r["name"]) for r in rows if name in r["worst"]]
        if values:
            last = min(values) if limit < 0 else max(values)
            table[name] = {"limit": abs(limit), "timbres": len(values), "missed": sum(name in missed(r) for r in rows),
                           "median": round(float(np.median([v for v, _ in values])), 2), "worst": last[0], "worstTimbre": last[1],
                           **why([r for r in rows if name in missed(r)], name)}
    return table


def why(rows: list, name: str) -> dict:
    """What reasons.py says of a measure: the rows that miss it by family, and what else is known of them."""
    found = {"missedOf": dict(Counter(r["family"] for r in rows).most_common())} if rows else {}
    if name == "keyDb" and rows:
        found["missedAt"] = dict(sorted(Counter(r["where"][name].split()[-1] for r in rows).items()))
    if name == "keyBrightPercent":
        found["byZones"] = sum(r["straightPercent"] > LIMITS[name] for r in rows)
    if name == "onsetMs" and rows:
        found["lateMedian"] = round(float(np.median([r["lateMs"] for r in rows])), 2)
        found["beyondAHop"] = sum(r["worst"][name] > 1000 * HOP / RATE for r in rows)
    return found


def read(model_folder: Path) -> tuple:
    tensors, metadata = safetensors.read(model_folder / "timbres.safetensors")
    return json.loads(metadata["timbres"]), tensors


def _begin(model_folder):
    global _model, _tensors
    torch.set_num_threads(1)
    _model, _tensors = Model(model_folder), read(model_folder)[1]


def _check(timbre):
    return check(_model, timbre, _tensors)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--names", help="separated by commas; all without it")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="keep what is checked in this file and go on from there after an interruption")
    parser.add_argument("--metrics", action="store_true", help="put the summary into metrics.json")
    args = parser.parse_args()
    timbres = [t for t in read(args.model)[0] if not args.names or t["name"] in args.names.split(",")]
    kept = Kept(args.keep, named_after(args.model / "decoder.ts", args.model / "timbres.safetensors") if args.keep else "")
    by_name = {t["name"]: t for t in timbres}

    def checked(names):
        with multiprocessing.Pool(args.processes, _begin, (args.model,)) as pool:
            yield from pool.imap(_check, [by_name[name] for name in names])

    rows = kept.all(list(by_name), checked)
    print("| timbre | " + " | ".join(LIMITS) + " | brightness at " + ", ".join(map(str, COLOUR_VELOCITIES)) + " |")
    print("|---" * (len(LIMITS) + 2) + "|")
    for row in rows:
        mark = lambda m: f"{row['worst'].get(m, '-')}" + (f" **!** {row['where'].get(m, '')}" if m in missed(row) else "")
        print(f"| {row['name']} | " + " | ".join(mark(m) for m in LIMITS) + f" | {row['brightnessDb']} |")
    found = {"bank": summary(rows)}
    every, tensors = read(args.model)
    if "pairs/lackDb" in tensors and not args.names:
        found["pad"] = pairs.pads(Model(args.model), every, tensors)
    print(json.dumps(found, indent=1))
    if args.metrics:
        path = args.model / "metrics.json"
        with replacing(path) as partial:
            partial.write_text(json.dumps({**json.loads(path.read_text()), **found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
