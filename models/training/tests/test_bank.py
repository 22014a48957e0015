"""Whether the bank is even: between keys, between velocities, within its loops; with a decoder of known faults, and the real one."""

import shutil

import numpy as np
import pytest

import bank
import bankcheck
import card
import data
import measures
import pairs
import places
import reasons
import zones
from model import Model

LENGTH = 60


class Sine:
    """Stands for a model: code 0 is the level over its middle, in units of 10 dB, and half of code 1 goes into it too."""

    def decode(self, codes, key, cents=0.0, seed=0):
        db = 10 * (codes[:, 0] + codes[:, 1] / 2) - 30 + self.bump(key)
        t = np.arange(len(codes) * measures.STEP) / 48000
        return (np.sin(2 * np.pi * 440 * t) * np.repeat(10 ** (db / 20), measures.STEP)).astype(np.float32)

    def bump(self, key):
        return 0.0


class Dip(Sine):
    def bump(self, key):
        return -4.0 * max(0.0, 1 - abs(key - 64) / 3)


def test_notes_between_zones_are_mixed_as_the_instrument_mixes_them():
    grid = [{"key": k, "velocity": v} for k in (60, 68) for v in (45, 80, 118)]
    assert zones.zone_mix(grid, 60, 80).tolist() == [0, 1, 0, 0, 0, 0]
    assert np.allclose(zones.zone_mix(grid, 62, 62.5), [0.375, 0.375, 0, 0.125, 0.125, 0])
    assert np.allclose(zones.zone_mix(grid, 90, 127), [0, 0, 0, 0, 0, 1]) and zones.zone_mix(grid, 20, 1)[0] == 1


def test_a_loop_that_breathes_is_held_level_and_keeps_what_is_no_level():
    random = np.random.default_rng(3)
    codes = random.uniform(-0.2, 0.2, (LENGTH, 16)).astype(np.float32)
    codes[:, :2] = 0
    codes[:, 0] = 0.3 * np.sin(np.arange(LENGTH) * 2 * np.pi / 25)
    assert bankcheck.breathing(measures.level_db(Sine().decode(codes, 60), measures.STEP)[None, 20:55]) > 2.5
    held = zones.steadied(Sine(), 60, codes, (20, 55), 1)
    assert bankcheck.breathing(measures.level_db(Sine().decode(held, 60), measures.STEP)[None, 20:55]) < 1
    assert (held[:12] == codes[:12]).all()
    assert np.abs(held[20:55, 2:] - codes[20:55, 2:]).mean() < 0.1 * np.abs(codes[20:55, 2:]).mean()


class Beating(Sine):
    """Louder the further code 2 is from 0, on either side: no slope tells which way."""

    def decode(self, codes, key, cents=0.0, seed=0):
        louder = codes.copy()
        louder[:, 0] += np.abs(codes[:, 2])
        return super().decode(louder, key, cents, seed)


def test_a_loop_whose_level_no_slope_explains_is_drawn_together():
    codes = np.zeros((LENGTH, 16), np.float32)
    codes[:, 2] = 0.4 * np.sin(np.arange(LENGTH) * 2 * np.pi / 25)
    held = zones.steadied(Beating(), 60, codes, (20, 55), 1)
    assert bankcheck.breathing(measures.level_db(Beating().decode(held, 60), measures.STEP)[None, 20:55]) <= zones.BREATHES_DB
    assert np.abs(held[20:55, 2]).max() > 0.1 and (held[:12] == codes[:12]).all()


def test_every_key_is_as_loud_as_its_zones():
    grid = [{"key": k, "velocity": v, "gainDb": 7.0} for k in (60, 68) for v in bank.VELOCITIES]
    codes = np.zeros((6, LENGTH, 16), np.float32)
    codes[::3, :, 0], codes[1::3, :, 0] = -1.5, -0.5
    level = lambda key, velocity, gains: measures.loudest_db(
        Dip().decode(zones.blended(grid, codes, key, velocity)[0], key)) + zones.blended(grid, codes, key, velocity, gains)[1]
    target = level(60, 118, None)
    gains = zones.key_gains(Dip(), grid, codes, target, 118, {})
    assert gains["firstKey"] == 48 and len(gains["db"]) == 33
    assert level(64, 118, None) < target - 3
    assert all(abs(level(key, 118, gains) - target) < 0.01 for key in range(40, 90))
    assert abs(level(64, 45, gains) - level(60, 45, gains)) < 0.01
    assert max(zones.key_gains(Dip(), grid, codes, target + 50, 118, {})["db"]) == zones.MOST_KEY_GAIN_DB


