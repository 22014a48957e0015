"""The model card: metrics.json, the manifest and the text of card.md, put together.

`python3 card.py MODEL_FOLDER [--before METRICS.json] [--history TEXT]` writes MODEL_CARD.md.
"""

import argparse
import json
from pathlib import Path
from string import Template

import torch

import causes
import origins
import reasons
from export import VERSION
from families import title_of

SHEET = "spectrograms.png"

# row, group of metrics, figure, floor, target
ROWS = [
    ("log-spectral distance, held-out notes, dB", "heldOut", "logSpectralDistanceDb", "floorDb", "1.5"),
    ("the same from the code an octave lower, dB", "heldOut", "fromOctaveDb", None, "1.8"),
    ("mel bands, held-out notes, dB", "heldOut", "bandDistanceDb", "bandFloorDb", ""),
    ("log-spectral distance, percussion, dB", "percussion", "logSpectralDistanceDb", "floorDb", ""),
    ("mel bands, percussion, dB", "percussion", "bandDistanceDb", "bandFloorDb", ""),
    ("log-spectral distance, other instruments, held-out notes, dB", "otherInstruments", "logSpectralDistanceDb", "floorDb", ""),
    ("mel bands, other instruments, dB", "otherInstruments", "bandDistanceDb", "bandFloorDb", ""),
    ("mel bands, other percussion, dB", "otherPercussion", "bandDistanceDb", "bandFloorDb", ""),
    ("harmonics by bins, the rest by bands, percussion, dB", "percussion", "textureDistanceDb", "textureFloorDb", ""),
    ("harmonics by bins, the rest by bands, breathy, dB", "breathy", "textureDistanceDb", "textureFloorDb", ""),
    ("log-spectral distance, held-out programs, dB", "heldOutPrograms", "logSpectralDistanceDb", "floorDb", "3.0"),
    ("log-spectral distance, unseen library, dB", "unseenLibrary", "logSpectralDistanceDb", "floorDb", "3.0"),
    ("pitch error, median, cents", "heldOut", "pitchErrorCentsMedian", None, "2"),
    ("pitch error, 95th percentile, cents", "heldOut", "pitchErrorCents95", None, "8"),
    ("attack time error, median, ms", "heldOut", "attackErrorMsMedian", None, "5"),
    ("attack time error, 95th percentile, ms", "heldOut", "attackErrorMs95", None, ""),
    ("struck or plucked, key to audible, median, ms", "struck", "audibleMsMedian", "recordingMsMedian", "10"),
    ("struck or plucked, key to audible, 95th percentile, ms", "struck", "audibleMs95", "recordingMs95", "10"),
    ("level error, mean absolute, dB", "heldOut", "levelErrorDb", None, "1"),
    ("level error, percussion, dB", "percussion", "levelErrorDb", None, "1"),
    ("keys 28 to 48 above 4 kHz, dB", "heldOut", "bassAbove4kHzDb", None, ""),
    ("key named rightly, original less decoded, points", "recognised", "keyLost", None, "2"),
    ("family named rightly, original less decoded, points", "recognised", "familyLost", None, "2"),
]


def figure(metrics: dict, group: str, name) -> str:
    value = metrics.get(group, {}).get(name) if name else None
    return "-" if value is None else f"{value:.2f}"


def table(metrics: dict, before: dict) -> str:
    lines = ["| measure | this model | before | floor | target |", "|---|---|---|---|---|"]
    for title, group, name, floor, target in ROWS:
        cells = [title, figure(metrics, group, name), figure(before, group, name), figure(metrics, group, floor), target]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def morph(metrics: dict, before: dict) -> str:
    lines = [f"Morphs of {metrics['morph']['pairs']} random pairs in 9 steps, median / worst:", "",
             "| measure | this model | before | plain cross-fade | target, worst |", "|---|---|---|---|---|"]
    for title, name, target in (("pitch error, cents", "Pitch", "5"), ("level dip, dB", "Dip", "1.5"),
                                ("largest spectral step over mean step", "Step", "1.6")):
        both = lambda m, way: " / ".join(figure(m, "morph", way + name + part) for part in ("Median", "Worst"))
        lines.append(f"| {title} | {both(metrics, 'blend')} | {both(before, 'blend')} | {both(metrics, 'crossFade')} | {target} |")
    return "\n".join(lines)


def morph_worst(metrics: dict) -> str:
    """A row for each of the worst pairs of each family; what misses its target is bold."""
    lines = ["| family | from | to | pitch, cents | dip, dB | step |", "|---|---|---|---|---|---|"]
    for family, pairs in metrics["morphWorst"].items():
        for pair in pairs:
            mark = lambda m: f"**{pair[m]}**" if m in pair["failed"] else "-" if pair[m] is None else str(pair[m])
            cells = [family, pair["from"], pair["to"], *(mark(m) for m in ("pitch", "dip", "step"))]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def families(metrics: dict) -> str:
    lines = ["| family | notes | distance (floor) | bins and bands (floor) | level | attack, median | furthest off |", "|---|---|---|---|---|---|---|"]
    for family, v in metrics["byFamily"].items():
        lines.append(f"| {family} | {v['notes']} | {v['own']} ({v['floor']}) | {v['texture']} ({v['textureFloor']}) | {v['level']}"
                     f" | {v['attackMsMedian']} | {v['attackMsWorst']}: {v['attackWorst']} |")
    return "\n".join(lines)


