"""What single parts of trained weights are worth: each is switched off, and held-out notes are judged again.

`python3 ablate.py DATA_FOLDER WEIGHTS.pt [--part 0.3]` prints a table. A part that was trained with and is switched off
afterwards may be missed more than one that never was there: the figures are upper bounds of its worth.
"""

import argparse
import tempfile
from pathlib import Path

import torch

import evaluate
import network as net
from export import save
from model import Model
from summaries import summary


def whole(decoder: net.Decoder):
    """Nothing is switched off."""


def no_upper_harmonics(decoder: net.Decoder):
    decoder.upper.weight.zero_()
    decoder.upper.bias.fill_(-100)


def no_onset(decoder: net.Decoder):
    first = net.CODE_SIZE + 9
    for layer in [decoder.inp, *(l.c for l in decoder.l)]:
        layer.weight[:, first:] = 0


def no_noise(decoder: net.Decoder):
    decoder.noi.weight.zero_()
    decoder.noi.bias.fill_(-100)


def no_harmonics(decoder: net.Decoder):
    decoder.amp.weight[0].zero_()
    decoder.amp.bias[0] = -100


VARIANTS = [("all", whole), ("no harmonics above the 100th", no_upper_harmonics), ("no time since onset", no_onset),
            ("no noise", no_noise), ("noise only", no_harmonics)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--part", type=float, default=0.3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    print("| switched off | held-out notes, dB | percussion, mel bands, dB | keys 28 to 48 above 4 kHz, dB | attack, ms |")
    print("|---|---|---|---|---|")
    for title, change in VARIANTS:
        with tempfile.TemporaryDirectory() as folder:
            save(args.weights, Path(folder), change)
            rows = evaluate.held_out(Model(Path(folder)), args.data, args.part)
        pitched, drums = (summary(part) for part in evaluate.parted(evaluate.general(rows)))
        print(f"| {title} | {pitched['logSpectralDistanceDb']} | {drums['bandDistanceDb']} | {pitched['bassAbove4kHzDb']}"
              f" | {pitched['attackErrorMsMedian']} |", flush=True)


if __name__ == "__main__":
    main()
