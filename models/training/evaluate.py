"""Judges a model folder on sounds that training never saw, and writes metrics.json.

`python3 evaluate.py DATA_FOLDER MODEL_FOLDER [--part 0.25] [--out FILE] [--keep FILE]`. It judges encoder.ts and decoder.ts, which
export.py made of weights.pt; measures.py says what the measures mean. Held-out notes are those that train.is_held_out
names, unseen ones come from another SoundFont. The same weights and data give the same figures, in any number of processes.
"""

import argparse
import json
import multiprocessing
from pathlib import Path

import numpy as np
import torch

import causes
import classifier
import data
import measures as ms
import morphs
import soundfont
import sources
from families import BREATHY, family_of
from keeping import Kept, named_after
from model import Model
from pitch import pitch_contour
from replacing import replacing
from summaries import audible, by_family, by_program, general, parted, recognised, rounded, summary, taught_summary, worst
from train import is_held_out

CODES = 124
FRAMES = CODES * ms.STEP
UNSEEN = "/usr/share/sounds/sf3/MuseScore_General.sf3"
UNSEEN_VELOCITY, UNSEEN_EVERY = 90, 3  # every third program
UNPITCHED_KEY = 60
CHECKED_FIGURES = ("program", "key", "velocity", "own", "floor", "bands", "level")
CHECKED = 47  # a program whose held-out notes are all judged and listed: whoever renders it can compare
STRUCK = set(range(0, 16)) | set(range(24, 29)) | set(range(32, 38)) | {45, 46, 47} | set(range(104, 109)) | {114}


def judge(model: Model, audio, key: int, cents, seed: int, listener=None, program: int = -1, confidence=None) -> dict:
    """One note: own code, floor, and all that is measured on it. `cents` is None for a sound without pitch; `confidence` says how
    far one period explains it."""
    told = key if cents is not None else UNPITCHED_KEY
    bend = 0.0 if cents is None else cents
    hz = None if cents is None else 440 * 2 ** ((key - 69) / 12 + float(np.median(cents)) / 1200)
    codes = model.encode(audio)
    own, again = (model.decode(codes, told, bend, seed + i) for i in (0, 1))
    row = {"own": ms.log_spectral_distance(own, audio), "floor": ms.log_spectral_distance(again, own),
           "bands": ms.band_distance(own, audio), "bandsFloor": ms.band_distance(again, own),
           "texture": ms.texture_distance(own, audio, hz), "textureFloor": ms.texture_distance(again, own, hz),
           "level": ms.level_error(own, audio), "attack": abs(ms.rise_ms(own) - ms.rise_ms(audio)),
           "audible": ms.rise_ms(own), "audibleReference": ms.rise_ms(audio), **causes.note_causes(own, again, audio, hz, confidence)}
    if cents is not None and not np.isnan(ms.pitch_cents(audio, key)):
        row["pitch"] = abs(ms.pitch_cents(model.decode(codes, key, 0.0, seed), key))
    if 28 <= told <= 48 and cents is not None:
        row["bassAbove4k"] = ms.log_spectral_distance(own, audio, 4000)
    return {**row, **(listener.judge(audio, own, program, key) if listener else {})}


