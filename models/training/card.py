"""The model card: metrics.json, the manifest and the text of card.md, put together.

`python3 card.py MODEL_FOLDER [--before METRICS.json] [--history TEXT]` writes MODEL_CARD.md.
"""

import argparse
import json
from pathlib import Path
from string import Template

import torch

import origins
from export import VERSION, trained_on

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
    ("log-spectral distance, unseen library, dB", "unseenLibrary", "logSpectralDistanceDb", "floorDb", "3.0"),
    ("pitch error, median, cents", "heldOut", "pitchErrorCentsMedian", None, "2"),
    ("pitch error, 95th percentile, cents", "heldOut", "pitchErrorCents95", None, "8"),
    ("attack time error, median, ms", "heldOut", "attackErrorMsMedian", None, "5"),
    ("level error, mean absolute, dB", "heldOut", "levelErrorDb", None, "1"),
    ("level error, percussion, dB", "percussion", "levelErrorDb", None, "1"),
    ("keys 28 to 48 above 4 kHz, dB", "heldOut", "bassAbove4kHzDb", None, ""),
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


def names() -> dict:
    """Titles of the programs that the bank names."""
    from synths import FIRST_PRESET, PRESETS
    from timbres import TIMBRES

    named = {str(e[3]): e[1] for e in TIMBRES if isinstance(e[3], int)}
    named.update({str(FIRST_PRESET + i): p.title for i, p in enumerate(PRESETS)})
    return {**named, "55": "Orchestra Hit", "86": "Fifths Lead"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--history", default="", help="where the weights started from, in a sentence")
    args = parser.parse_args()
    metrics = json.loads((args.model / "metrics.json").read_text())
    before = json.loads(args.before.read_text()) if args.before else {}
    manifest = json.loads((args.model / "manifest.json").read_text())
    title = names()
    worst = "\n".join(["| program | distance | floor | mel bands | level error |", "|---|---|---|---|---|"] + [
        f"| {p} {title.get(p, '')} | {v['own']} | {v['floor']} | {v['bands']} | {v['level']} |" for p, v in metrics["worst"]])
    weights = torch.load(args.model / "weights.pt", map_location="cpu")
    run = metrics.get("training", {})
    history = f"{run.get('steps', 0)} steps in {run.get('seconds', 0) / 60:.0f} minutes. {args.history}".strip()
    text = Template((Path(__file__).parent / "card.md").read_text()).substitute(
        version=VERSION, training_data=origins.training_data(trained_on(args.model / "weights.pt")), history=history, timbres=len(manifest["timbres"]),
        drums=sum(t["family"] == "percussion" for t in manifest["timbres"]),
        decoder_weights=f"{sum(v.numel() for v in weights['d'].values()) / 1e6:.2f}",
        part=f"{100 * metrics['evaluatedPart']:.0f} %", pitched_notes=metrics["heldOut"]["notes"],
        drum_notes=metrics["percussion"]["notes"], unseen_notes=metrics.get("unseenLibrary", {}).get("notes", 0),
        table=table(metrics, before), morph=morph(metrics, before), worst=worst,
        programs=", ".join(f"{p}: {v['own']}" for p, v in metrics["byProgram"].items()))
    (args.model / "MODEL_CARD.md").write_text(text)


if __name__ == "__main__":
    main()
