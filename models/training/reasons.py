"""Why targets are missed, in the words of the model card: each reason is made of figures in metrics.json.

`missed(metrics)` gives a line for every target that is not met. A target without a reason is a fault of this file, not of the model.
"""

from causes import in_words
from morphs import TARGETS

TOP = 3  # families are named


def _distance(group: str):
    def reason(m: dict) -> str:
        of = m.get("causes", {}).get(group)
        said = f"Of the squared distance {in_words(of)}." if of else "What it consists of was not measured."
        if group == "heldOut" and m.get("taught", {}).get("notes"):
            said += " " + _learned(m["taught"])
        return said
    return reason


def _learned(taught: dict) -> str:
    near, far = taught["logSpectralDistanceDb"], taught["heldOutDb"]
    kind = "it has learned them no better: what is missing is training or the network, not notes" if near > far - 0.3 else \
        "those it knows: what is missing are notes between them"
    return f"Trained notes of the same instruments are {near:.2f} dB off where these are {far:.2f} ({taught['notes']} notes): {kind}."


def _octave(m: dict) -> str:
    taught = m.get("taught", {})
    if not taught.get("octaveNotes"):
        return "How far the same notes are from their own codes was not measured."
    own, far = taught["octaveNotesOwnDb"], taught["octaveNotesFarDb"]
    return (f"The same {taught['octaveNotes']} notes are {own:.2f} dB off from their own codes, so the octave itself costs {far - own:.2f} dB;"
            " the rest has the reasons of the row above.")


def _by_family(figure: str, unit: str, groups=None):
    def reason(m: dict) -> str:
        families = [(v[figure], f) for f, v in m.get("byFamily", {}).items() if v.get(figure) is not None and (not groups or f in groups)]
        worst = ", ".join(f"{f} {v:.2f} {unit}" for v, f in sorted(families, reverse=True)[:TOP])
        middle = m.get("heldOut", {}).get("levelErrorDbMedian")
        half = f"; half of the notes keep within {middle:.2f} {unit}" if middle is not None and figure == "level" and not groups else ""
        return f"Furthest off are {worst}{half}." if worst else "It was not measured by family."
    return reason


def _named(what: str):
    def reason(m: dict) -> str:
        found = m.get("recognised", {})
        error = found.get(what + "LostError")
        said = f"The listener was asked about {found.get(what + 'Notes', 0)} notes"
        said += f": {found[what + 'Lost']:.1f} points, give or take {error:.1f} (one standard error)." if error is not None else "."
        lost = found.get("familyLostOf", {})
        if what == "family" and lost:
            said += " Recordings named rightly and decoded notes wrongly: " + ", ".join(f"{n} {f}" for f, n in list(lost.items())[:5])
            said += f"; the other way round: {found['familyGained']}."
        return said
    return reason


def _audible(m: dict) -> str:
    late = m["struck"]
    return f"The recordings themselves take {late['recordingMsMedian']:.1f} ms in the median and {late['recordingMs95']:.1f} at 95 %."


# (group of metrics, figure) to the reason of a row of the card that has a target
REASONS = {
    ("heldOut", "logSpectralDistanceDb"): _distance("heldOut"),
    ("heldOut", "fromOctaveDb"): _octave,
    ("heldOutPrograms", "logSpectralDistanceDb"): _distance("heldOutPrograms"),
    ("unseenLibrary", "logSpectralDistanceDb"): _distance("unseenLibrary"),
    ("heldOut", "pitchErrorCentsMedian"): _by_family("pitch", "cents"),
    ("heldOut", "pitchErrorCents95"): _by_family("pitch", "cents"),
    ("heldOut", "attackErrorMsMedian"): _by_family("attackMsMedian", "ms"),
    ("struck", "audibleMsMedian"): _audible,
    ("struck", "audibleMs95"): _audible,
    ("heldOut", "levelErrorDb"): _by_family("level", "dB"),
    ("percussion", "levelErrorDb"): _distance("percussion"),
    ("recognised", "keyLost"): _named("key"),
    ("recognised", "familyLost"): _named("family"),
}


