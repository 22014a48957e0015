"""Data, training, bank: small, but the real code."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

import bank
import data
import evaluate
import keeping
import measures
import morphs
import network as net
import safetensors
import sources
import zones
from card import table
from export import sha256
from model import Model
from timbres import BEYOND, TIMBRES
from made_up import synthetic, tone
from train import is_held_out

RUN = Path(bank.__file__).parent / "run"


def test_the_contour_follows_a_vibrato():
    cents, confidence = data.pitch_contour(tone(440 * 2 ** (7 / 1200), 2, vibrato_cents=20), 69)
    middle = slice(100, 650)
    assert confidence[middle].min() > 0.9
    assert abs(np.median(cents[middle]) - 7) < 1
    assert 15 < (cents[middle].max() - cents[middle].min()) / 2 < 21


def test_the_distance_is_zero_for_the_same_and_six_for_the_double():
    x = tone(440, 1)
    assert measures.log_spectral_distance(x, x) == 0
    assert 0 < measures.log_spectral_distance(2 * x, x) <= 6.03
    assert measures.band_distance(2 * x, x) > 0
    assert abs(measures.level_error(2 * x, x) - 6.02) < 0.01
    assert abs(measures.pitch_cents(tone(440 * 2 ** (7 / 1200), 2), 69) - 7) < 0.5


def test_two_takes_of_a_noise_are_nearer_on_bands_than_on_bins():
    random = np.random.default_rng(1)
    one, two = (random.standard_normal(48000).astype(np.float32) for _ in range(2))
    assert measures.band_distance(one, two) < 0.4 * measures.log_spectral_distance(one, two)


def test_a_drum_has_a_pitch_only_where_one_stands_out():
    fade = np.exp(-np.arange(48000) / 4800)
    random = np.random.default_rng(1)
    assert data.drum_key((tone(110, 1) * fade).astype(np.float32)) == 45
    assert data.drum_key((random.standard_normal(48000) * fade).astype(np.float32)) == 0


def test_a_way_is_judged_by_its_pitch_its_dip_and_its_largest_step():
    levels = [1.0, 0.5, 1.0, 1.0]
    way = morphs.steps_of([level * tone(440, 1) for level in levels], 69)
    assert way["pitch"] < 0.5 and abs(way["dip"] - 6.02) < 0.1 and 1.4 < way["step"] < 1.6


def test_release_and_decay_rates_are_measured():
    held, rate = 48000, 90.0
    t = np.arange(48000) / 48000
    x = np.concatenate([tone(440, 1), tone(440, 1) * 10 ** (-rate * t / 20)])
    assert abs(bank.release_rate(x, held) - rate) < 3
    levels = measures.level_db(tone(440, 2) * 10 ** (-12 * np.arange(96000) / 48000 / 20), 1536)
    assert abs(bank.slope_db(levels, 1536 / 48000) - 12) < 0.5


def test_safetensors_round_trip_and_repeat(tmp_path):
    tensors = {"a": np.arange(6, dtype=np.float16).reshape(2, 3), "b": np.ones(3, np.int64)}
    for name in ("one", "two"):
        safetensors.write(tmp_path / name, tensors, {"k": "v"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    back, metadata = safetensors.read(tmp_path / "one")
    assert metadata == {"k": "v"} and all((back[k] == v).all() for k, v in tensors.items())


def test_evaluation_repeats_its_figures(tmp_path, model_folder, monkeypatch):
    for name, value in (("morphs.PAIRS", 2), ("morphs.STEPS", 3), ("morphs.CODES", 24), ("evaluate.FRAMES", 48 * measures.STEP)):
        monkeypatch.setattr(name, value)
    synthetic(tmp_path)
    notes = np.load(tmp_path / "notes.npy")
    notes[0, :2] = (2003, next(key for key in range(45, 62) if is_held_out(2003, key, 80)))  # no General MIDI
    np.save(tmp_path / "notes.npy", notes)
    np.savez(tmp_path / "unseen.npz", notes=np.array([(0, 59)]),
             audio=(tone(440 * 2 ** (-10 / 12), 4)[None, : evaluate.FRAMES] * 32767).astype(np.int16))
    do, done = evaluate.Judge.do, []

    def interrupted(judge, job):
        done.append(job)
        if len(done) == 4:
            raise KeyboardInterrupt
        return do(judge, job)

    kept = tmp_path / "judged.jsonl"
    monkeypatch.setattr(evaluate.Judge, "do", interrupted)
    with pytest.raises(KeyboardInterrupt):
        evaluate.evaluate(tmp_path, model_folder, keep=kept)
    kept.write_bytes(kept.read_bytes() + b'["torn')
    one = evaluate.evaluate(tmp_path, model_folder, keep=kept)
    assert len({evaluate.job_name(job) for job in done}) == len(done) - 1  # but for the one that was interrupted
    two = evaluate.evaluate(tmp_path, model_folder, processes=2)
    assert one == two
    groups = ("heldOut", "percussion", "unseenLibrary", "otherInstruments")
    assert all(one[group]["notes"] == 1 for group in groups) and one["otherPercussion"]["notes"] == 0
    assert one["recognised"]["familyNotes"] == 2 and set(one["byFamily"]) == {"keyboard", "organ", "percussion"}
    assert one["morph"]["pairs"] == 2 and one["morphWorst"]["keyboard"]
    assert one["heldOut"]["fromOctaveDb"] > 0 and one["percussion"]["pitchErrorCentsMedian"] is None
    assert one["heldOut"]["pitchErrorCentsMedian"] < 5
    assert 0 < one["heldOut"]["floorDb"] < one["heldOut"]["logSpectralDistanceDb"]
    assert "| 1.5 |" in table(one, {}) and "other instruments" in table(one, {})
    lesson = one["taught"]
    assert lesson["notes"] == 1 and lesson["octaveNotes"] == 1 and lesson["octaveNotesFarDb"] == one["heldOut"]["fromOctaveDb"]
    program, figures = one["worst"][0]
    assert figures["notes"] == 1 and figures["causes"]["onePitch"] > 70 and (program == "2003" or figures["taught"] > 0)
    assert one["causes"]["heldOut"]["noise"] > 0 and "dips" in one["morph"] and one["checked"] == []


def test_what_is_kept_holds_for_one_thing_only(tmp_path):
    file, tensors = tmp_path / "kept", {"a": np.arange(4, dtype=np.float16).reshape(2, 2) / 3}
    keeping.Kept(file, "one").put("x", [1, keeping.packed(tensors)])
    again = keeping.Kept(file, "one").all(["x", "y"], lambda names: [len(names)])
    assert again[1] == 1 and again[0][0] == 1 and (keeping.unpacked(again[0][1])["a"] == tensors["a"]).all()
    assert keeping.Kept(file, "two").results == {} and keeping.Kept(file, "two").all([], None) == []
    assert len(keeping.named_after(Path(__file__))) == 64 and keeping.named_after() != keeping.named_after(Path(__file__))


STEPS = "data train export evaluate sheet bank bankcheck card parity".split()


def test_one_command_runs_all_steps_and_goes_on_after_any(tmp_path):
    """The steps themselves are stood in for; what each of them keeps has tests of its own."""
    scripts = tmp_path / "models" / "training"
    scripts.mkdir(parents=True)
    shutil.copy(RUN, scripts)
    stand_in = tmp_path / "python"
    stand_in.write_text("""#!/bin/bash
