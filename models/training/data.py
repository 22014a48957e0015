"""Training data: notes of a General MIDI SoundFont and of what `synths.py` lists, dry, with their pitch contours.

`python3 data.py FOLDER [--soundfont FILE] [--programs 0,40,2003,...]` writes audio.npy [notes, 192000] int16 (3 s held, 1 s of
release), notes.npy [notes, 3] (program, key, velocity), cents.npy and confidence.npy [notes, 1500] (a value a hop). All
that is installed is rendered, and what is missing is said; programs that the folder has already stay as they are, new
ones are appended. Percussion's key is the pitch of its strongest partial, or 0 if it has none.
"""

import argparse
import multiprocessing
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np

import instruments
import sources
import synths
from network import HOP, RATE
from pitch import drum_key, in_tune, pitch_contour
from soundfont import HELD_MS, SOUNDFONT, TOTAL_MS, available, render

SILENT_PEAK = 2e-3  # such a key has no sample in the SoundFont
PEAK, HIGHEST_PEAK = 0.22, 0.95  # where a source's loudest velocity is brought, as the SoundFont's are; and no note above
LEAST_IN_TUNE = 0.6  # a source of which fewer notes have the pitch of their key is left out
HEAD = 128  # bytes of a .npy file before its rows, room enough for any shape
NAMES = ("notes", "audio", "cents", "confidence")


def row(program: int, key: int, velocity: int, x: np.ndarray):
    """What is kept of a note: (program, key, velocity), audio, cents, confidence."""
    hops = len(x) // HOP
    cents, confidence = pitch_contour(x, key) if key else (np.zeros(hops), np.zeros(hops))
    return ((program, key, velocity), np.round(x * 32767).astype(np.int16), cents.astype(np.float16),
            confidence.astype(np.float16))


def levelled(audio: np.ndarray) -> np.ndarray:
    """Notes [keys * 3 velocities, N] of one source with the median of its loudest velocity at PEAK, none above HIGHEST_PEAK."""
    peaks = np.abs(audio).max(1)
    loud = peaks[len(sources.VELOCITIES) - 1 :: len(sources.VELOCITIES)]
    loud = loud[loud > 0]
    return audio * min(PEAK / np.median(loud), HIGHEST_PEAK / peaks.max()) if len(loud) else audio


def record_preset(program: int):
    """A preset of `synths.py`: its rows, and a line on what is left out."""
    preset = synths.PRESETS[program - synths.FIRST_PRESET]
    keys = [k for k in range(sources.FIRST_KEY, 109, sources.KEY_STEP) if preset.low <= k <= preset.high]
    notes = [(key, velocity) for key in keys for velocity in sources.VELOCITIES]
    told = [(key + preset.shift, velocity) for key, velocity in notes]
    raw = instruments.render(preset.engine, preset.preset, told, HELD_MS, TOTAL_MS)
    if preset.engine == "stk":  # of 16 bits: what is too loud is cut off
        raw[(np.abs(raw) > 0.999).sum(1) > 3] = 0
    kept, faults = [], {"silent or clipped": 0, "out of tune": 0}
    for (key, velocity), x in zip(notes, levelled(raw)):
        if np.abs(x).max() < SILENT_PEAK:
            faults["silent or clipped"] += 1
        elif not in_tune(x, key):
            faults["out of tune"] += 1
        else:
            kept.append(row(program, key, velocity, x))
    remark = ", ".join(f"{n} of {len(notes)} notes {what}" for what, n in faults.items() if n)
    if len(kept) < LEAST_IN_TUNE * len(notes):
        return [], f"{preset.name} is left out: {remark}"
    return kept, f"{preset.name}: {remark} and left out" if remark else ""


def struck(program: int, font: str) -> np.ndarray:
    """A drum at the velocities, [3, N]."""
    if program >= synths.FIRST_SAMPLE:
        drum = synths.DRUMS[program - synths.FIRST_SAMPLE]
        return levelled(instruments.strike(drum.engine, drum.files, sources.VELOCITIES, TOTAL_MS))
    bank, preset, key = sources.DRUMS[program - sources.FIRST_DRUM]
    return render(preset, [(key, velocity) for velocity in sources.VELOCITIES], bank=bank, soundfont=font)


