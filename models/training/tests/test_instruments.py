"""Instruments beyond the SoundFont: the hosts with real plugins, what is left out, and what is said of their origin."""

import subprocess
from shutil import which

import numpy as np
import pytest
from scipy.io import wavfile

import bank
import data
import instruments
import origins
import pitch
import sources
import synths
from model import Model
from test_pipeline import tone
from timbres import BEYOND

PRESETS = {p.name: p for p in synths.PRESETS}


def needs(engine):
    package = synths.CREDITS[engine].package
    return pytest.mark.skipif(not instruments.available(engine), reason=f"{package} is not installed")


def played(name, keys=(48, 60), velocity=90):
    preset = PRESETS[name]
    return instruments.render(preset.engine, preset.preset, [(k + preset.shift, velocity) for k in keys], 700, 1000)


def test_the_period_tells_the_octave_and_a_strong_overtone_does_not_mislead():
    assert abs(pitch.period_cents(tone(440 * 2 ** (7 / 1200), 1), 69) - 7) < 1
    assert abs(pitch.period_cents(tone(220, 1), 69) + 1200) < 2
    assert pitch.in_tune(tone(440, 1), 69) and not pitch.in_tune(tone(220, 1), 69) and not pitch.in_tune(tone(880, 1), 69)
    assert not pitch.in_tune(tone(440 * 2 ** (80 / 1200), 1), 69)
    assert pitch.in_tune(0.1 * tone(440, 1) + tone(1320, 1), 69)
    assert np.isnan(pitch.period_cents(np.random.default_rng(1).uniform(-1, 1, 48000), 69))


def test_every_source_has_a_name_of_its_own_a_range_and_a_licence():
    names = [p.name for p in synths.PRESETS] + [d.name for d in synths.DRUMS]
    assert len(set(names)) == len(names) and len(synths.PRESETS) <= synths.FIRST_SAMPLE - synths.FIRST_PRESET
    for preset in synths.PRESETS:
        assert 21 <= preset.low < preset.high <= 108 and preset.engine in synths.CREDITS
        assert 0 <= preset.low + preset.shift and preset.high + preset.shift <= 127, preset.name
    for credit in synths.CREDITS.values():  # no licence that forbids selling, none that a recording would pass on
        assert credit.attribution and not any(word in credit.licence for word in ("NC", "ND", "SA"))
    for engine in ("sampled", "soundfont", "rumpf", "sonicpi"):
        assert synths.CREDITS[engine].licence.startswith(("MIT", "CC-BY-3.0", "CC0"))


def test_what_a_model_was_trained_on_is_said_with_its_licence():
    assert origins.training_data().startswith("114 General MIDI programs of FluidR3_GM")
    assert origins.attribution() == ["FluidR3_GM SoundFont by Frank Wen and others (MIT): training recordings and timbres"]
    some = [0, 1000, synths.FIRST_PRESET, synths.FIRST_SAMPLE]
    assert "1 of setBfree" in origins.training_data(some) and "CC0-1.0" in origins.training_data(some)
    assert len(origins.attribution(some)) == 3
    assert [sources.is_drum(p) for p in some] == [False, True, False, True]
    kit = synths.FIRST_SAMPLE + next(i for i, d in enumerate(synths.DRUMS) if d.engine == "rumpf")
    bank_of = [{"attribution": synths.CREDITS["stk"].attribution}] * 2
    table, notices = origins.table([0, 4, kit, synths.FIRST_PRESET], bank_of), origins.notices([0, 4, kit], bank_of)
    assert "| 2 | 0 | MIT | yours, to sell too | the notice" in table and "| 0 | 2 | MIT-STK | yours" in table
    assert "does not reach what it sounds | nothing |" in table and "tell the author's name" in table
    assert notices.count("\n") == 2 and "Frank Wen" in notices and "Emanuel Rumpf" in notices
    for credit in synths.CREDITS.values():
        assert "to sell too" in origins.rights(credit.licence)[0]
        assert bool(credit.notice) == ("below" in origins.rights(credit.licence)[1]), credit.source


@needs("mda")
def test_an_lv2_instrument_plays_in_tune_and_twice_alike():
    one, two = played("fm-electric-bass"), played("fm-electric-bass")
    assert (one == two).all() and one.shape == (2, 48000)
    assert all(pitch.in_tune(x, key) for x, key in zip(one, (48, 60)))
    assert np.abs(played("fm-electric-bass", velocity=40)).max() < 0.7 * np.abs(one).max()


@needs("organ")
def test_drawbars_are_drawn_and_nothing_rings_after_the_key():
    flute, full = played("drawbar-flute")[1], played("drawbar-jazz")[1]
    assert pitch.in_tune(flute, 60) and pitch.in_tune(full, 60)
    power = np.abs(np.fft.rfft(flute[9600:28800] * np.hanning(19200))) ** 2
    hz = np.fft.rfftfreq(19200, 1 / 48000)
    assert power[np.abs(hz - 261.6) < 15].sum() > 0.9 * power.sum()
    assert np.abs(flute[40000:]).max() < 1e-3 * np.abs(flute).max()


