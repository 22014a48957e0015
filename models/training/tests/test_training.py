"""Training: small, but the real code."""

import os
import socket
import subprocess
import sys

import numpy as np
import torch

import mixing
import network as net
import train
from made_up import synthetic
from muon import Muon
from train import Notes, Trainer, is_held_out, random_colour


def test_training_goes_on_as_if_it_had_not_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("train.CROP", 6 * 1536)
    monkeypatch.setattr("train.COLOURED", 0.5)
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


def test_two_processes_train_one_network_on_notes_of_their_own(tmp_path):
    synthetic(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def trained(steps):
        command = [sys.executable, train.__file__, tmp_path, tmp_path / "checkpoint.pt", "--steps", steps, "--batch", 1]
        command += ["--weights", tmp_path / "weights.pt", "--bf16"]
        shared = {**os.environ, "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
        ranks = [subprocess.Popen([str(c) for c in command], env={**shared, "RANK": str(r), "LOCAL_RANK": str(r)},
                                  stderr=subprocess.PIPE) for r in (0, 1)]
        said = [rank.communicate(timeout=120)[1].decode() for rank in ranks]
        assert [rank.returncode for rank in ranks] == [0, 0], said
        return torch.load(tmp_path / "weights.pt")

    assert trained(1)["steps"] == 1
    weights = trained(2)
    assert weights["steps"] == 2 and weights["heldOutPrograms"] == [11, 42, 71]
    assert all(torch.isfinite(v).all() for part in "ed" for v in weights[part].values())
    resumed = [Trainer(Notes(tmp_path, ()), tmp_path / "checkpoint.pt", 1, "cpu", 1, 1e-3, rank) for rank in (0, 1)]
    assert len({t.random.integers(1 << 62) for t in resumed}) == 2


def test_muon_turns_any_gradient_into_a_step_of_one_size():
    weight = torch.nn.Parameter(torch.zeros(192, 96, 3))
    muon = Muon([weight], lr=1.0, block=96)
    left = torch.randn(192, 1, generator=torch.Generator().manual_seed(1))
    right = torch.randn(1, 288, generator=torch.Generator().manual_seed(2))
    noise = torch.randn(192, 288, generator=torch.Generator().manual_seed(3))
    weight.grad = (3 * left @ right + noise).reshape(192, 96, 3)  # one direction far above all others
    muon.step()
    for half in weight.detach().reshape(2, 96, 288):
        sizes = torch.linalg.svdvals(half)
        assert 0.6 < sizes.min() / sizes.median() and sizes.max() / sizes.median() < 1.7
        assert 0.1 < half.pow(2).mean().sqrt() < 0.3


def test_no_held_out_note_is_trained_on(tmp_path):
    synthetic(tmp_path)
    notes = Notes(tmp_path, (5,))
    assert [tuple(notes.meta[i]) for i in notes.train] == [(1, 33, 80), (1, 45, 80), (3, 45, 80)]
    assert is_held_out(11, 57, 80) and not is_held_out(11, 57, 80, ())


def test_older_weights_play_the_same_in_a_wider_network(tmp_path):
    synthetic(tmp_path)
    trainer = Trainer(Notes(tmp_path, ()), tmp_path / "none.pt", 1, "cpu", 1, 5e-4)
    old = trainer.weights()
    narrow = {k: v.clone() for k, v in old["d"].items() if not k.startswith("upper")}
    for name in list(narrow):
        if name == "inp.weight" or name.endswith(".c.weight"):
            narrow[name] = narrow[name][:, : net.FEATURES - len(net.ONSET_HOPS)]
    torch.save({"e": old["e"], "d": narrow}, tmp_path / "old.pt")
    trainer.start_from(tmp_path / "old.pt")
    grown = trainer.pair.decoder.state_dict()
    assert torch.equal(grown["inp.weight"][:, :25], narrow["inp.weight"])
    assert (grown["inp.weight"][:, 25:] == 0).all() and torch.equal(grown["amp.weight"], narrow["amp.weight"])


def test_a_random_colour_is_smooth_and_bounded(monkeypatch):
    monkeypatch.setattr("train.CROP", 4800)
    colour = random_colour(np.random.default_rng(3))
    assert colour.shape == (4801,) and 10 ** (-0.91) < colour.min() and colour.max() < 4
    assert np.abs(np.diff(20 * np.log10(colour[100:]))).max() < 0.5


def test_a_crop_played_faster_is_higher_and_begins_when_it_should(tmp_path):
    synthetic(tmp_path)
    notes = Notes(tmp_path, ())
    t = np.arange(192000) / 48000
    notes.audio = np.stack([np.where(t < 0.1, 0, 8000 * np.sin(2 * np.pi * 440 * t))]).astype(np.int16)
    notes.cents = np.linspace(0, 100, 1500, dtype=np.float16)[None]
    notes.confidence = np.ones((1, 1500), np.float16)
    for semitones in train.MOVES:
        first, later = notes.crop(0, 0, semitones), notes.crop(0, 40 * 1536, semitones)
        assert first.shape == later.shape == (train.CROP,) and abs(np.abs(later[1000:-1000]).max() - 1) < 0.01
        assert abs(np.argmax(np.abs(first) > 0.5) - 4800 / 2 ** (semitones / 12)) < 20
        phase = np.unwrap(np.angle(np.fft.ifft(np.fft.fft(later) * (np.arange(train.CROP) < train.CROP / 2))))[2000:-2000]
        hz = np.polyfit(np.arange(len(phase)), phase, 1)[0] * 48000 / (2 * np.pi)
        assert abs(1200 * np.log2(hz / 440) - 100 * semitones) < 0.5
        assert abs(np.polyfit(np.arange(192), notes.bend(0, 0, semitones), 1)[0] * 1499 / 100 - 2 ** (semitones / 12)) < 0.02
    end = notes.crop(0, 192000 - train.CROP, 2)
    assert end.shape == (train.CROP,) and np.isfinite(end).all()


def test_mixes_are_told_to_be_as_loud_as_the_line_between_their_ends():
    torch.manual_seed(5)
    decoder = net.Decoder()
    codes, key = torch.rand(8, 16, 4) * 4 - 2, torch.full((8,), 57.0)
    cents, first = torch.zeros(8, 48), torch.zeros(8)
    codes[1], codes[3] = codes[0], codes[2]
    assert mixing.unevenness(decoder, codes, key, cents, first) < 1e-4  # a mix of two that are one
    codes[1], codes[3] = torch.rand(2, 16, 4) * 4 - 2
    before = mixing.unevenness(decoder, codes, key, cents, first)
    before.backward()
    assert before > 0.001 and all(torch.isfinite(p.grad).all() for p in decoder.parameters() if p.grad is not None)
    assert mixing.unevenness(decoder, codes[:1], key[:1], cents[:1], first[:1]) == 0
    assert [mixing.is_second(i, 8) for i in range(8)] == [False, True, False, True, False, False, False, False]


def test_a_level_told_is_the_level_heard():
    torch.manual_seed(5)
    decoder = net.Decoder()
    with torch.no_grad():
        codes, key, hops = torch.rand(2, 16, 8) * 4 - 2, torch.tensor([45.0, 60.0]), 96
        cents = torch.zeros(2, hops)
        decoder.noi.bias += 3.0
        audio = decoder(codes, key, cents, torch.rand(2, hops * net.HOP) * 2 - 1)
        told = decoder.levels(decoder.said(codes, key, hops), net.pitch_hz(key, cents))
    heard = audio.view(2, 2, -1).pow(2).mean(2)[:, 1]
    assert (torch.exp(2 * told[:, hops // 2 :]).mean(1) / heard).log10().abs().max() * 10 < 0.5