def record(job):
    """One program: its rows, and a line on what is left out of it."""
    program, font = job
    if sources.is_drum(program):
        audio = struck(program, font)
        key = drum_key(audio[-1])
        notes = [(key, velocity) for velocity in sources.VELOCITIES]
    elif sources.is_general_midi(program):
        notes = [(key, velocity) for key in sources.keys_of(program) for velocity in sources.VELOCITIES]
        audio = render(program, notes, soundfont=font)
    else:
        return record_preset(program)
    return [row(program, key, velocity, x) for (key, velocity), x in zip(notes, audio) if np.abs(x).max() >= SILENT_PEAK], ""


class Rows:
    """A .npy file to which rows are appended; the shape in its head is set right by `close_head`, so a torn end is not read. What is
    there beyond `most` rows is dropped."""

    def __init__(self, file: Path, shape: tuple, kind, most: int = None):
        self.shape, self.kind, self.count = shape, np.dtype(kind), 0
        if file.exists():
            self.count = min(len(np.load(file, mmap_mode="r")), 1 << 60 if most is None else most)
        self.file = open(file, "r+b" if file.exists() else "w+b")
        self.close_head()
        self.file.seek(HEAD + self.count * self.kind.itemsize * int(np.prod(shape)))
        self.file.truncate()

    def append(self, value):
        self.file.write(np.asarray(value, self.kind).reshape(self.shape).tobytes())
        self.count += 1

    def close_head(self):
        text = f"{{'descr': '{self.kind.str}', 'fortran_order': False, 'shape': {(self.count, *self.shape)}, }}"
        self.file.seek(0)
        self.file.write(b"\x93NUMPY\x01\x00" + (HEAD - 10).to_bytes(2, "little") + text.ljust(HEAD - 11).encode() + b"\n")
        self.file.flush()
        self.file.seek(0, 2)


def missing() -> dict:
    """Debian packages that are not installed, and how many programs each would give."""
    every = [source.engine for source in synths.PRESETS + synths.DRUMS]
    return Counter(synths.CREDITS[engine].package for engine in every if not instruments.available(engine))


def every_program(font: str) -> list:
    """All programs whose packages are installed."""
    programs = list(sources.RANGES) + [sources.FIRST_DRUM + i for i in range(len(sources.DRUMS))] if available(font) else []
    programs += [synths.FIRST_PRESET + i for i, p in enumerate(synths.PRESETS) if instruments.available(p.engine)]
    return programs + [synths.FIRST_SAMPLE + i for i, d in enumerate(synths.DRUMS) if instruments.available(d.engine)]


def _quiet():
    """Keeps what plugins say about themselves off the screen; errors of ours come back as exceptions."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--soundfont", default=SOUNDFONT)
    parser.add_argument("--programs", help="numbers, separated by commas; all that is installed without it")
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    programs = [int(p) for p in args.programs.split(",")] if args.programs else every_program(args.soundfont)
    for package, count in missing().items() if not args.programs else ():
        print(f"{package} is not installed: without its {count} sounds")
    frames = TOTAL_MS * RATE // 1000
    # a row of which an interruption left only a part, in some of the files, is none
    whole = min(len(np.load(f, mmap_mode="r")) if (f := args.folder / f"{name}.npy").exists() else 0 for name in NAMES)
    columns = [Rows(args.folder / f"{name}.npy", shape, kind, whole) for name, shape, kind in zip(
        NAMES, ((3,), (frames,), (frames // HOP,), (frames // HOP,)), (np.int64, np.int16, np.float16, np.float16))]
    have = set(np.load(args.folder / "notes.npy")[:, 0].tolist())
    jobs = [(p, args.soundfont) for p in programs if p not in have]
    # a process for each program: an instrument starts from nothing, whatever was played before
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["instruments", "network"])
    rendered = 0
    with ProcessPoolExecutor(args.processes, context, _quiet, max_tasks_per_child=1) as pool:
        for (program, _), result in zip(jobs, [pool.submit(record, job) for job in jobs]):
            try:
                rows, remark = result.result()
            except BrokenProcessPool:
                raise SystemExit(f"program {program} or one soon after it ended its process; leave it out with --programs") from None
            for column, values in zip(columns, zip(*rows)):
                for value in values:
                    column.append(value)
            for column in reversed(columns):  # notes last: a row counts when all of it is there
                column.close_head()
            rendered += len(rows)
            if remark:
                print(remark, flush=True)
    print(f"{rendered} notes of {len(jobs)} programs rendered, {columns[0].count} in all")


if __name__ == "__main__":
    main()