def _morph(m: dict, measure: str) -> str:
    of = m["morph"]
    if measure == "dip" and of.get("dips", {}).get("missed"):
        dips = of["dips"]
        return (f"{dips['missed']} of {of['pairs']} pairs dip too far, {dips['missedOfLastingAndDying']} of them from what lasts to what dies"
                f" (of {dips['lastingAndDying']} such pairs). Two sounds that are loud at different times are softer in between, however"
                f" well they blend: that explains {dips['explainedByTimePercent']} % of such a dip in the median, and beyond it"
                f" {dips['restWithin']} of the {dips['missed']} keep the target.")
    worst = max((p for pairs in m.get("morphWorst", {}).values() for p in pairs if measure in p["failed"]),
                key=lambda p: p[measure], default=None)
    missing = {(p["from"], p["to"]) for pairs in m.get("morphWorst", {}).values() for p in pairs if measure in p["failed"]}
    at = f", at its {worst['stepAt']}. step of 8" if worst and measure == "step" and "stepAt" in worst else ""
    return f"{len(missing)} of the pairs named above miss it; the worst is {worst['from']} to {worst['to']}{at}." if worst else "No pair was named."


_MORPH_TITLES = {"pitch": "morphs, pitch error, cents", "dip": "morphs, level dip, dB", "step": "morphs, largest spectral step over mean step"}


def missed(metrics: dict, rows: list) -> list:
    """[(title, figure, target, reason)] of the rows of the card (title, group, figure, floor, target) and the morphs that miss."""
    found = []
    for title, group, name, _, target in rows:
        value = metrics.get(group, {}).get(name)
        if target and value is not None and value > float(target):
            found.append((title, value, float(target), REASONS[group, name](metrics)))
    for measure, most in TARGETS.items():
        value = metrics.get("morph", {}).get(f"blend{measure.capitalize()}Worst")
        if value is not None and value > most:
            found.append((f"{_MORPH_TITLES[measure]}, worst", value, most, _morph(metrics, measure)))
    return found


def _families(found: dict) -> str:
    counted = sorted(found.get("missedOf", {}).items(), key=lambda v: -v[1])
    return "By family: " + ", ".join(f"{n} {family}" for family, n in counted) + "." if counted else ""


def _steps(found: dict) -> str:
    at = ", ".join(f"{n} at velocity {velocity}" for velocity, n in found.get("missedAt", {}).items())
    return f"The worst steps: {at}; each key has a gain of its own, which was measured at the loudest velocity. " if at else ""


def _brightness(found: dict) -> str:
    if "byZones" not in found:
        return ""
    return (f"The recordings of neighbouring zones differ by more: in {found['byZones']} of the {found['missed']} even a straight line from"
            " zone to zone would be too steep. ")


def _onset(found: dict) -> str:
    if "lateMedian" not in found:
        return ""
    return (f"Recordings begin at 1 ms to the frame; what the decoder makes of them is {found['lateMedian']:+.1f} ms from there in the median,"
            f" and {found['beyondAHop']} timbres are off by more than the 2.7 ms of a hop, in which it knows one state. ")


# measure of bankcheck.py to what its summary says beside the families
BANK_REASONS = {"keyDb": _steps, "keyBrightPercent": _brightness, "onsetMs": _onset}


def bank_lines(metrics: dict, titles: list) -> str:
    """A list of the measures of the bank (title, name) beyond their limits."""
    lines = []
    for title, name in titles:
        found = metrics.get("bank", {}).get(name)
        if found and found["missed"]:
            said = BANK_REASONS.get(name, lambda _: "")(found) + _families(found)
            lines.append(f"* **{title}: {found['missed']} of {found['timbres']} timbres.** {said}".rstrip())
    return "\n".join(lines)


def in_lines(metrics: dict, rows: list) -> str:
    """A list for the card."""
    lines = [f"* **{title}: {value:.2f}, target {target:g}.** {reason}" for title, value, target, reason in missed(metrics, rows)]
    return "\n".join(lines) if lines else "All targets are met."
