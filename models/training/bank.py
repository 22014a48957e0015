"""The timbre bank: recordings to codes, with what a player needs to hold, release and balance them.

`python3 bank.py MODEL_FOLDER [NAME ...]` writes timbres.safetensors and the manifest. What the fields mean stands in
docs/formats.md of the project.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

import data
import safetensors
from export import sha256, write_manifest
from network import CODE_HOPS, HOP, RATE

STEP = HOP * CODE_HOPS
KEYS = tuple(range(36, 93, 8))
VELOCITIES = (45, 80, 118)
CONTOUR_PER_CODE = 2
SUSTAINED_MS, DECAYING_MS, RELEASE_MS = 3200, 6000, 1000
SHORT_MS, SHORT_RELEASE_MS = 1000, 1500  # how a key that is lifted while the note is strong lets it fade
LOOP_FROM_SECONDS, SHORTEST_LOOP_SECONDS = 0.7, 1.3
LOUDNESS_DB = -23.0
AUDIBLE_DB = 64.0
SILENT_DB = -60.0  # the SoundFont has no sample for such a key
SOURCE = {"source": "FluidR3_GM", "licence": "MIT", "attribution": "FluidR3_GM SoundFont by Frank Wen and others"}

# name, title, family, General MIDI program, whether it sustains
TIMBRES = [
    ("piano", "Piano", "keyboard", 0, False), ("bright-piano", "Bright Piano", "keyboard", 1, False),
    ("electric-piano", "Electric Piano", "keyboard", 4, False), ("harpsichord", "Harpsichord", "keyboard", 6, False),
    ("clavinet", "Clavinet", "keyboard", 7, False), ("celesta", "Celesta", "mallet", 8, False),
    ("glockenspiel", "Glockenspiel", "mallet", 9, False), ("music-box", "Music Box", "mallet", 10, False),
    ("vibraphone", "Vibraphone", "mallet", 11, False), ("marimba", "Marimba", "mallet", 12, False),
    ("xylophone", "Xylophone", "mallet", 13, False), ("tubular-bells", "Tubular Bells", "mallet", 14, False),
    ("dulcimer", "Dulcimer", "plucked", 15, False), ("organ", "Organ", "organ", 16, True),
    ("percussive-organ", "Percussive Organ", "organ", 17, False), ("church-organ", "Church Organ", "organ", 19, True),
    ("reed-organ", "Reed Organ", "organ", 20, True), ("accordion", "Accordion", "organ", 21, True),
    ("harmonica", "Harmonica", "reed", 22, True), ("nylon-guitar", "Nylon Guitar", "guitar", 24, False),
    ("steel-guitar", "Steel Guitar", "guitar", 25, False), ("jazz-guitar", "Jazz Guitar", "guitar", 26, False),
    ("clean-guitar", "Clean Guitar", "guitar", 27, False),
    ("distortion-guitar", "Distortion Guitar", "guitar", 30, True),
    ("acoustic-bass", "Acoustic Bass", "bass", 32, False), ("finger-bass", "Finger Bass", "bass", 33, False),
    ("fretless-bass", "Fretless Bass", "bass", 35, False), ("synth-bass", "Synth Bass", "bass", 38, True),
    ("violin", "Violin", "strings", 40, True), ("viola", "Viola", "strings", 41, True),
    ("cello", "Cello", "strings", 42, True), ("contrabass", "Contrabass", "strings", 43, True),
    ("pizzicato", "Pizzicato", "strings", 45, False), ("harp", "Harp", "plucked", 46, False),
    ("strings", "Strings", "strings", 48, True), ("slow-strings", "Slow Strings", "strings", 49, True),
    ("choir-aahs", "Choir Aahs", "voice", 52, True), ("voice-oohs", "Voice Oohs", "voice", 53, True),
    ("trumpet", "Trumpet", "brass", 56, True), ("trombone", "Trombone", "brass", 57, True),
    ("tuba", "Tuba", "brass", 58, True), ("muted-trumpet", "Muted Trumpet", "brass", 59, True),
    ("french-horn", "French Horn", "brass", 60, True), ("brass", "Brass", "brass", 61, True),
    ("soprano-sax", "Soprano Sax", "reed", 64, True), ("alto-sax", "Alto Sax", "reed", 65, True),
    ("tenor-sax", "Tenor Sax", "reed", 66, True), ("oboe", "Oboe", "reed", 68, True),
    ("english-horn", "English Horn", "reed", 69, True), ("bassoon", "Bassoon", "reed", 70, True),
    ("clarinet", "Clarinet", "reed", 71, True), ("piccolo", "Piccolo", "flute", 72, True),
    ("flute", "Flute", "flute", 73, True), ("recorder", "Recorder", "flute", 74, True),
    ("pan-flute", "Pan Flute", "flute", 75, True), ("shakuhachi", "Shakuhachi", "flute", 77, True),
    ("ocarina", "Ocarina", "flute", 79, True), ("square-lead", "Square Lead", "synth", 80, True),
    ("saw-lead", "Saw Lead", "synth", 81, True), ("new-age-pad", "New Age Pad", "synth", 88, True),
    ("warm-pad", "Warm Pad", "synth", 89, True), ("choir-pad", "Choir Pad", "synth", 91, True),
    ("sitar", "Sitar", "plucked", 104, False), ("shamisen", "Shamisen", "plucked", 106, False),
    ("koto", "Koto", "plucked", 107, False), ("kalimba", "Kalimba", "mallet", 108, False),
    ("steel-drums", "Steel Drums", "mallet", 114, False),
]
# what shimmers between partials that are no harmonics has no pitch contour worth following
STEADY_PITCH = {"keyboard", "mallet", "plucked", "guitar", "bass"}


def at_hops(codes: np.ndarray) -> np.ndarray:
    """Codes [T, 16] to [T * 12, 16]: linear between the middles of their hops, as the instrument reads them."""
    at = np.clip((np.arange(len(codes) * CODE_HOPS) + 0.5) / CODE_HOPS - 0.5, 0, len(codes) - 1)
    low = at.astype(int)
    high = np.minimum(low + 1, len(codes) - 1)
    part = (at - low)[:, None]
    return (codes[low] * (1 - part) + codes[high] * part).astype(np.float32)


def level_db(audio: np.ndarray, width: int) -> np.ndarray:
    """RMS level of each block of `width` frames, floor -120."""
    blocks = audio[: len(audio) // width * width].reshape(-1, width)
    return 10 * np.log10((blocks**2).mean(1) + 1e-12)


def loudest_db(audio: np.ndarray) -> float:
    """The highest level of 400 ms."""
    power = np.cumsum(np.concatenate([[0], audio.astype(np.float64) ** 2]))
    width = min(int(0.4 * RATE), len(audio))
    return float(10 * np.log10((power[width:] - power[:-width]).max() / width + 1e-12))


def slope_db(levels: np.ndarray, seconds: float) -> float:
    """How many dB a second a level falls, `seconds` from value to value; 0 if it does not."""
    if len(levels) < 3:
        return 0.0
    return max(0.0, -float(np.polyfit(np.arange(len(levels)) * seconds, levels, 1)[0]))


def release_rate(audio: np.ndarray, held: int) -> float:
    """dB a second after the key is lifted, measured where the note is 3 to 40 dB below its level at that moment."""
    levels = level_db(audio[held - RATE // 20 :], RATE // 100)
    below = levels[:5].mean() - levels
    start = int(np.argmax(below > 3))
    over = (below > 40) | (levels < levels.min() + 6)  # faded, or nothing left but the last bit's noise
    end = start + int(np.argmax(over[start:])) if over[start:].any() else len(levels)
    if end - start < 4:
        return 200.0
    return float(np.clip(slope_db(levels[start:end], 0.01), 20, 400))


def steady_part(levels: np.ndarray) -> tuple:
    """Levels [zones, steps] to the loop [start, end) in which they vary least; longer is better."""
    steps = levels.shape[1]
    shortest = int(SHORTEST_LOOP_SECONDS * RATE / STEP)
    best = None
    for start in range(int(LOOP_FROM_SECONDS * RATE / STEP), steps - 2 - shortest + 1, 3):
        for end in range(start + shortest, steps - 1, 3):
            inside = np.maximum(levels[:, start:end], levels.max(1, keepdims=True) - 50)
            cost = inside.std(1).mean() - 0.01 * (end - start)
            if best is None or cost < best[0]:
                best = (cost, start, end)
    return best[1], best[2]


def contour(audio: np.ndarray, key: int, steps: int) -> np.ndarray:
    """The pitch contour in cents, [steps * 2], without the tuning of the recording: timbres play in tune."""
    cents, confidence = data.pitch_contour(audio, key)
    per = CODE_HOPS // CONTOUR_PER_CODE
    cents, confidence = (v[: steps * CODE_HOPS].reshape(-1, per) for v in (cents, confidence))
    weight = confidence.sum(1) + 1e-6
    mean = (cents * confidence).sum(1) / weight
    trusted = weight > 0.5 * per
    if not trusted.any():
        return np.zeros(steps * CONTOUR_PER_CODE, np.float16)
    centre = np.median(mean[trusted])
    kept = np.where(trusted, mean - centre, 0)
    return np.clip(kept, -data.MAX_CENTS, data.MAX_CENTS).astype(np.float16)


def audible_keys(program: int) -> list:
    """The keys that the SoundFont has samples for; the nearest of them stands in for the others."""
    probes = data.render(program, [(key, 100) for key in KEYS], 500, 600)
    return [key for key, x in zip(KEYS, probes) if loudest_db(x) > SILENT_DB]


def build(entry, encoder, decoder):
    """One timbre: its description and its tensors."""
    name, title, family, program, sustains = entry
    held_ms = SUSTAINED_MS if sustains else DECAYING_MS
    held = held_ms * RATE // 1000
    keys = audible_keys(program)
    notes = [(key, velocity) for key in keys for velocity in VELOCITIES]
    recordings = data.render(program, notes, held_ms, held_ms + RELEASE_MS)
    short = data.render(program, notes, SHORT_MS, SHORT_MS + SHORT_RELEASE_MS)
    steady = family in STEADY_PITCH
    per_code = 1 if steady else CONTOUR_PER_CODE
    steps = held // STEP
    if not sustains:  # no longer than it is heard
        loud = [np.flatnonzero(levels > levels.max() - AUDIBLE_DB)[-1] + 2
                for levels in (level_db(x[:held], STEP) for x in recordings)]
        steps = int(min(steps, max(8, max(loud))))
    codes, levels, cents, loudness = [], [], [], []
    for (key, velocity), x in zip(notes, recordings):
        z = encoder(torch.from_numpy(x)[None])[0].t().numpy()[:steps].astype(np.float16)
        hops = at_hops(z.astype(np.float32))
        pitch = torch.full((1, len(hops)), 440 * 2 ** ((key - 69) / 12))
        noise = torch.rand(1, len(hops) * HOP, generator=torch.Generator().manual_seed(key * 128 + velocity)) * 2 - 1
        audio = decoder.notes(torch.from_numpy(hops)[None], pitch, pitch, noise)[0].numpy()
        codes.append(z)
        levels.append(level_db(audio, STEP))
        loudness.append(loudest_db(audio))
        cents.append(np.zeros(steps, np.float16) if steady else contour(x, key, steps))
    zones = []
    for i, (key, velocity) in enumerate(notes):
        loudest = loudness[i - i % len(VELOCITIES) + len(VELOCITIES) - 1]
        tail = levels[i][-min(40, steps // 2) :]
        decay = 60.0 if tail[-1] < -85 else float(np.clip(slope_db(tail, STEP / RATE), 6, 200))
        zones.append({
            "key": key,
            "velocity": velocity,
            "gainDb": round(float(np.clip(LOUDNESS_DB - loudest, -40, 40)), 3),
            "decayDbPerSecond": 0.0 if sustains else round(decay, 3),
            "releaseDbPerSecond": round(release_rate(short[i], SHORT_MS * RATE // 1000), 3),
        })
    loop = steady_part(np.stack(levels)) if sustains else (0, 0)
    description = {"name": name, "title": title, "family": family, **SOURCE, "sustains": sustains, "steps": steps,
                   "loopStart": loop[0], "loopEnd": loop[1], "contourPerCode": per_code, "zones": zones}
    tensors = {f"{name}/codes": np.stack(codes), f"{name}/cents": np.stack(cents),
               f"{name}/levelDb": np.stack(levels).astype(np.float16)}
    return description, tensors


def main(folder: Path, names):
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    encoder = torch.jit.load(str(folder / "encoder.ts"))
    decoder = torch.jit.load(str(folder / "decoder.ts"))
    descriptions, tensors = [], {}
    for entry in TIMBRES:
        if not names or entry[0] in names:
            print(entry[0], flush=True)
            description, arrays = build(entry, encoder, decoder)
            descriptions.append(description)
            tensors.update(arrays)
    metadata = {"format": "ligature-timbres", "formatVersion": "1", "latentSpaceId": sha256(folder / "encoder.ts"),
                "timbres": json.dumps(descriptions, separators=(",", ":"))}
    safetensors.write(folder / "timbres.safetensors", tensors, metadata)
    listed = [{k: d[k] for k in ("name", "title", "family", "sustains", "licence", "attribution")} for d in descriptions]
    metrics = folder / "metrics.json"
    write_manifest(folder, listed, json.loads(metrics.read_text()) if metrics.exists() else {})


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
