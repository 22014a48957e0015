"""Whether the bank is even: between keys, between velocities, within its loops; with a decoder of known faults, and the real one."""

import shutil

import numpy as np
import pytest

import bank
import bankcheck
import card
import data
import measures
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


def test_a_hole_between_two_zones_is_filled():
    grid = [{"key": k, "velocity": v, "gainDb": 7.0, "decayDbPerSecond": 0.0, "releaseDbPerSecond": 50.0 + k}
            for k in (60, 68) for v in bank.VELOCITIES]
    codes = np.zeros((6, LENGTH, 16), np.float16)
    codes[::3, :, 0], codes[1::3, :, 0] = -1.5, -0.5
    cents = np.tile(np.arange(6, dtype=np.float16)[:, None], (1, LENGTH))
    filled, tensors = zones.filled(Dip(), grid, [codes, cents], bank.VELOCITIES)
    keys = sorted({z["key"] for z in filled})
    assert 64 in keys and len(keys) <= 2 + zones.MOST_ROWS and [z["key"] for z in filled] == sorted(z["key"] for z in filled)
    assert all(len(v) == len(filled) for v in tensors)
    level = [zones.heard_db(Dip(), filled, tensors[0], key, 118) for key in range(60, 69)]
    assert max(level) - min(level) < 1.5 and abs(level[4] - level[0]) < 0.1
    soft = zones.heard_db(Dip(), filled, tensors[0], 64, 45)
    assert abs(soft - zones.heard_db(Dip(), filled, tensors[0], 60, 45)) < 0.1
    middle = next(z for z in filled if z["key"] == 64)
    assert middle["releaseDbPerSecond"] == 114 and tensors[1][[z["key"] for z in filled].index(64), 0] == 1.5
    same, _ = zones.filled(Sine(), grid, [codes, cents], bank.VELOCITIES)
    assert same == grid


def test_a_check_finds_the_dip_the_breath_and_the_missing_colour():
    grid = [{"key": k, "velocity": v, "gainDb": 7.0} for k in (60, 68) for v in bank.VELOCITIES]
    timbre = {"name": "x", "family": "flute", "zones": grid, "sustains": True, "loopStart": 20, "loopEnd": 55}
    levels = np.tile(3.0 * np.sin(np.arange(LENGTH) / 4), (6, 1))
    tensors = {"x/codes": np.zeros((6, LENGTH, 16), np.float16), "x/levelDb": levels}
    row = bankcheck.check(Dip(), timbre, tensors)
    assert abs(row["worst"]["keyDb"] - 4 / 3) < 0.1 and row["worst"]["keyBrightPercent"] < 0.1
    assert row["worst"]["loopDb"] > 2 and "key 64" in row["where"]["loudnessDb"]
    assert set(bankcheck.missed(row)) >= {"keyDb", "loopDb", "colourDb", "loudnessDb"} and "velocityDb" not in bankcheck.missed(row)
    assert bankcheck.summary([row])["loopDb"] == {"limit": 1.0, "timbres": 1, "missed": 1, "median": row["worst"]["loopDb"],
                                                 "worst": row["worst"]["loopDb"], "worstTimbre": "x"}
    assert "| level in the loop off its middle, dB | " in card.bank({"bank": bankcheck.summary([row])})
    assert bankcheck.brightness_percent(0, 20 * np.log10(2 ** (1 / 12)), 1) == pytest.approx(0, abs=1e-9)
    assert bankcheck.brightness_percent(0, 20 * np.log10(0.9), 1) == pytest.approx(10)


@pytest.mark.skipif(not data.available(), reason="fluidsynth or FluidR3_GM.sf2 is not installed")
def test_a_bank_is_built_twice_to_the_byte(model_folder, tmp_path, monkeypatch):
    built = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        for file in ("encoder.ts", "decoder.ts", "weights.pt"):
            shutil.copy(model_folder / file, folder)
        monkeypatch.setattr("sys.argv", ["bank.py", str(folder), "--recordings", str(tmp_path / "recordings"), "--names", "808-kick"])
        bank.main()
        built.append([(folder / file).read_bytes() for file in ("timbres.safetensors", "manifest.json")])
    assert built[0] == built[1]
    timbre = bankcheck.read(folder)[0][0]
    row = bankcheck.check(Model(folder), timbre, bankcheck.read(folder)[1])
    assert row["name"] == "808-kick" and row["worst"]["loudnessDb"] < 0.5
