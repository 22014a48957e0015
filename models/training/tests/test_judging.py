"""What evaluation says of a model: by bands, by family, by a listener, on the way between two sounds, in pictures."""

import json

import numpy as np
import pytest
import torch

import card
import classifier
import data
import evaluate
import families
import measures
import morphs
import safetensors
import sources
import summaries
from model import Model
from test_pipeline import synthetic, tone


def test_noise_between_harmonics_is_judged_by_its_bands():
    random = np.random.default_rng(1)
    one, two = (0.05 * random.standard_normal(48000).astype(np.float32) for _ in range(2))
    note = tone(880, 1)
    assert measures.texture_distance(note + one, note + two, 880) < 0.6 * measures.log_spectral_distance(note + one, note + two)
    assert measures.texture_distance(one, two) < 0.6 * measures.log_spectral_distance(one, two)
    missed = measures.texture_distance(one, note + one, 880)
    assert missed > measures.texture_distance(note + two, note + one, 880) + 0.5
    assert measures.harmonic_bins(100).all() and not measures.harmonic_bins(None).any()
    assert 0.1 < measures.harmonic_bins(468.75).mean() < 0.2 and measures.harmonic_bins(468.75)[[20, 40, 1000]].all()


def test_every_recorded_program_has_a_family_and_a_title():
    assert families.family_of(0) == "keyboard" and families.family_of(sources.FIRST_DRUM + 3) == "percussion"
    assert families.family_of(2) == "keyboard" and families.family_of(900) is None
    assert families.title_of(73) == "Flute" and families.title_of(24) == "Nylon Guitar"
    assert all(families.family_of(p) in families.FAMILIES for p in sources.RANGES)


def lesson_notes(folder):
    """Dull notes of program 0 and bright ones of program 16 at four keys; one of them is held out."""
    notes = [(program, key, velocity) for program in (0, 16) for key in (45, 53, 57, 73) for velocity in (50, 80)]
    wave = lambda program, key: sum(tone(440 * 2 ** ((key - 69) / 12) * h, 1, 0.3 / (h**3 if program == 0 else 1)) for h in range(1, 7))
    audio = [velocity / 400 * wave(program, key) for program, key, velocity in notes]
    np.save(folder / "audio.npy", (np.stack(audio) * 32767).astype(np.int16))
    np.save(folder / "notes.npy", np.array(notes))
    return notes, audio


def test_a_listener_learns_keys_and_families_and_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("classifier.PASSES", 60)
    notes, audio = lesson_notes(tmp_path)
    taught = classifier.lessons(np.array(notes))
    asked = [i for i, note in enumerate(notes) if evaluate.is_held_out(*note, ())]
    assert asked and not {notes[i][:2] for i in taught} & {notes[i][:2] for i in asked}
    listener = classifier.trained(tmp_path)
    rows = [listener.judge(audio[i], tone(100, 1), *notes[i][:2]) for i in taught]
    found = summaries.recognised(rows)
    assert found["keyOriginal"] > 80 and found["familyOriginal"] > 80 and found["keyLost"] > 30
    monkeypatch.setattr("classifier.train", None)
    again = classifier.trained(tmp_path)
    assert all(torch.equal(v, again.listener.state_dict()[k]) for k, v in listener.listener.state_dict().items())


def test_programs_that_were_not_trained_are_judged_whole_and_apart():
    index = [(3, 57, 80), (3, 61, 80), (11, 57, 80), (11, 61, 80)]
    assert evaluate.asked(index, (), 1) == ([n for n in index if evaluate.is_held_out(*n, ())], [])
    assert evaluate.asked(index, (11,), 1) == ([(3, 57, 80)], [(11, 57, 80), (11, 61, 80)])
    row = {"program": 11, "own": 2.5, "floor": 0.5, "bands": 3.0, "level": 1.0}
    group = {"programs": [11], **summaries.summary([row]), "byProgram": summaries.by_program([row])}
    assert "1 notes, 11 Vibraphone 2.5 dB" in card.unheard({"heldOutPrograms": group})
    assert "| log-spectral distance, held-out programs, dB | 2.50 | - |" in card.table({"heldOutPrograms": group}, {})
    assert "no figure" in card.unheard({})


