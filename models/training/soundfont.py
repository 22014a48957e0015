"""Notes of a SoundFont preset, by fluidsynth, without reverb and chorus."""

import struct
import subprocess
import tempfile
from pathlib import Path
from shutil import which

import numpy as np

from network import RATE

SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
HELD_MS, TOTAL_MS = 3000, 4000


def available(soundfont: str = SOUNDFONT) -> bool:
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