class Uneven:
    """Stands for a model: code 0 is how bright, in units of 10 dB; key 64 is 2 dB brighter than the keys beside it."""

    def decode(self, codes, key, cents=0.0, seed=0):
        t = np.arange(len(codes) * measures.STEP) / 48000
        bright = 10 ** (codes[:, 0].mean() / 2 + (0.1 if key == 64 else 0))
        return (np.sin(2 * np.pi * 100 * t) + bright * np.sin(2 * np.pi * 4000 * t)).astype(np.float32)


def test_a_key_that_is_too_bright_plays_elsewhere_on_its_zones():
    grid = [{"key": k, "velocity": v, "gainDb": 7.0} for k in (56, 72) for v in bank.VELOCITIES]
    codes = np.zeros((6, LENGTH, 16), np.float32)
    codes[:3, :, 0], codes[3:, :, 0] = -1.0, -0.2
    keys = range(56, 73)

    def steps(placed):
        bright = np.array([places.brightness_db(Uneven(), grid, codes, key, placed.get(key, key)) for key in keys])
        return places.excess_db(bright[:-1], bright[1:]).max()

    placed = places.places(Uneven(), grid, codes)
    assert steps({}) > 1 and steps(placed) < 0.15
    assert placed[64] < 64 and set(placed) <= set(range(59, 70))
    gains = zones.key_gains(Uneven(), grid, codes, -20.0, 118, placed)
    assert zones.place_of(gains, 64) == placed[64] and zones.place_of(gains, 56) == 56 and zones.place_of(gains, 120) == 120
    at = zones.blended(grid, codes, 64, 100, gains)[0]
    assert np.allclose(at, zones.blended(grid, codes, placed[64], 100)[0]) and not np.allclose(at, zones.blended(grid, codes, 64, 100)[0])


def test_what_the_decoder_cannot_play_is_no_zone():
    assert bank.audible([0.5, -3.0, -22.0, 4.0]) == [0, 1, 3]
    assert bank.audible([-30.0, -22.0]) == [1]


def test_a_check_finds_the_dip_the_breath_and_the_missing_colour():
    grid = [{"key": k, "velocity": v, "gainDb": 7.0} for k in (60, 68) for v in bank.VELOCITIES]
    timbre = {"name": "x", "family": "flute", "zones": grid, "sustains": True, "loopStart": 20, "loopEnd": 55}
    levels = np.tile(3.0 * np.sin(np.arange(LENGTH) / 4), (6, 1))
    tensors = {"x/codes": np.zeros((6, LENGTH, 16), np.float16), "x/levelDb": levels}
    row = bankcheck.check(Dip(), timbre, tensors)
    assert abs(row["worst"]["keyDb"] - 4 / 3) < 0.1 and row["worst"]["keyBrightPercent"] < 0.1
    assert row["worst"]["loopDb"] > 2 and "key 64" in row["where"]["loudnessDb"]
    assert set(bankcheck.missed(row)) >= {"keyDb", "loopDb", "colourDb", "loudnessDb"} and "velocityDb" not in bankcheck.missed(row)
    table = bankcheck.summary([row])
    assert table["loopDb"] == {"limit": 1.0, "timbres": 1, "missed": 1, "median": row["worst"]["loopDb"],
                               "worst": row["worst"]["loopDb"], "worstTimbre": "x", "missedOf": {"flute": 1}}
    assert table["keyDb"]["missedAt"] == {"118": 1} and table["keyBrightPercent"]["byZones"] == 0
    said = reasons.bank_lines({"bank": table}, card.BANK_ROWS)
    assert "level in the loop off its middle, dB: 1 of 1 timbres.** By family: 1 flute." in said and "1 at velocity 118" in said
    late = reasons.bank_lines({"bank": {"onsetMs": {"missed": 3, "timbres": 4, "lateMedian": 2.1, "beyondAHop": 1}}}, card.BANK_ROWS)
    assert "+2.1 ms" in late and "1 timbres are off by more than the 2.7 ms" in late
    assert "| level in the loop off its middle, dB | " in card.bank({"bank": bankcheck.summary([row])})
    assert bankcheck.brightness_percent(0, 20 * np.log10(2 ** (1 / 12)), 1) == pytest.approx(0, abs=1e-9)
    assert bankcheck.brightness_percent(0, 20 * np.log10(0.9), 1) == pytest.approx(10)