def test_the_worst_pairs_of_each_family_are_named_with_what_failed():
    def way(a, b, dip):
        return {"from": a, "to": b, "blend": {"pitch": np.nan if a else 1.0, "dip": dip, "step": 1.0}, "crossFade": {"pitch": 1.0, "dip": 0.0, "step": 3.0}}

    ways = [way(0, 73, 0.1 * i) for i in range(6)] + [way(24, 73, 4.0)]
    worst = morphs.worst(ways)
    assert set(worst) == {"keyboard", "flute", "guitar"} and len(worst["keyboard"]) == 5
    assert worst["flute"][0] == {"from": "Nylon Guitar", "to": "Flute", "failed": ["dip"], "pitch": None, "dip": 4.0, "step": 1.0}
    table = morphs.table(ways[4:])
    assert table["pairs"] == 3 and table["pairsWithin"] == 2 and table["blendDipWorst"] == 4.0
    shown = card.morph_worst({"morphWorst": worst})
    assert "| flute | Nylon Guitar | Flute | - | **4.0** | 1.0 |" in shown


def test_late_notes_and_families_are_told():
    rows = [{"program": p, "key": 57, "velocity": 80, "own": 2.0, "floor": 0.5, "texture": 1.0, "textureFloor": 0.1, "level": 1.0,
             "attack": a, "audible": a, "audibleReference": 2.0} for p, a in ((0, 4.0), (1, 12.0), (73, 30.0))]
    found = summaries.audible(rows[:2])
    assert found["audibleMsMedian"] == 8 and found["recordingMsMedian"] == 2 and found["latePercent"] == 50
    table = summaries.by_family(rows)
    assert table["keyboard"]["notes"] == 2 and table["keyboard"]["attackWorst"] == "Bright Piano, key 57, velocity 80"
    assert table["flute"]["attackMsWorst"] == 30


def test_the_sheet_shows_frequency_upwards_and_silence_dark(tmp_path, model_folder):
    sheet = pytest.importorskip("sheet", reason="python3-pil is not installed")
    low, high = (sheet.picture(tone(hz, 2)).mean(1).argmax() for hz in (110, 3520))
    assert high < 40 < 80 < low
    assert sheet.shades(np.full((2, 2), -200.0), 0).getpixel((0, 0)) == (0, 0, 8)
    synthetic(tmp_path)
    page = sheet.make(Model(model_folder), evaluate.Library(tmp_path))
    page.save(tmp_path / "sheet.png")
    assert (tmp_path / "sheet.png").read_bytes()[:4] == b"\x89PNG"
    assert len(page.image.getcolors(1 << 20)) > 50


@pytest.mark.skipif(not data.available(), reason="fluidsynth or FluidR3_GM.sf2 is not installed")
def test_evaluation_comes_to_the_shipped_figures(tmp_path, model_folder):
    metrics = json.loads((model_folder / "metrics.json").read_text())
    program = 47
    if metrics["evaluatedPart"] < 1 or str(program) not in metrics["byProgram"]:
        pytest.skip("the shipped figures are of a part of the notes only")
    rows, _ = data.record((program, data.SOUNDFONT))
    for name, i in (("notes", 0), ("audio", 1), ("cents", 2), ("confidence", 3)):
        np.save(tmp_path / f"{name}.npy", np.array([r[i] for r in rows]))
    found = evaluate.held_out(Model(model_folder), tmp_path, 1)
    expected = metrics["byProgram"][str(program)]
    for name, value in summaries.by_program(found)[str(program)].items():
        assert abs(value - expected[name]) < 0.03, name