@needs("zyn")
def test_an_instrument_of_zynaddsubfx_is_played_without_its_effects():
    assert '<EFFECT> <par name="type" value="0" />' in instruments.without_effects(
        '<INSTRUMENT_EFFECT id="0"> <EFFECT> <par name="type" value="1" /> </EFFECT>')
    x = played("thin-pipe")
    assert all(pitch.in_tune(v, key) for v, key in zip(x, (48, 60))) and np.abs(x[:, 44000:]).max() < 1e-3 * np.abs(x).max()


@needs("amsynth")
def test_a_dssi_instrument_plays_in_tune_and_twice_alike():
    one = played("soul-organ")
    assert (one == played("soul-organ")).all() and all(pitch.in_tune(x, key) for x, key in zip(one, (48, 60)))


@needs("stk")
def test_a_physical_model_plays_in_tune():
    assert all(pitch.in_tune(x, key) for x, key in zip(played("fm-rhodey"), (48, 60)))


@pytest.mark.skipif(not which("flac"), reason="flac is not installed")
def test_a_drum_takes_the_layer_of_its_velocity(tmp_path, monkeypatch):
    for name, hz in (("soft", 200), ("hard", 400)):  # told to be at 44.1 kHz: it sounds lower
        wavfile.write(tmp_path / f"{name}.wav", 44100, (tone(hz, 0.5) * 20000).astype(np.int16))
        subprocess.run(["flac", "-s", f"{name}.wav"], cwd=tmp_path, check=True)
    monkeypatch.setitem(instruments.KITS, "rumpf", str(tmp_path))
    soft, loud = instruments.strike("rumpf", ("soft", "hard"), (50, 115), 1000)
    strongest = lambda x: np.argmax(np.abs(np.fft.rfft(x)))
    assert abs(strongest(soft) - 200 * 44100 / 48000) < 3 and abs(strongest(loud) - 400 * 44100 / 48000) < 3
    assert abs(np.abs(loud).max() - (115 / 127) ** 2) < 1e-3 and (loud[40000:] == 0).all()


def test_notes_off_the_key_are_left_out_and_a_source_of_them_as_a_whole(monkeypatch):
    preset = PRESETS["log-drum"]
    program = synths.FIRST_PRESET + synths.PRESETS.index(preset)
    off = {"octave": 33}  # the keys that sound an octave too low

    def render(engine, name, notes, held_ms, total_ms):
        keys = [key - preset.shift for key, _ in notes]
        return np.stack([tone(440 * 2 ** ((key - 69 - 12 * (key <= off["octave"])) / 12), 1) for key in keys])

    monkeypatch.setattr(instruments, "render", render)
    rows, remark = data.record((program, ""))
    assert {r[0][1] for r in rows} == set(range(37, 84, 4)) and "out of tune" in remark
    assert abs(np.median([np.abs(r[1]).max() for r in rows]) - 32767 * data.PEAK) < 5
    off["octave"] = 80
    rows, remark = data.record((program, ""))
    assert rows == [] and "is left out" in remark


def test_rows_are_appended_and_a_torn_end_is_not_read(tmp_path):
    rows = data.Rows(tmp_path / "x.npy", (3,), np.int16)
    rows.append([1, 2, 3])
    rows.close_head()
    rows.append([4, 5, 6])
    rows.file.close()
    assert np.load(tmp_path / "x.npy").tolist() == [[1, 2, 3]]
    rows = data.Rows(tmp_path / "x.npy", (3,), np.int16)
    rows.append([7, 8, 9])
    rows.close_head()
    assert np.load(tmp_path / "x.npy").tolist() == [[1, 2, 3], [7, 8, 9]]
    rows.file.close()
    data.Rows(tmp_path / "x.npy", (3,), np.int16, 1).file.close()  # the other files had one row when they were interrupted
    assert np.load(tmp_path / "x.npy").tolist() == [[1, 2, 3]]


@needs("mda")
def test_the_folder_takes_what_is_new_and_says_what_is_missing(tmp_path, monkeypatch, capsys):
    first = synths.FIRST_PRESET + synths.PRESETS.index(PRESETS["upright-bass"])
    monkeypatch.setattr("sys.argv", ["data.py", str(tmp_path), "--processes", "1", "--programs", str(first)])
    data.main()
    before = np.load(tmp_path / "audio.npy")
    data.main()
    assert "0 notes of 0 programs" in capsys.readouterr().out
    assert (np.load(tmp_path / "audio.npy") == before).all()
    monkeypatch.setitem(instruments.PLACES, "organ", str(tmp_path / "none"))
    assert data.missing()["setbfree"] == sum(p.engine == "organ" for p in synths.PRESETS)


@needs("mda")
def test_a_timbre_of_a_synthesizer_names_its_origin(model_folder, monkeypatch):
    monkeypatch.setattr("bank.MOST_KEYS", 1)
    entry = next(t for t in BEYOND if t[0] == "fm-electric-bass")
    description, tensors = bank.build(entry, Model(model_folder))
    assert description["licence"] == synths.CREDITS["mda"].licence and "Kellett" in description["attribution"]
    assert len(description["zones"]) == 3 and all(np.isfinite(v).all() for v in tensors.values())
