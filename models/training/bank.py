"""The timbre bank: recordings to codes, with what a player needs to hold, release and balance them.

`python3 bank.py MODEL_FOLDER [--recordings FOLDER] [--names a,b] [--keep FILE]` writes timbres.safetensors and the manifest. What the
fields mean stands in docs/formats.md of the project. Recordings are kept in FOLDER, as they do not depend on the model.
"""

import argparse
import hashlib
import json
import multiprocessing
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import data
import instruments
import measures as ms
import pairs
import pitch
import safetensors
import soundfont
import sources
from export import sha256, write_manifest
from keeping import Kept, named_after, packed, unpacked
from measures import STEP, level_db, loudest_db
from model import Model
from network import CODE_HOPS, RATE
from places import places
from replacing import replacing
from shapes import CONTOUR_PER_CODE, contour, release_rate, slope_db, steady_part
from synths import CREDITS, Drum, Preset
from timbres import BEYOND, TIMBRES
from velocities import as_decoded, coloured
from zones import key_gains, steadied

MOST_KEYS, KEY_STEP = 8, 8
VELOCITIES = (45, 80, 118)
MIDDLE = 1
SUSTAINED_MS, DECAYING_MS, STRUCK_MS, RELEASE_MS = 3200, 4500, 3000, 1000
SHORT_MS, SHORT_RELEASE_MS = 1000, 1500  # how a key that is lifted while the note is strong lets it fade
LOUDNESS_DB = -23.0
AUDIBLE_DB = 64.0
SILENT_DB = -60.0  # the SoundFont has no sample for such a key
ONSET_PART, ONSET_MS = 0.01, 1.0  # where a note reaches -40 dB of its peak, and where that comes to lie
MOST_SOFTER_DB = 12.0  # beyond that the decoder has no such note: the zones beside it are played there
UNPITCHED_KEY = 60
SUMMARIES = ("heldOut", "heldOutPrograms", "percussion", "recognised", "morph", "training")  # of metrics.json, for the manifest

# what shimmers between partials that are no harmonics has no pitch contour worth following
STEADY_PITCH = {"keyboard", "mallet", "plucked", "guitar", "bass", "percussion"}


def engine_of(source) -> str:
    """What plays a timbre's source, a name of synths.CREDITS."""
    return source.engine if isinstance(source, (Preset, Drum)) else "soundfont"


def credit(source) -> dict:
    """Where a timbre's recordings come from, and under which licence."""
    return {name: getattr(CREDITS[engine_of(source)], name) for name in ("source", "licence", "attribution")}