def recognition(metrics: dict) -> str:
    """What the classifier said, in a sentence."""
    found = metrics.get("recognised", {})
    said = [f"{what} of {found[what + 'Original']} % of the recordings and of {found[what + 'Decoded']} % of what was decoded"
            f" ({found[what + 'Notes']} notes)" for what in ("key", "family") if what + "Original" in found]
    return "It named the " + ", the ".join(said) + "." if said else "It was asked about no note."


# row, measure of bankcheck.py
BANK_ROWS = [
    ("from key to key, level, dB", "keyDb"), ("from key to key, brightness, %", "keyBrightPercent"),
    ("from velocity to velocity in steps of 2, level, dB", "velocityDb"), ("the same, brightness, %", "velocityBrightPercent"),
    ("loudest velocity off -23 dBFS, dB", "loudnessDb"), ("level in the loop off its middle, dB", "loopDb"),
    ("onset off 1 ms, ms", "onsetMs"), ("brightness from velocity 30 to 127, at least, dB", "colourDb"),
]


def bank(metrics: dict) -> str:
    """How even the timbres of the bank are: the worst of each timbre, over timbres."""
    if "bank" not in metrics:
        return "The bank was not checked."
    lines = ["| the worst of a timbre | median | worst | limit | timbres beyond it |", "|---|---|---|---|---|"]
    for title, name in BANK_ROWS:
        if v := metrics["bank"].get(name):
            lines.append(f"| {title} | {v['median']} | {v['worst']} {v['worstTimbre']} | {v['limit']:g}"
                         f" | {v['missed']} of {v['timbres']} |")
    return "\n".join(lines)


def pad(metrics: dict) -> str:
    """How near to the blend of its timbres' levels a point of the pad is, in a sentence."""
    of = metrics.get("pad")
    if not of:
        return "How loud the pad is between its corners was not measured."
    return (f"At {of['points']} random points between four random timbres the level is {of['medianDb']} dB off the blend of theirs in the median and"
            f" {of['worstDb']} at worst, {of['withinPercent']} % within {of['limit']:g} dB; without what the bank gives back (`pairs.py`)"
            f" {of['medianPlainDb']}, {of['worstPlainDb']} and {of['withinPlainPercent']} %.")


def worst(metrics: dict) -> str:
    """The instruments that are furthest off, and what their distance consists of."""
    lines = ["| program | notes | distance | floor | a trained note | mel bands | level error | of the squared distance |", "|---|---|---|---|---|---|---|---|"]
    for program, v in metrics["worst"]:
        why = causes.in_words(v["causes"]) if "causes" in v else "not measured"
        known = "-" if v.get("taught") is None else v["taught"]
        lines.append(f"| {program} {title_of(int(program))} | {v.get('notes', '-')} | {v['own']} | {v['floor']} | {known} | {v['bands']} | {v['level']} | {why} |")
    return "\n".join(lines)


def unheard(metrics: dict) -> str:
    """Which programs the weights have never met, in a sentence."""
    group = metrics.get("heldOutPrograms")
    if not group:
        return "There is no figure for held-out programs: the weights have seen all of them, or do not say which they have not."
    named = ", ".join(f"{p} {title_of(int(p))} {v['own']} dB" for p, v in group["byProgram"].items())
    return f"The weights have never met the held-out programs: {group['notes']} notes, {named}."


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--history", default="", help="where the weights started from, in a sentence")
    args = parser.parse_args()
    metrics = json.loads((args.model / "metrics.json").read_text())
    before = json.loads(args.before.read_text()) if args.before else {}
    manifest = json.loads((args.model / "manifest.json").read_text())
    weights = torch.load(args.model / "weights.pt", map_location="cpu")
    run = metrics.get("training", {})
    history = f"{run.get('steps', 0)} steps in {run.get('seconds', 0) / 60:.0f} minutes. {args.history}".strip()
    text = Template((Path(__file__).parent / "card.md").read_text()).substitute(
        version=VERSION, training_data=origins.training_data(weights.get("programs")), history=history, timbres=len(manifest["timbres"]),
        drums=sum(t["family"] == "percussion" for t in manifest["timbres"]),
        decoder_weights=f"{sum(v.numel() for v in weights['d'].values()) / 1e6:.2f}",
        part=f"{100 * metrics['evaluatedPart']:.0f} %", pitched_notes=metrics["heldOut"]["notes"],
        drum_notes=metrics["percussion"]["notes"], unseen_notes=metrics.get("unseenLibrary", {}).get("notes", 0),
        sheet=f"![Spectrograms]({SHEET})" if (args.model / SHEET).exists() else "There is no sheet of spectrograms.",
        bank=bank(metrics), pad=pad(metrics), table=table(metrics, before), families=families(metrics), recognition=recognition(metrics), unheard=unheard(metrics),
        morph_worst=morph_worst(metrics), within=metrics["morph"]["pairsWithin"], pairs=metrics["morph"]["pairs"], morph=morph(metrics, before), worst=worst(metrics),
        origins=origins.table(weights.get("programs"), manifest["timbres"]), notices=origins.notices(weights.get("programs"), manifest["timbres"]),
        missed=reasons.in_lines(metrics, ROWS), bank_missed=reasons.bank_lines(metrics, BANK_ROWS),
        programs=", ".join(f"{p}: {v['own']}" for p, v in metrics["byProgram"].items()))
    (args.model / "MODEL_CARD.md").write_text(text)


if __name__ == "__main__":
    main()
