"""Training data: notes of a General MIDI SoundFont, rendered dry, with their pitch contours.

Needs fluidsynth and FluidR3_GM.sf2 (Debian: fluidsynth, fluid-soundfont-gm; MIT licence).
`python3 data.py FOLDER [--soundfont FILE] [--programs 0,40,...]` writes audio.npy [notes, 192000] int16 (3 s held, 1 s of
release), notes.npy [notes, 3] (program, key, velocity), cents.npy and confidence.npy [notes, 1500] (a value a hop).
Percussion has programs from 1000 on; its key is the pitch of its strongest partial, or 0 if it has none.
"""

import argparse
import multiprocessing
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np

import sources
from network import HOP, RATE

SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
HELD_MS, TOTAL_MS = 3000, 4000
MAX_CENTS = 120
SILENT_PEAK = 2e-3  # such a key has no sample in the SoundFont
TONAL_SHARE = 0.35  # a drum has a pitch if this much of its energy lies around one frequency


def available(soundfont: str = SOUNDFONT) -> bool:
    from shutil import which

    return which("fluidsynth") is not None and Path(soundfont).exists()


def _length(n: int) -> bytes:
    """A MIDI variable-length number."""
    out = [n & 127]
    while n := n >> 7:
        out.insert(0, n & 127 | 128)
    return bytes(out)


def midi_file(bank: int, program: int, notes, held_ms: int, total_ms: int) -> bytes:
    """A Standard MIDI File of 1000 ticks a second: one note after the other, each held and then left to ring."""
    channel = 9 if bank == 128 else 0
    select = bytes([0xB0, 0, bank]) if bank < 128 else b""
    events = [(0, select)] if select else []
    events.append((0, bytes([0xC0 | channel, program])))
    t = 0
    for key, velocity in notes:
        events += [(t, bytes([0x90 | channel, key, velocity])), (t + held_ms, bytes([0x80 | channel, key, 0]))]
        t += total_ms
    events.append((t, b"\xff\x2f\x00"))
    track, last = b"", 0
    for time, message in events:
        track += _length(time - last) + message
        last = time
    head = b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500)
    return head + b"MTrk" + struct.pack(">I", len(track)) + track


def render(program: int, notes, held_ms: int = HELD_MS, total_ms: int = TOTAL_MS, bank: int = 0,
           soundfont: str = SOUNDFONT) -> np.ndarray:
    """Notes (key, velocity) of a preset to audio [n, total_ms * 48] at full scale 1, without reverb and chorus.

    Of a stereo sound the louder channel is taken: the mean of two microphones colours the sound.
    """
    with tempfile.TemporaryDirectory() as folder:
        midi, raw = Path(folder, "notes.mid"), Path(folder, "notes.raw")
        midi.write_bytes(midi_file(bank, program, notes, held_ms, total_ms))
        command = ["fluidsynth", "-ni", "-q", "-F", raw, "-T", "raw", "-O", "s16", "-r", str(RATE), "-g", "0.6"]
        command += ["-R", "0", "-C", "0", "-o", "synth.midi-bank-select=gs"]
        command += ["-o", "synth.dynamic-sample-loading=1", soundfont, midi]
        subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stereo = np.fromfile(raw, "<i2").reshape(-1, 2).astype(np.float32) / 32768
    mono = stereo[:, int((stereo[:, 1] ** 2).sum() > (stereo[:, 0] ** 2).sum())]
    frames = len(notes) * total_ms * RATE // 1000
    return np.pad(mono, (0, max(0, frames - len(mono))))[:frames].reshape(len(notes), -1)


def pitch_contour(audio: np.ndarray, key: float):
    """Audio [N] to the deviation from the key in cents and a confidence in [0, 1], [N / 128] each.

    The first three harmonics are shifted to zero frequency; the slope of what remains is the deviation.
    """
    hz = 440 * 2 ** ((key - 69) / 12)
    hops = len(audio) // HOP
    width = int(max(0.025 * RATE, 3 * RATE / hz)) // 2 * 2
    cents, weight = np.zeros(hops), np.full(hops, 1e-9)
    t = np.arange(len(audio))
    for h in (1, 2, 3):
        if h * hz > 6000:
            break
        shifted = audio * np.exp(-2j * np.pi * ((h * hz / RATE * t) % 1.0))
        total = np.cumsum(np.concatenate([np.zeros(width // 2), shifted, np.zeros(width // 2)]))
        mean = ((total[width:] - total[:-width]) / width)[: hops * HOP : HOP]
        slope = np.angle(mean[1:] * np.conj(mean[:-1])) / (2 * np.pi * HOP / RATE)
        power = np.abs(mean[1:]) ** 2
        cents[1:] += 1200 * np.log2(np.clip(1 + slope / (h * hz), 0.9, 1.1)) * power
        weight[1:] += power
    smooth = np.convolve(cents / weight, np.ones(5) / 5, "same")
    return np.clip(smooth, -MAX_CENTS, MAX_CENTS), np.minimum(1, np.sqrt(weight) / 0.0024)


def drum_key(audio: np.ndarray) -> int:
    """The key of a drum's strongest partial between 40 and 1400 Hz, or 0 where it does not stand out."""
    power = np.abs(np.fft.rfft(audio[: RATE // 2] * np.hanning(RATE)[RATE // 2 :])) ** 2
    hz = np.fft.rfftfreq(RATE // 2, 1 / RATE)
    inside = (hz > 40) & (hz < 1400)
    peak = hz[np.argmax(np.where(inside, power, 0))]
    near = np.abs(hz - peak) < max(8, 0.03 * peak)
    if power[near].sum() < TONAL_SHARE * power.sum():
        return 0
    return int(round(69 + 12 * np.log2(peak / 440)))


def record(job):
    """One preset: a list of (program, key, velocity, audio, cents, confidence)."""
    program, soundfont = job
    rows = []
    if program < sources.FIRST_DRUM:
        notes = [(key, velocity) for key in sources.keys_of(program) for velocity in sources.VELOCITIES]
        rendered = zip(notes, render(program, notes, soundfont=soundfont))
    else:
        bank, preset, struck = sources.DRUMS[program - sources.FIRST_DRUM]
        notes = [(struck, velocity) for velocity in sources.VELOCITIES]
        audio = render(preset, notes, bank=bank, soundfont=soundfont)
        key = drum_key(audio[-1])
        rendered = zip([(key, velocity) for velocity in sources.VELOCITIES], audio)
    for (key, velocity), x in rendered:
        if np.abs(x).max() < SILENT_PEAK:
            continue
        hops = len(x) // HOP
        cents, confidence = pitch_contour(x, key) if key else (np.zeros(hops), np.zeros(hops))
        rows.append(((program, key, velocity), np.round(x * 32767).astype(np.int16), cents.astype(np.float16),
                     confidence.astype(np.float16)))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--soundfont", default=SOUNDFONT)
    parser.add_argument("--programs", help="numbers, separated by commas; all without it")
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    every = list(sources.RANGES) + [sources.FIRST_DRUM + i for i in range(len(sources.DRUMS))]
    programs = [int(p) for p in args.programs.split(",")] if args.programs else every
    columns = [], [], [], []
    with multiprocessing.Pool(args.processes) as pool:
        for rows in pool.imap(record, [(p, args.soundfont) for p in programs]):
            for row in rows:
                for column, value in zip(columns, row):
                    column.append(value)
    for name, column in zip(("notes", "audio", "cents", "confidence"), columns):
        np.save(args.folder / f"{name}.npy", np.array(column))
    print(f"{len(columns[0])} notes of {len(programs)} presets")


if __name__ == "__main__":
    main()