echo "$@" >> "$LOG"
[ "$1" = train.py ] && echo weights > work/weights.pt
[ "$1" != "$FAILS" ]
""")
    stand_in.chmod(0o755)

    def run(fails, *words):
        log = tmp_path / "log"
        log.write_text("")
        status = subprocess.run([scripts / "run", *words], cwd=tmp_path, capture_output=True,
                                env={**os.environ, "PYTHON": str(stand_in), "LOG": str(log), "FAILS": fails}).returncode
        return status, [line.split() for line in log.read_text().splitlines()]

    for i, step in enumerate(STEPS):
        status, done = run(f"{step}.py", "7", "mine", "--bf16")
        assert status != 0 and [words[0] for words in done] == [f"{s}.py" for s in STEPS[: i + 1]]
    status, done = run("", "7", "mine", "--bf16")
    assert status == 0 and [words[0] for words in done] == [f"{s}.py" for s in STEPS]
    assert done[1][-3:] == ["--weights", "work/weights.pt", "--bf16"] and done[1][3:5] == ["--minutes", "7"]
    assert (tmp_path / "mine" / "weights.pt").read_text() == "weights\n" and str(tmp_path / "mine") in done[2]
    for words in done:  # each script knows its options; the card's history is free text
        text, own = (RUN.parent / words[0]).read_text(), words[1 : words.index("--history") + 1 if "--history" in words else None]
        assert all(f'"{word}"' in text for word in own if word.startswith("--")), words


def test_high_harmonics_keep_their_level():
    decoder = net.Decoder()
    hops, k, hz = 40, 300, 50.0
    out = torch.full((1, 1 + net.HARMONICS, hops), -30.0)
    out[:, 0] = 10.0
    out[:, k] = 30.0
    with torch.no_grad():
        audio = decoder.harmonics(out, torch.full((1, hops), hz))[0, 960 : 960 + 3840].numpy()
    size = np.abs((audio * np.exp(-2j * np.pi * k * hz * np.arange(3840) / 48000)).mean()) * 2
    assert abs(20 * np.log10(size / 2)) < 0.1  # a level of 10 is a magnitude of 2


def test_the_shipped_files_match_the_manifest(model_folder):
    manifest = json.loads((model_folder / "manifest.json").read_text())
    for entry in manifest["files"].values():
        assert sha256(model_folder / entry["path"]) == entry["sha256"]
    tensors, metadata = safetensors.read(model_folder / manifest["files"]["timbres"]["path"])
    assert metadata["latentSpaceId"] == manifest["latentSpaceId"] == sha256(model_folder / "encoder.ts")
    assert len(manifest["timbres"]) >= 40
    assert all(np.isfinite(v).all() for v in tensors.values())


def test_the_bank_names_each_timbre_once_and_what_it_records():
    every = TIMBRES + BEYOND
    assert len({t[0] for t in every}) == len(every) and len(TIMBRES) >= 100
    for name, title, family, source, sustains in every:
        if isinstance(source, int):
            assert source in sources.RANGES, name
        assert not (family == "percussion" and sustains), name


def test_recordings_begin_alike():
    late = np.concatenate([np.zeros(700), tone(440, 1)]).astype(np.float32)
    x = bank.aligned(late)
    assert len(x) == len(late) and abs(np.argmax(np.abs(x) > 0.01 * np.abs(x).max()) - 48) <= 1


@pytest.mark.skipif(not data.available(), reason="fluidsynth or FluidR3_GM.sf2 is not installed")
@pytest.mark.parametrize("name", ["oboe", "snare"])
def test_a_timbre_is_built_as_loud_as_the_others_and_as_the_shipped_one(model_folder, name, monkeypatch):
    monkeypatch.setattr("bank.MOST_KEYS", 2)  # the outermost ones
    entry = next(t for t in TIMBRES if t[0] == name)
    model = Model(model_folder)
    built, tensors = bank.build(entry, model)
    codes = tensors[f"{name}/codes"].astype(np.float32)
    for zone, z in zip(built["zones"], codes):
        if zone["velocity"] == bank.VELOCITIES[-1]:
            assert abs(measures.loudest_db(model.decode(z, zone["key"], 0.0, 5)) + zone["gainDb"] - bank.LOUDNESS_DB) < 1
    shipped, metadata = safetensors.read(model_folder / "timbres.safetensors")
    listed = next(t for t in json.loads(metadata["timbres"]) if t["name"] == name)
    number = {(z["key"], z["velocity"]): i for i, z in enumerate(listed["zones"])}
    as_recorded = built["loopStart"] - zones.LEAD_CODES if built["sustains"] else built["steps"]
    for zone, z in zip(built["zones"], codes):
        recorded = (zone["key"], zone["velocity"]) in number  # keys that are put in between are not the same in every bank
        if recorded and zone["velocity"] < bank.VELOCITIES[-1]:
            other = shipped[f"{name}/codes"][number[zone["key"], zone["velocity"]]].astype(np.float32)
            assert np.abs(other - z)[:as_recorded].max() < 0.02
