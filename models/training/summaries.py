"""Rows of judged notes to the figures of metrics.json."""

import numpy as np

import causes
from families import family_of, title_of
from sources import is_drum, is_general_midi

AUDIBLE_MS = 10.0  # from the key to -20 dB of the peak, where a note is struck or plucked
WORST = 5


def rounded(value, digits=3):
    return None if value is None or np.isnan(value) else round(float(value), digits)


def column(rows: list, name: str) -> np.ndarray:
    return np.array([r[name] for r in rows if name in r], float)


def mean(rows: list, name: str, digits=3):
    values = column(rows, name)
    return rounded(values.mean() if len(values) else np.nan, digits)


def percentile(rows: list, name: str, percent: float, digits=3):
    values = column(rows, name)
    return rounded(np.nanpercentile(values, percent) if len(values) else np.nan, digits)


def summary(rows: list) -> dict:
    """Means and percentiles over rows."""
    return {
        "notes": len(rows),
        "logSpectralDistanceDb": mean(rows, "own"), "floorDb": mean(rows, "floor"), "fromOctaveDb": mean(rows, "octave"),
        "bandDistanceDb": mean(rows, "bands"), "bandFloorDb": mean(rows, "bandsFloor"),
        "textureDistanceDb": mean(rows, "texture"), "textureFloorDb": mean(rows, "textureFloor"),
        "pitchErrorCentsMedian": percentile(rows, "pitch", 50), "pitchErrorCents95": percentile(rows, "pitch", 95),
        "levelErrorDb": mean(rows, "level"), "levelErrorDbMedian": percentile(rows, "level", 50),
        "attackErrorMsMedian": percentile(rows, "attack", 50), "attackErrorMs95": percentile(rows, "attack", 95),
        "bassAbove4kHzDb": mean(rows, "bassAbove4k"),
    }


def audible(rows: list) -> dict:
    """How long after the key struck and plucked notes are heard, beside the recordings."""
    late = column(rows, "audible") > AUDIBLE_MS
    return {"notes": len(rows), "audibleMsMedian": percentile(rows, "audible", 50), "audibleMs95": percentile(rows, "audible", 95),
            "recordingMsMedian": percentile(rows, "audibleReference", 50),
            "recordingMs95": percentile(rows, "audibleReference", 95),
            "latePercent": rounded(100 * late.mean() if len(rows) else np.nan, 1)}


def recognised(rows: list) -> dict:
    """In percent, how often the classifier names key and family of the recordings and of what was decoded."""
    table = {}
    for what in ("key", "family"):
        original, decoded = mean(rows, what + "Original"), mean(rows, what + "Decoded")
        if original is not None:
            table.update({what + "Notes": len(column(rows, what + "Original")), what + "Original": rounded(100 * original, 1),
                          what + "Decoded": rounded(100 * decoded, 1), what + "Lost": rounded(100 * (original - decoded), 1),
                          what + "LostError": rounded(100 * uncertainty(rows, what), 1)})
    lost = grouped([r for r in rows if r.get("familyOriginal", 0) > r.get("familyDecoded", 0)], lambda r: family_of(r["program"]))
    gained = [r for r in rows if r.get("familyOriginal", 1) < r.get("familyDecoded", 0)]
    return {**table, "familyLostOf": {f: len(v) for f, v in sorted(lost.items(), key=lambda v: -len(v[1]))}, "familyGained": len(gained)}


def uncertainty(rows: list, what: str) -> float:
    """The standard error of the share that is lost, of notes that are named twice."""
    differences = column(rows, what + "Original") - column(rows, what + "Decoded")
    return float(differences.std() / np.sqrt(len(differences)))


def grouped(rows: list, group) -> dict:
    found = {}
    for r in rows:
        found.setdefault(group(r), []).append(r)
    return found


def by_program(rows: list) -> dict:
    groups = sorted(grouped(rows, lambda r: r["program"]).items())
    return {str(p): {k: mean(v, k, 2) for k in ("own", "floor", "bands", "level")} for p, v in groups}


def note_name(row: dict) -> str:
    key = f", key {row['key']}" if not is_drum(row["program"]) else ""
    return f"{title_of(row['program'])}{key}, velocity {row['velocity']}"


def by_family(rows: list) -> dict:
    """Figures of each family, and its note whose beginning is furthest off."""
    table = {}
    for family, v in sorted(grouped(rows, lambda r: family_of(r["program"]) or "other").items()):
        last = max(v, key=lambda r: r["attack"])
        table[family] = {"notes": len(v), "own": mean(v, "own", 2), "floor": mean(v, "floor", 2),
                         "texture": mean(v, "texture", 2), "textureFloor": mean(v, "textureFloor", 2),
                         "level": mean(v, "level", 2), "pitch": mean(v, "pitch", 2), "attackMsMedian": percentile(v, "attack", 50, 2),
                         "attackMsWorst": rounded(last["attack"], 2), "attackWorst": note_name(last)}
    return table


def general(rows: list) -> list:
    """Rows of the General MIDI SoundFont: earlier figures were of these alone."""
    return [r for r in rows if is_general_midi(r["program"])]


def parted(rows: list) -> tuple:
    """Rows of pitched instruments and of percussion."""
    return tuple([r for r in rows if is_drum(r["program"]) == drum] for drum in (False, True))


def worst(rows: list, lessons: list, count: int = 10) -> list:
    """The programs that are furthest off, (number, figures), with what their distance consists of and how far trained notes are."""
    of = lambda program: [r for r in rows if str(r["program"]) == program]
    found = sorted(by_program(rows).items(), key=lambda v: -v[1]["own"])[:count]
    near = by_program(lessons)
    return [(p, {**v, "notes": len(of(p)), "taught": near.get(p, {}).get("own"), "causes": causes.shares(of(p))}) for p, v in found]


def taught_summary(rows: list, lessons: list) -> dict:
    """How far trained notes are, and held-out ones of the same pitched programs."""
    pitched, same = parted(lessons)[0], {r["program"] for r in lessons}
    asked_rows = [r for r in parted(rows)[0] if r["program"] in same]
    figures = {"notes": len(pitched), "logSpectralDistanceDb": mean(pitched, "own"), "heldOutDb": mean(asked_rows, "own")}
    octaves = [r for r in asked_rows if "octave" in r]
    return {**figures, "octaveNotes": len(octaves), "octaveNotesOwnDb": mean(octaves, "own"), "octaveNotesFarDb": mean(octaves, "octave")}