class Library:
    """The recordings of a data folder, by program, key and velocity."""

    def __init__(self, folder: Path):
        self.arrays = {n: np.load(folder / f"{n}.npy", mmap_mode="r") for n in ("audio", "cents", "confidence")}
        self.index = {tuple(int(v) for v in m): i for i, m in enumerate(np.load(folder / "notes.npy"))}

    def audio(self, i: int) -> np.ndarray:
        return self.arrays["audio"][i, :FRAMES].astype(np.float32) / 32768

    def cents(self, i: int) -> np.ndarray:
        cents, trust = (self.arrays[n][i, : FRAMES // 128].astype(np.float32) for n in ("cents", "confidence"))
        return cents * trust

    def confidence(self, i: int) -> float:
        """How far one period explains a note, 0 to 1, while it is loud."""
        levels = ms.level_db(self.audio(i), 128)
        return float(self.arrays["confidence"][i, : len(levels)][levels > levels.max() - 40].astype(np.float32).mean())


def judged_note(model: Model, library: Library, note: tuple, listener=None) -> dict:
    """The row of one recorded note, with what the code of the note an octave below makes of it."""
    program, key, velocity = note
    i, seed = library.index[note], 2 * (program * 128 + key) * 128 + 2 * velocity
    audio, cents, confidence = library.audio(i), *((library.cents(i), library.confidence(i)) if key else (None, None))
    row = {"program": program, "key": key, "velocity": velocity,
           **judge(model, audio, key, cents, seed, listener, program, confidence)}
    below = library.index.get((program, key - 12, velocity))
    if below is not None:
        far = model.encode(library.audio(below))
        row["octave"] = ms.log_spectral_distance(model.decode(far, key, cents, seed), audio)
    return row


def chosen(notes, part: float) -> list:
    return list(notes)[:: max(1, round(1 / part))]


def asked(index, unheard: tuple, part: float) -> tuple:
    """Notes that are judged: held-out ones of programs that were trained, and all notes of programs that were not."""
    known = chosen((n for n in index if n[0] not in unheard and is_held_out(*n, ())), part)
    return known, chosen((n for n in index if n[0] in unheard), part)


def taught(index, asked_notes: list, unheard: tuple) -> list:
    """For each program that is asked about the trained note nearest to one of those: whether it was learned at all."""
    first = {}
    for note in asked_notes:
        first.setdefault(note[0], note)
    found = []
    for program, (_, key, velocity) in first.items():
        own = [n for n in index if n[0] == program and not is_held_out(*n, unheard)]
        found += sorted(own, key=lambda n: (abs(n[1] - key), abs(n[2] - velocity)))[:1]
    return found


def held_out(model: Model, folder: Path, part: float) -> list:
    """Rows of the held-out notes of all programs."""
    library = Library(folder)
    return [judged_note(model, library, n) for n in chosen((n for n in library.index if is_held_out(*n, ())), part)]


def other_library(folder: Path) -> list:
    """(program, key, audio) of another SoundFont, at keys between those of the training grid; kept beside the data."""
    kept = folder / "unseen.npz"
    if not kept.exists():
        notes, audio = [], []
        for program in list(sources.RANGES)[::UNSEEN_EVERY]:
            keys = sources.keys_of(program)
            struck = [(keys[len(keys) * n // 4] + 2, UNSEEN_VELOCITY) for n in (1, 3)]
            for (key, _), x in zip(struck, soundfont.render(program, struck, soundfont=UNSEEN)):
                if np.abs(x).max() > data.SILENT_PEAK:
                    notes.append((program, key))
                    audio.append(np.round(x[:FRAMES] * 32767).astype(np.int16))
        with replacing(kept) as partial:
            np.savez(partial, notes=np.array(notes), audio=np.array(audio))
    with np.load(kept) as f:
        return [(int(p), int(k), x.astype(np.float32) / 32768) for (p, k), x in zip(f["notes"], f["audio"])]


def judged_stranger(model: Model, program: int, key: int, audio: np.ndarray) -> dict:
    """The row of a note of another library."""
    cents, confidence = pitch_contour(audio, key)
    row = judge(model, audio, key, (cents * confidence).astype(np.float32), program * 128 + key)
    return {"program": program, "key": key, "velocity": UNSEEN_VELOCITY, **row}


def weights_of(folder: Path) -> dict:
    """What weights.pt says of its training; nothing if it is not there."""
    path = folder / "weights.pt"
    return torch.load(path, map_location="cpu") if path.exists() else {}


class Judge:
    """What a process needs to do its share."""

    def __init__(self, folder: Path, model_folder: Path):
        torch.set_num_threads(1)
        self.folder, self.model, self.library = folder, Model(model_folder), Library(folder)
        self.listener = classifier.trained(folder)

    def do(self, job: tuple):
        kind, what = job
        if kind == "note":
            return judged_note(self.model, self.library, what, self.listener)
        if kind == "taught":
            return judged_note(self.model, self.library, what)
        if kind == "stranger":
            return judged_stranger(self.model, *what)
        return morphs.way(self.model, self.folder, *what)


def _begin(folder, model_folder):
    global _judge
    _judge = Judge(folder, model_folder)


def _do(job):
    return _judge.do(job)


def job_name(job: tuple) -> str:
    """What a job is kept under: of a note of another library its numbers are enough."""
    kind, what = job
    return repr((kind, what[:2] if kind == "stranger" else what))


def work(folder: Path, model_folder: Path, jobs: list, processes: int, keep: Path = None) -> list:
    """The rows of the jobs, in their order; in the file `keep` they are kept as they come."""
    kept = Kept(keep, named_after(model_folder / "encoder.ts", model_folder / "decoder.ts", folder / "notes.npy") if keep else "")
    by_name = {job_name(job): job for job in jobs}

    def judged(names):
        todo = [by_name[name] for name in names]
        if processes <= 1:
            judge_ = Judge(folder, model_folder)
            yield from (judge_.do(job) for job in todo)
        else:
            classifier.trained(folder)  # once, before everybody asks for it
            with multiprocessing.Pool(processes, _begin, (folder, model_folder)) as pool:
                yield from pool.imap(_do, todo)

    return kept.all([job_name(job) for job in jobs], judged)


def evaluate(folder: Path, model_folder: Path, part: float = 1.0, processes: int = 1, keep: Path = None) -> dict:
    weights = weights_of(model_folder)
    unheard = tuple(weights.get("heldOutPrograms", ()))
    index = Library(folder).index
    known, unknown = asked(index, unheard, part)
    lessons = taught(index, known, unheard)
    checked = [n for n in index if n[0] == CHECKED and is_held_out(*n, ())]
    notes = known + unknown
    strangers = chosen(other_library(folder), part) if soundfont.available(UNSEEN) or (folder / "unseen.npz").exists() else []
    pairs = morphs.pairs(folder, morphs.PAIRS)
    jobs = [("note", n) for n in notes] + [("taught", n) for n in lessons + checked]
    jobs += [("stranger", s) for s in strangers] + [("pair", (p, i)) for i, p in enumerate(pairs)]
    rows = iter(work(folder, model_folder, jobs, processes, keep))
    known, unknown, lessons, checked, other, ways = ([next(rows) for _ in of] for of in (known, unknown, lessons, checked, strangers, pairs))

    known, others = general(known), [r for r in known if not sources.is_general_midi(r["program"])]
    pitched, drums = parted(known)
    other_pitched, other_drums = parted(others)
    metrics = {
        "evaluatedPart": part,
        "heldOut": summary(pitched),
        "percussion": summary(drums),
        **({"otherInstruments": summary(other_pitched), "otherPercussion": summary(other_drums)} if others else {}),
        "breathy": summary([r for r in known if family_of(r["program"]) in BREATHY]),
        "struck": audible([r for r in pitched if r["program"] in STRUCK]),
        "recognised": recognised(known),
        "morph": morphs.table(ways),
        "morphWorst": morphs.worst(ways),
        "byFamily": by_family(known + others),
        "byProgram": by_program(pitched + other_pitched),
        "worst": worst(pitched + other_pitched, lessons),
        "causes": {name: causes.shares(of) for name, of in (("heldOut", pitched), ("percussion", drums))},
        "taught": taught_summary(known, general(lessons)),
        "checked": [{k: row[k] if k in ("program", "key", "velocity") else rounded(row[k]) for k in CHECKED_FIGURES} for row in checked],
    }
    if unheard:
        metrics["heldOutPrograms"] = {"programs": list(unheard), **summary(unknown), "byProgram": by_program(unknown)}
        metrics["causes"]["heldOutPrograms"] = causes.shares(unknown)
    if other:
        metrics["unseenLibrary"] = {**summary(other), "byProgram": by_program(other)}
        metrics["causes"]["unseenLibrary"] = causes.shares(other)
    metrics["training"] = {k: round(weights[k]) for k in ("steps", "seconds") if k in weights}
    return metrics


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--part", type=float, default=1.0, help="of the notes; morphs are always judged on all pairs")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="keep what is judged in this file and go on from there after an interruption")
    parser.add_argument("--out", type=Path, help="MODEL_FOLDER/metrics.json without it")
    args = parser.parse_args()
    torch.set_num_threads(1)
    out = args.out or args.model / "metrics.json"
    metrics = evaluate(args.data, args.model, args.part, args.processes, args.keep)
    with replacing(out) as partial:
        partial.write_text(json.dumps(metrics, indent=1) + "\n")
    long = ("byProgram", "byFamily", "worst", "causes", "checked", "morphWorst", "unseenLibrary")
    print(json.dumps({k: v for k, v in metrics.items() if k not in long}, indent=1))


if __name__ == "__main__":
    main()