def keys_of(source) -> list:
    """Where a timbre's zones lie: at most MOST_KEYS keys over its range."""
    if isinstance(source, Preset):
        low, high = source.low, source.high
    else:
        low, high = sources.RANGES[source] if isinstance(source, int) else source[2:]
    count = min(MOST_KEYS, (high - low) // KEY_STEP + 1)
    return [int(round(k)) for k in np.linspace(low, high, count)]


def record_synth(preset: Preset, sustains: bool):
    """`record` of a preset of synths.py; keys at which it is silent or out of tune are left out."""
    held = SUSTAINED_MS if sustains else DECAYING_MS

    def play(keys, velocities, held_ms, rest_ms):
        told = [(key + preset.shift, velocity) for key in keys for velocity in velocities]
        return instruments.render(preset.engine, preset.preset, told, held_ms, held_ms + rest_ms)

    probes = play(keys_of(preset), (100,), 700, 100)
    keys = [key for key, x in zip(keys_of(preset), probes) if loudest_db(x) > SILENT_DB and pitch.in_tune(x, key)]
    if not keys:
        raise ValueError(f"{preset.name} is in tune at none of the keys {keys_of(preset)}")
    audio = play(keys, VELOCITIES, held, RELEASE_MS)
    scale = data.HIGHEST_PEAK / np.abs(audio).max()
    return keys, audio * scale, play(keys, VELOCITIES[MIDDLE : MIDDLE + 1], SHORT_MS, SHORT_RELEASE_MS) * scale


def record(entry):
    """Keys, recordings [keys * velocities, N] and one release a key [keys, M] of a timbre, all int16."""
    _, _, _, source, sustains = entry
    if isinstance(source, Preset):
        keys, audio, release = record_synth(source, sustains)
    elif isinstance(source, Drum):
        audio = data.levelled(instruments.strike(source.engine, source.files, VELOCITIES, STRUCK_MS + RELEASE_MS))
        keys, release = [pitch.drum_key(audio[-1]) or UNPITCHED_KEY], audio[MIDDLE : MIDDLE + 1]
    elif isinstance(source, tuple) and len(source) == 3:
        bank, program, struck = source
        notes = [(struck, velocity) for velocity in VELOCITIES]
        audio = soundfont.render(program, notes, STRUCK_MS, STRUCK_MS + RELEASE_MS, bank)
        keys, release = [pitch.drum_key(audio[-1]) or UNPITCHED_KEY], audio[MIDDLE : MIDDLE + 1]
    else:
        bank, program = (0, source) if isinstance(source, int) else source[:2]
        held = SUSTAINED_MS if sustains else DECAYING_MS
        probes = soundfont.render(program, [(key, 100) for key in keys_of(source)], 500, 600, bank)
        keys = [key for key, x in zip(keys_of(source), probes) if loudest_db(x) > SILENT_DB]
        audio = soundfont.render(program, [(k, v) for k in keys for v in VELOCITIES], held, held + RELEASE_MS, bank)
        release = soundfont.render(program, [(k, VELOCITIES[MIDDLE]) for k in keys], SHORT_MS, SHORT_MS + SHORT_RELEASE_MS, bank)
    return np.array(keys), np.round(audio * 32767).astype(np.int16), np.round(release * 32767).astype(np.int16)


def recorded(entry, folder):
    """`record`, kept in a folder."""
    if folder is None:
        return record(entry)
    kept = Path(folder, entry[0] + ".npz")
    if not kept.exists():
        keys, audio, release = record(entry)
        with replacing(kept) as partial:
            np.savez(partial, keys=keys, audio=audio, release=release)
    with np.load(kept) as f:
        return f["keys"], f["audio"], f["release"]


def aligned(audio: np.ndarray) -> np.ndarray:
    """The recording moved so that it reaches -40 dB of its peak after ONSET_MS."""
    at = int(np.argmax(np.abs(audio) > ONSET_PART * np.abs(audio).max())) - int(ONSET_MS * RATE / 1000)
    return np.pad(audio, (0, at))[at:] if at >= 0 else np.pad(audio, (-at, 0))[: len(audio)]


def audible(differences) -> list:
    """Which keys the decoder can play: those that it does not play far softer than they were recorded. At least the best one."""
    differences = list(differences)
    return [i for i, db in enumerate(differences) if db > -MOST_SOFTER_DB] or [int(np.argmax(differences))]


def build(entry, model: Model, folder=None):
    """One timbre: its description and its tensors."""
    name, title, family, source, sustains = entry
    keys, audio, short = recorded(entry, folder)
    struck = family == "percussion"
    audio = np.stack([aligned(x.astype(np.float32) / 32768) for x in audio])
    held = (SUSTAINED_MS if sustains else STRUCK_MS if struck and len(keys) == 1 else DECAYING_MS) * RATE // 1000
    steady = family in STEADY_PITCH
    per_code = 1 if steady else CONTOUR_PER_CODE
    steps = held // STEP
    if not sustains:  # no longer than it is heard
        loud = [np.flatnonzero(levels > levels.max() - AUDIBLE_DB)[-1] + 2
                for levels in (level_db(x[:held], STEP) for x in audio)]
        steps = int(min(steps, max(8, max(loud))))
    notes = [(int(key), velocity) for key in keys for velocity in VELOCITIES]
    many = len(VELOCITIES)
    played, codes = [], []
    for i, key in enumerate(keys):
        heard, told = as_decoded(model, coloured(audio[i * many : i * many + many], int(key)), int(key), steps)
        played += heard
        codes += told
    cents = [np.zeros(steps, np.float16) if steady else contour(x, key, steps) for (key, _), x in zip(notes, played)]
    decode = lambda: [model.decode(z.astype(np.float32), k, 0.0, k * 128 + v) for (k, v), z in zip(notes, codes)]
    decoded = decode()
    kept = audible(loudest_db(x) - loudest_db(y) for x, y in zip(decoded[many - 1 :: many], played[many - 1 :: many]))
    short = short[kept]
    notes, codes, cents, decoded = ([row[i * many + v] for i in kept for v in range(many)] for row in (notes, codes, cents, decoded))
    loop = (0, 0)
    if sustains:
        loop = steady_part(np.stack([level_db(x, STEP) for x in decoded]))
        codes = [steadied(model, k, z.astype(np.float32), loop, k * 128 + v).astype(np.float16)
                 for (k, v), z in zip(notes, codes)]
        decoded = decode()
    levels, loudness = [level_db(x, STEP) for x in decoded], [loudest_db(x) for x in decoded]
    zones = []
    for i, (key, velocity) in enumerate(notes):
        loudest = loudness[i - i % many + many - 1]
        tail = levels[i][-min(40, steps // 2) :]
        decay = 60.0 if tail[-1] < -85 else float(np.clip(slope_db(tail, STEP / RATE), 6, 200))
        rest = short[i // many].astype(np.float32) / 32768
        release = 20.0 if struck else release_rate(rest, SHORT_MS * RATE // 1000)  # a drum rings on
        zones.append({
            "key": key,
            "velocity": velocity,
            "gainDb": round(float(np.clip(LOUDNESS_DB - loudest, -40, 40)), 3),
            "decayDbPerSecond": 0.0 if sustains else round(decay, 3),
            "releaseDbPerSecond": round(release, 3),
        })
    tensors = [np.stack(codes), np.stack(cents), np.stack(levels).astype(np.float16)]
    description = {"name": name, "title": title, "family": family, **credit(source), "sustains": sustains, "steps": steps,
                   "loopStart": loop[0], "loopEnd": loop[1], "contourPerCode": per_code, "zones": zones}
    if len(kept) > 1:
        placed = places(model, zones, tensors[0])
        description["keyGains"] = key_gains(model, zones, tensors[0], LOUDNESS_DB, VELOCITIES[-1], placed)
    return description, {f"{name}/{part}": v for part, v in zip(("codes", "cents", "levelDb"), tensors)}


def _begin(model_folder, folder):
    global _model, _folder
    torch.set_num_threads(1)
    _model, _folder = Model(model_folder), folder


def _build(entry):
    print(entry[0], flush=True)
    return build(entry, _model, _folder)


def _begin_pairs(model_folder, descriptions, tensors):
    global _model, _descriptions, _tensors
    torch.set_num_threads(1)
    _model, _descriptions, _tensors = Model(model_folder), descriptions, tensors


def _pairs(first):
    return pairs.row(_model, _descriptions, _tensors, first)


def measured_pairs(args, descriptions: list, tensors: dict) -> dict:
    """What blends of any two timbres lack, as tensors; with --keep each row is kept for these very timbres."""
    of = hashlib.sha256(json.dumps([descriptions, packed(tensors)]).encode()).hexdigest()
    kept = Kept(args.keep and args.keep.with_name(args.keep.name + ".pairs"), of)

    def rows(names):
        print(f"measuring the blends of {len(descriptions)} timbres", flush=True)
        with multiprocessing.Pool(min(args.processes, len(names)), _begin_pairs, (args.model, descriptions, tensors)) as pool:
            yield from pool.imap(_pairs, [int(name) for name in names])

    return pairs.table(kept.all([str(i) for i in range(len(descriptions))], rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--recordings", type=Path)
    parser.add_argument("--only-record", action="store_true", help="make the recordings, no bank")
    parser.add_argument("--beyond", action="store_true", help="add the timbres beyond General MIDI")
    parser.add_argument("--names", help="separated by commas, also of timbres beyond General MIDI; all without it")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="keep what is built in this file and go on from there after an interruption")
    args = parser.parse_args()
    chosen = args.names.split(",") if args.names else [e[0] for e in TIMBRES + (BEYOND if args.beyond else [])]
    named = [e for e in TIMBRES + BEYOND if e[0] in chosen]
    entries = [e for e in named if instruments.available(engine_of(e[3]))]
    for package, many in Counter(CREDITS[engine_of(e[3])].package for e in named if e not in entries).items():
        print(f"{package} is not installed: without its {many} timbres")
    if args.recordings:
        args.recordings.mkdir(parents=True, exist_ok=True)
    if args.only_record:
        for entry in entries:
            recorded(entry, args.recordings)
        return
    kept = Kept(args.keep, named_after(args.model / "encoder.ts", args.model / "decoder.ts") if args.keep else "")
    by_name = {entry[0]: entry for entry in entries}

    def built(names):
        # a process for each timbre: an instrument starts from nothing, whatever was played before
        with multiprocessing.Pool(min(args.processes, len(names)), _begin, (args.model, args.recordings), maxtasksperchild=1) as pool:
            for description, arrays in pool.imap(_build, [by_name[name] for name in names]):
                yield description, packed(arrays)

    descriptions, tensors = [], {}
    for description, arrays in kept.all(list(by_name), built):
        descriptions.append(description)
        tensors.update(unpacked(arrays))
    tensors.update(measured_pairs(args, descriptions, tensors))
    metadata = {"format": "ligature-timbres", "formatVersion": "1", "latentSpaceId": sha256(args.model / "encoder.ts"),
                "timbres": json.dumps(descriptions, separators=(",", ":"))}
    safetensors.write(args.model / "timbres.safetensors", tensors, metadata)
    listed = [{k: d[k] for k in ("name", "title", "family", "sustains", "licence", "attribution")} for d in descriptions]
    metrics = args.model / "metrics.json"
    figures = json.loads(metrics.read_text()) if metrics.exists() else {}
    write_manifest(args.model, listed, {k: figures[k] for k in SUMMARIES if k in figures})


if __name__ == "__main__":
    main()
