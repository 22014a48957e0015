"""Judges weights on notes that training never saw, and writes metrics.json.

`python3 evaluate.py WEIGHTS.pt DATA_FOLDER MODEL_FOLDER`. Log-spectral distance: STFT 2048, hop 512, Hann; magnitudes plus
0.001 of the reference's maximum; root mean square over bins of 20 log10 of the ratio, mean over the frames whose energy
is above 1 % of the loudest frame's.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

import data
import network as net
from export import load
from train import is_held_out

FRAMES = 124 * net.HOP * net.CODE_HOPS


def log_spectral_distance(audio: torch.Tensor, reference: torch.Tensor) -> float:
    """[N] and [N] to dB; nan for a silent reference."""
    window = torch.hann_window(2048)
    a, b = (torch.stft(v, 2048, 512, window=window, return_complex=True).abs() for v in (audio, reference))
    energy = b.pow(2).sum(0).sqrt()
    frames = energy > energy.max() * 0.01
    floor = 1e-3 * b.max()
    distance = 20 * (torch.log10(a + floor) - torch.log10(b + floor))
    return float(distance[:, frames].pow(2).mean(0).sqrt().mean())


def level_error(audio, reference) -> float:
    """Mean absolute difference of level in dB over blocks of 32 ms that are less than 40 dB below the loudest."""
    step = net.HOP * net.CODE_HOPS
    a, b = (10 * np.log10((v[: len(v) // step * step].reshape(-1, step) ** 2).mean(1) + 1e-10) for v in (audio, reference))
    heard = b > b.max() - 40
    return float(np.abs(a - b)[heard].mean())


def attack_error_ms(audio, reference) -> float:
    """Difference of the times at which 10 % of the peak is reached."""
    times = [np.argmax(np.abs(v) > 0.1 * np.abs(v).max()) for v in (audio, reference)]
    return abs(int(times[0]) - int(times[1])) * 1000 / net.RATE


def evaluate(weights, folder: Path) -> dict:
    torch.manual_seed(0)
    encoder, decoder = load(weights)
    audio = np.load(folder / "audio.npy", mmap_mode="r")
    meta = np.load(folder / "notes.npy")
    index = {tuple(int(v) for v in m): i for i, m in enumerate(meta)}
    rows = {"own": [], "octave": [], "floor": [], "pitch": [], "level": [], "attack": []}
    programs = {}
    for (program, key, velocity), i in index.items():
        if not is_held_out(program, key, velocity, ()):
            continue
        target = torch.from_numpy(audio[i, :FRAMES].astype(np.float32) / 8000)[None]
        if target.abs().max() < 1e-3:
            continue
        midi, hops = torch.tensor([float(key)]), FRAMES // net.HOP
        codes = encoder(target)
        cents = torch.from_numpy(np.load(folder / "cents.npy", mmap_mode="r")[i, :hops].astype(np.float32))[None]
        trust = torch.from_numpy(np.load(folder / "confidence.npy", mmap_mode="r")[i, :hops].astype(np.float32))[None]
        first = decoder(codes, midi, hops, cents * trust)[0][0]
        second = decoder(codes, midi, hops, cents * trust)[0][0]
        own = log_spectral_distance(first, target[0])
        rows["own"].append(own)
        rows["floor"].append(log_spectral_distance(second, first))
        rows["level"].append(level_error(first.numpy(), target[0].numpy()))
        rows["attack"].append(attack_error_ms(first.numpy(), target[0].numpy()))
        flat = decoder(codes, midi, hops, torch.zeros_like(cents))[0][0].numpy()
        contour, confidence = data.pitch_contour(flat / net.FULL_SCALE, key)
        rows["pitch"].append(float(abs(np.median(contour[confidence > 0.5]))) if (confidence > 0.5).any() else np.nan)
        programs.setdefault(program, []).append(own)
        below = index.get((program, key - 12, velocity))
        if below is not None:
            octave = torch.from_numpy(audio[below, :FRAMES].astype(np.float32) / 8000)[None]
            far = decoder(encoder(octave), midi, hops, cents * trust)[0][0]
            rows["octave"].append(log_spectral_distance(far, target[0]))
    mean = lambda name: round(float(np.nanmean(rows[name])), 3)
    return {
        "heldOutNotes": len(rows["own"]),
        "logSpectralDistanceDb": mean("own"),
        "logSpectralDistanceFromOctaveDb": mean("octave"),
        "noiseFloorDb": mean("floor"),
        "pitchErrorCentsMedian": round(float(np.nanmedian(rows["pitch"])), 3),
        "pitchErrorCents95": round(float(np.nanpercentile(rows["pitch"], 95)), 3),
        "levelErrorDb": mean("level"),
        "attackErrorMsMedian": round(float(np.median(rows["attack"])), 2),
        "byProgramDb": {str(p): round(float(np.nanmean(v)), 2) for p, v in sorted(programs.items())},
    }


def main(weights: str, folder: Path, model: Path):
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    metrics = evaluate(weights, folder)
    partial = model / "metrics.json.partial"
    partial.write_text(json.dumps(metrics, indent=2) + "\n")
    partial.replace(model / "metrics.json")
    print(json.dumps({k: v for k, v in metrics.items() if k != "byProgramDb"}, indent=2))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