class Spectral:
    """Stands for a model: two partials at the levels that codes 0 and 1 say, in units of 20 dB; a blend is their geometric mean."""

    def decode(self, codes, key, cents=0.0, seed=0):
        t = np.arange(len(codes) * measures.STEP) / 48000
        level = [np.repeat(10 ** codes[:, i], measures.STEP) for i in (0, 1)]
        return sum(v * np.sin(2 * np.pi * hz * t) for v, hz in zip(level, (440, 880))).astype(np.float32)


def test_what_the_middle_between_two_timbres_lacks_is_measured():
    def timbre(name, gain, decay=0.0):
        return {"name": name, "zones": [{"key": 60, "velocity": 100, "gainDb": gain, "decayDbPerSecond": decay}]}

    timbres = [timbre("low", -6.0), timbre("high", 0.0), timbre("low-too", -20.0), timbre("short", 0.0, 60.0)]
    level = lambda low, high, steps=60: np.tile(np.float16([low, high] + [0] * 14), (1, steps, 1))
    tensors = {"low/codes": level(0, -1), "high/codes": level(-1, 0), "low-too/codes": level(0, -1), "short/codes": level(-1, 0, 4)}
    rows = [pairs.row(Spectral(), timbres, tensors, i) for i in range(4)]
    table = pairs.table(rows)
    lacks = table["pairs/lackDb"].astype(float)
    assert lacks.shape == (3, 4, 4) and (lacks == lacks.transpose(0, 2, 1)).all() and (lacks[:, range(4), range(4)] == 0).all()
    # -10 dB each against 0 and -20: 10 log10((1 + 0.01) / 0.2)
    assert abs(lacks[1, 0, 1] - 7.03) < 0.02 and lacks[1, 0, 2] == 0 and lacks[2, 1, 2] == lacks[1, 0, 1]
    judged = pairs.pads(Spectral(), [{**t, "family": "reed"} for t in timbres], {**tensors, **table}, 3)
    assert judged["points"] == 12 and judged["worstPlainDb"] > 3 and judged["worstDb"] < 0.6 * judged["worstPlainDb"]
    assert "at 12 random points" in card.pad({"pad": judged}).lower() and "not measured" in card.pad({})
    assert 0 < lacks[1, 1, 3] < 4 and table["pairs/keys"].tolist() == [48, 60, 72]  # it lasts longer than one, and dies half as fast


@pytest.mark.skipif(not data.available(), reason="fluidsynth or FluidR3_GM.sf2 is not installed")
def test_a_bank_is_built_twice_to_the_byte(model_folder, tmp_path, monkeypatch):
    built = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        for file in ("encoder.ts", "decoder.ts", "weights.pt"):
            shutil.copy(model_folder / file, folder)
        monkeypatch.setattr("sys.argv", ["bank.py", str(folder), "--recordings", str(tmp_path / "recordings"), "--names", "808-kick",
                                         "--keep", str(folder / "built")])
        bank.main()
        built.append([(folder / file).read_bytes() for file in ("timbres.safetensors", "manifest.json")])
    assert built[0] == built[1]
    assert bankcheck.read(folder)[1]["pairs/lackDb"].tolist() == [[[0]]] * 3
    (folder / "timbres.safetensors").unlink()
    monkeypatch.setattr("bank.multiprocessing.Pool", None)  # what is kept is not built again
    bank.main()
    assert (folder / "timbres.safetensors").read_bytes() == built[0][0]
    monkeypatch.undo()
    timbre = bankcheck.read(folder)[0][0]
    row = bankcheck.check(Model(folder), timbre, bankcheck.read(folder)[1])
    assert row["name"] == "808-kick" and row["worst"]["loudnessDb"] < 0.5
