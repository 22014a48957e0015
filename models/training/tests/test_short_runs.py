"""Variants of the network, and short runs that compare them: small, but the real code."""

import argparse
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

import crops
import network as net
import short_runs
import step_cost
import train
import variants
from test_pipeline import synthetic
from variants import VARIANTS

HOPS = 24
TRAINING = Path(short_runs.__file__).parent
ADDED = {"filter": "decoder.filter.out.weight", "stretch": "decoder.stretch.weight", "free": "decoder.free.weight",
         "transients": "decoder.gain.weight", "raw": "encoder.heard.0.weight", "kl": "encoder.out.weight"}


def built(name):
    torch.manual_seed(1)
    return VARIANTS[name].build().eval()


def heard(decoder, key=57.0, hops=HOPS):
    with torch.no_grad():
        codes = torch.randn(1, net.CODE_SIZE, hops // net.CODE_HOPS, generator=torch.Generator().manual_seed(2))
        return decoder(codes, torch.tensor([key]), torch.zeros(1, hops), crops.noise(1, hops, 3))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_learns_in_all_that_it_adds(name, tmp_path, monkeypatch):
    monkeypatch.setattr(train, "CROP", 2 * 1536)
    synthetic(tmp_path)
    with VARIANTS[name].applied() as variant:
        notes = train.Notes(tmp_path, ())
        trainer = short_runs.ShortTrainer(notes, tmp_path / "none.pt", 1, "cpu", 1, 1e-3, pair=variant.build, steps=2)
        before = {k: v.clone() for k, v in trainer.pair.named_parameters()}
        assert np.isfinite(trainer.advance(trainer.pair, 0))
        moved = {k for k, v in trainer.pair.named_parameters() if not torch.equal(v, before[k])}
        assert {"encoder.inp.weight", "decoder.inp.weight", ADDED.get(name, "decoder.amp.weight")} <= moved
        codes = crops.Trained(trainer.pair).encode(notes.crop(0, 0) / net.FULL_SCALE)
        assert codes.shape == (2, net.CODE_SIZE)
        assert len(notes.bend(0, 0)) == train.CROP // net.HOP
    assert (net.HOP, net.CODE_SIZE, net.FEATURES) == (128, 16, 27)


def test_what_is_added_begins_without_effect():
    base = heard(built("base").decoder)
    assert base.abs().max() > 1e-3
    assert torch.equal(heard(built("filter").decoder), base)
    assert (heard(built("transients").decoder) - base).abs().max() < 1e-6
    stretched = built("stretch").decoder
    with torch.no_grad():
        stretched.stretch.bias -= 50
    assert (heard(stretched) - base).abs().max() < 5e-3 * base.abs().max()
    assert not torch.allclose(heard(built("quiet-upper").decoder, 33.0), heard(built("base").decoder, 33.0), atol=1e-4)


def test_the_filter_plays_in_hops_what_it_trains_whole():
    torch.manual_seed(1)
    folded = variants.FoldedFilter()
    torch.nn.init.normal_(folded.out.weight)
    audio, out = torch.randn(2, HOPS * net.HOP), torch.randn(2, 2 * net.CHANNELS, HOPS)
    with torch.no_grad():
        whole = folded(audio, out)
        past = folded.silence(audio)
        parts = [folded.hops(audio[:, t * net.HOP : (t + 1) * net.HOP], out[:, :, t : t + 1], past) for t in range(HOPS)]
    assert (whole - audio).abs().max() > 0.1
    assert (torch.cat(parts, 1) - whole).abs().max() < 1e-4


def test_partials_are_where_the_network_says():
    decoder = built("stretch").decoder
    hz, stretch = 440.0, 0.004
    with torch.no_grad():
        decoder.stretch.weight.zero_()
        decoder.stretch.bias.fill_(float(torch.logit(torch.tensor(stretch / variants.STRETCH_MOST))))
        decoder.amp.weight.zero_()
        decoder.amp.bias.fill_(-30)
        decoder.amp.bias[0] = decoder.amp.bias[10] = 10  # the level and the tenth harmonic
        decoder.upper.bias.fill_(-30)
        decoder.noi.bias.fill_(-30)
        audio = heard(decoder, 69.0, 96)[0].numpy()
    frequency = np.abs(np.fft.rfft(audio * np.hanning(len(audio)))).argmax() * 48000 / len(audio)
    assert abs(frequency - 10 * hz * np.sqrt((1 + 100 * stretch) / (1 + stretch))) < 8


def test_a_free_partial_sounds_at_its_ratio():
    decoder = built("free").decoder
    with torch.no_grad():
        decoder.free.weight.zero_()
        decoder.free.bias.fill_(-30)
        decoder.free.bias[17] = 10
        decoder.free.bias[variants.FREE_PARTIALS :] = 0
        level, step = decoder.partials(torch.zeros(1, 2 * net.CHANNELS, HOPS), torch.full((1, HOPS), 220.0))
        audio = variants.sines(decoder.waves, level, step)[0].numpy()
    frequency = np.abs(np.fft.rfft(audio * np.hanning(len(audio)))).argmax() * 48000 / len(audio)
    assert abs(frequency - 110 * 2 ** (17 * 6 / 32)) < 10 and 1.9 < np.abs(audio).max() < 2.1


def test_a_standard_normal_code_costs_nothing():
    pair = built("kl")
    standard = torch.cat([torch.zeros(1, 16, 4), torch.full((1, 16, 4), 4 / 3)], 1)
    assert abs(float(pair.told(standard)[1])) < 1e-6
    codes, price = pair.told(torch.ones(1, 32, 4))
    assert codes.shape == (1, 16, 4) and float(price) > 0.001
    assert torch.equal(built("clean").told(codes)[0], codes)


@pytest.fixture
def small(monkeypatch):
    for module, name, value in ((train, "CROP", 2 * 1536), (crops, "PITCHED", 1), (crops, "DRUMS", 1), (crops, "PAIRS", 1)):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr("morphs.STEPS", 3)
    monkeypatch.setattr("morphs.CODES", 14)


BUDGET = {"steps": 3, "batch": 1, "rate": 1e-3, "bf16": False}


def test_a_run_that_was_stopped_comes_to_the_same_figures(tmp_path, small, monkeypatch):
    synthetic(tmp_path)
    straight = short_runs.Runs(tmp_path / "straight", BUDGET)
    straight.train(tmp_path, "noisy", 2)
    stopped = short_runs.Runs(tmp_path / "stopped", BUDGET)
    waits = []

    def wait():  # between steps: ends after the first
        waits.append(1)
        stopped.stopping = len(waits) == 1

    monkeypatch.setattr(stopped, "wait", wait)
    stopped.train(tmp_path, "noisy", 2)
    assert not stopped.result("noisy", 2).exists() and len(waits) == 1
    stopped.stopping = False
    stopped.train(tmp_path, "noisy", 2)
    lines = [runs.table().splitlines() for runs in (straight, stopped)]
    assert len(lines[0]) == 3 and "noise of 0.2 on codes, seed 2" in lines[0][2]
    timed = list(short_runs.COLUMNS).index("trainingMs")
    cells = [[c for i, c in enumerate(both[2].split("|")[2:-1]) if i != timed] for both in lines]
    assert cells[0] == cells[1] and float(cells[0][0]) > 0 and cells[0][-1] == " - "


def test_runs_of_two_budgets_do_not_mix(tmp_path):
    short_runs.Runs(tmp_path, BUDGET)
    with pytest.raises(ValueError, match="take another folder"):
        short_runs.Runs(tmp_path, {**BUDGET, "steps": 4})
    assert short_runs.Runs(tmp_path).budget == BUDGET


def test_quiet_is_kept_while_it_is_wanted(tmp_path, monkeypatch):
    quiet = tmp_path / "quiet"
    quiet.touch()
    monkeypatch.setattr("time.sleep", lambda _: quiet.unlink())
    short_runs.Runs(tmp_path, pause=quiet).wait()
    assert not quiet.exists()


def test_a_name_or_seed_that_is_none_is_told():
    assert short_runs.named("filter:3") == ("filter", 3) and short_runs.named("raw") == ("raw", 1)
    for wrong in ("fitler", "base:x"):
        with pytest.raises(argparse.ArgumentTypeError, match=f"{wrong} is no variant; there are base, filter"):
            short_runs.named(wrong)


def test_costs_are_measured_where_a_variant_plays_otherwise():
    apart = {name for name, variant in VARIANTS.items() if not variant.is_played_as_shipped()}
    assert apart == {"filter", "code-32", "hop-64", "stretch", "transients", "free"}
    assert all(step_cost.cost_ms(name, 1, 3) > 0 for name in ("filter", "stretch"))
    command = "import step_cost; print(step_cost.cost_ms('hop-64', 1, 3))"
    said = subprocess.run([sys.executable, "-c", command], cwd=TRAINING, check=True, capture_output=True, text=True).stdout
    assert float(said) > 0
