"""Training data: notes of a General MIDI SoundFont, rendered dry, with their pitch contours.

Needs fluidsynth and FluidR3_GM.sf2 (Debian: fluidsynth, fluid-soundfont-gm; MIT licence).
`python3 data.py FOLDER` writes audio.npy [notes, 192000] int16 (3 s held, 1 s of release), notes.npy [notes, 3]
(program, key, velocity), cents.npy and confidence.npy [notes, 1500] (a value a hop).
"""

import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from network import HOP, RATE

SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
PROGRAMS = [0, 4, 6, 9, 11, 12, 13, 16, 19, 21, 22, 24, 25, 26, 30, 33, 40, 41, 42, 45, 46, 48, 52, 56, 57, 58, 60, 61,
            64, 66, 68, 70, 71, 73, 75, 77, 79, 80, 81, 88, 89, 91, 104, 106, 108, 114]
KEYS = range(33, 97, 4)
VELOCITIES = (50, 80, 115)
HELD_MS, TOTAL_MS = 3000, 4000
MAX_CENTS = 60


def available() -> bool:
    from shutil import which

    return which("fluidsynth") is not None and Path(SOUNDFONT).exists()


def _length(n: int) -> bytes:
    """A MIDI variable-length number."""
    out = [n & 127]
    while n := n >> 7:
        out.insert(0, n & 127 | 128)
    return bytes(out)


def midi_file(program: int, notes, held_ms: int, total_ms: int) -> bytes:
    """A Standard MIDI File of 1000 ticks a second: one note after the other, each held and then left to ring."""
    events, t = [(0, bytes([0xC0, program]))], 0
    for key, velocity in notes:
        events += [(t, bytes([0x90, key, velocity])), (t + held_ms, bytes([0x80, key, 0]))]
        t += total_ms
    events.append((t, b"\xff\x2f\x00"))
    track, last = b"", 0
    for time, message in events:
        track += _length(time - last) + message
        last = time
    head = b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500)
    return head + b"MTrk" + struct.pack(">I", len(track)) + track


def render(program: int, notes, held_ms: int = HELD_MS, total_ms: int = TOTAL_MS) -> np.ndarray:
    """Notes (key, velocity) of a program to audio [n, total_ms * 48] at full scale 1, without reverb and chorus.

    Of a stereo sound the louder channel is taken: the mean of two microphones colours the sound.
    """
    with tempfile.TemporaryDirectory() as folder:
        midi, raw = Path(folder, "notes.mid"), Path(folder, "notes.raw")
        midi.write_bytes(midi_file(program, notes, held_ms, total_ms))
        command = ["fluidsynth", "-ni", "-q", "-F", raw, "-T", "raw", "-O", "s16", "-r", str(RATE), "-g", "0.6"]
        command += ["-R", "0", "-C", "0", SOUNDFONT, midi]
        subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stereo = np.fromfile(raw, "<i2").reshape(-1, 2).astype(np.float32) / 32768
    mono = stereo[:, int((stereo[:, 1] ** 2).sum() > (stereo[:, 0] ** 2).sum())]
    frames = len(notes) * total_ms * RATE // 1000
    return np.pad(mono, (0, max(0, frames - len(mono))))[:frames].reshape(len(notes), -1)


def pitch_contour(audio: np.ndarray, key: int):
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


def main(folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    notes = [(key, velocity) for key in KEYS for velocity in VELOCITIES]
    audio, meta, cents, confidence = [], [], [], []
    for program in PROGRAMS:
        print(f"program {program}", flush=True)
        for (key, velocity), x in zip(notes, render(program, notes)):
            c, w = pitch_contour(x, key)
            audio.append(np.round(x * 32767).astype(np.int16))
            meta.append((program, key, velocity))
            cents.append(c.astype(np.float16))
            confidence.append(w.astype(np.float16))
    for name, rows in (("notes", meta), ("cents", cents), ("confidence", confidence), ("audio", audio)):
        np.save(folder / f"{name}.npy", np.array(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "work/data"))
