"""Data, training, bank: small, but the real code."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

import bank
import data
import safetensors
from evaluate import log_spectral_distance
from export import sha256
from train import CROP, Notes, Trainer


def tone(hz, seconds, amplitude=0.3, vibrato_cents=0.0):
    t = np.arange(int(seconds * 48000)) / 48000
    cents = vibrato_cents * np.sin(2 * np.pi * 5 * t)
    phase = 2 * np.pi * np.cumsum(hz * 2 ** (cents / 1200)) / 48000
    return (amplitude * (np.sin(phase) + 0.5 * np.sin(2 * phase))).astype(np.float32)


def test_the_contour_follows_a_vibrato():
    cents, confidence = data.pitch_contour(tone(440 * 2 ** (7 / 1200), 2, vibrato_cents=20), 69)
    middle = slice(100, 650)
    assert confidence[middle].min() > 0.9
    assert abs(np.median(cents[middle]) - 7) < 1
    assert 15 < (cents[middle].max() - cents[middle].min()) / 2 < 21


def test_the_distance_is_zero_for_the_same_and_six_for_the_double():
    x = torch.from_numpy(tone(440, 1))
    assert log_spectral_distance(x, x) == 0
    assert 0 < log_spectral_distance(2 * x, x) <= 6.03


def test_release_and_decay_rates_are_measured():
    held, rate = 48000, 90.0
    t = np.arange(48000) / 48000
    x = np.concatenate([tone(440, 1), tone(440, 1) * 10 ** (-rate * t / 20)])
    assert abs(bank.release_rate(x, held) - rate) < 3
    levels = bank.level_db(tone(440, 2) * 10 ** (-12 * np.arange(96000) / 48000 / 20), 1536)
    assert abs(bank.slope_db(levels, 1536 / 48000) - 12) < 0.5


def test_safetensors_round_trip_and_repeat(tmp_path):
    tensors = {"a": np.arange(6, dtype=np.float16).reshape(2, 3), "b": np.ones(3, np.int64)}
    for name in ("one", "two"):
        safetensors.write(tmp_path / name, tensors, {"k": "v"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    back, metadata = safetensors.read(tmp_path / "one")
    assert metadata == {"k": "v"} and all((back[k] == v).all() for k, v in tensors.items())


def synthetic(folder: Path):
    keys = [33, 45, 57]
    audio = np.stack([tone(440 * 2 ** ((k - 69) / 12), 4) for k in keys])
    np.save(folder / "audio.npy", (audio * 8000).astype(np.int16))
    np.save(folder / "notes.npy", np.array([(1, k, 80) for k in keys]))
    np.save(folder / "cents.npy", np.zeros((3, 1500), np.float16))
    np.save(folder / "confidence.npy", np.ones((3, 1500), np.float16))


def test_training_goes_on_as_if_it_had_not_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("train.CROP", 6 * 1536)
    synthetic(tmp_path)

    def trainer(name):
        return Trainer(Notes(tmp_path, ()), tmp_path / name, 1, "cpu", 1, 5e-4)

    straight = trainer("straight.pt")
    losses = [straight.advance(straight.pair, 0) for _ in range(3)]
    first = trainer("resumed.pt")
    first.advance(first.pair, 0)
    first.save()
    second = trainer("resumed.pt")
    assert second.step == 1
    assert [second.advance(second.pair, 0) for _ in range(2)] == losses[1:]
    assert all(torch.equal(v, second.average[k]) for k, v in straight.average.items())


def test_the_shipped_files_match_the_manifest(model_folder):
    manifest = json.loads((model_folder / "manifest.json").read_text())
    for entry in manifest["files"].values():
        assert sha256(model_folder / entry["path"]) == entry["sha256"]
    tensors, metadata = safetensors.read(model_folder / manifest["files"]["timbres"]["path"])
    assert metadata["latentSpaceId"] == manifest["latentSpaceId"] == sha256(model_folder / "encoder.ts")
    assert len(manifest["timbres"]) >= 40
    assert all(np.isfinite(v).all() for v in tensors.values())


@pytest.mark.skipif(not data.available(), reason="fluidsynth or FluidR3_GM.sf2 is not installed")
def test_a_timbre_is_built_twice_alike(model_folder):
    torch.set_grad_enabled(False)
    encoder, decoder = (torch.jit.load(str(model_folder / f)) for f in ("encoder.ts", "decoder.ts"))
    entry = next(t for t in bank.TIMBRES if t[0] == "flute")
    (one, a), (two, b) = (bank.build(entry, encoder, decoder) for _ in range(2))
    torch.set_grad_enabled(True)
    assert one == two and all((a[k] == b[k]).all() for k in a)
    shipped, _ = safetensors.read(model_folder / "timbres.safetensors")
    assert np.abs(shipped["flute/codes"].astype(float) - a["flute/codes"]).max() < 0.02
