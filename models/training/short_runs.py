"""Short trainings from scratch, alike but for one thing each, and a table of what came of them.

`python3 short_runs.py DATA_FOLDER RUNS_FOLDER [VARIANT[:SEED] ...] [--steps 250] [--bf16]` trains the variants of variants.py one after
the other and judges them by crops.py; without names all of them, and the base with a second seed, so that one sees what chance does.
Again after an interruption: what is done is not done twice, and training goes on from its checkpoint. It sleeps while the file
`--pause` is there. Last come the costs in play (step_cost.py); `--costs` measures them alone. `--table` prints what there is.
"""

import argparse
import json
import signal
import sys
import time
from pathlib import Path

import torch

import crops
import step_cost
import train
from replacing import replacing
from variants import VARIANTS

ORDER = ["base", "base:2", *(name for name in VARIANTS if name != "base")]
SAVE_SECONDS = 60
PAUSE_SECONDS = 5
COLUMNS = {"distanceDb": "held-out notes, dB", "struckDb": "struck and plucked, dB", "bassAbove4kHzDb": "keys 28 to 48 above 4 kHz, dB",
           "attackMs": "attack, ms", "drumsDb": "percussion, mel bands, dB", "drumAttackMs": "its attack, ms",
           "blendDipMedian": "morph dip, dB", "blendDipWorst": "worst", "blendStepMedian": "morph step", "blendStepWorst": "worst",
           "pairsWithin": "pairs within targets", "trainingMs": "training step, ms", "stepMs": "16 voices, ms a hop of 128"}


class ShortTrainer(train.Trainer):
    """All variants draw the same notes and the same noise; `seconds` are of the processor, which other work does not change much."""

    def __init__(self, *args, steps: int, **options):
        super().__init__(*args, **options)
        self.WARM_STEPS = max(1, steps // 5)
        if self.step == 0:
            torch.manual_seed(args[2])


def named(text: str) -> tuple:
    """NAME or NAME:SEED"""
    name, _, seed = text.partition(":")
    if name not in VARIANTS or not (seed or "1").isdigit():
        raise argparse.ArgumentTypeError(f"{text} is no variant; there are {', '.join(VARIANTS)}, each with :SEED after it")
    return name, int(seed or 1)


class Runs:
    """A folder of runs under one budget: NAME-SEED.pt is a checkpoint, NAME-SEED.json what came of it."""

    def __init__(self, folder: Path, budget: dict = None, pause: Path = None):
        self.folder, self.pause, self.stopping = folder, pause, False
        kept = folder / "budget.json"
        if budget and not kept.exists():
            folder.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(budget) + "\n")
        self.budget = json.loads(kept.read_text()) if kept.exists() else {}
        if budget and budget != self.budget:
            raise ValueError(f"{folder} has runs of the budget {self.budget}, not {budget}: take another folder")

    def stop(self, *_):
        self.stopping = True

    def wait(self):
        """Until nobody wants quiet."""
        while self.pause and self.pause.exists() and not self.stopping:
            time.sleep(PAUSE_SECONDS)

    def result(self, name: str, seed: int) -> Path:
        return self.folder / f"{name}-{seed}.json"

    def train(self, data: Path, name: str, seed: int):
        """One run to its end and its figures, or to where `stop` was called."""
        steps, batch, rate, bf16 = (self.budget[k] for k in ("steps", "batch", "rate", "bf16"))
        with VARIANTS[name].applied() as variant:
            notes = train.Notes(data)
            trainer = ShortTrainer(notes, self.folder / f"{name}-{seed}.pt", seed, "cpu", batch, rate, bf16=bf16, pair=variant.build,
                                   steps=steps)
            saved = time.monotonic()
            while trainer.step < steps and not self.stopping:
                self.wait()
                began = time.process_time()
                loss = trainer.advance(trainer.pair, trainer.step / steps)
                trainer.seconds += time.process_time() - began
                if trainer.step % 25 == 0:
                    print(f"{name} {seed} step {trainer.step}  {trainer.seconds:.0f} s  loss {loss:.3f}", flush=True)
                if time.monotonic() - saved > SAVE_SECONDS:
                    trainer.save()
                    saved = time.monotonic()
            trainer.save()
            if self.stopping:
                return
            trainer.pair.load_state_dict(trainer.average)
            found = {"variant": name, "seed": seed, "trainingMs": round(1000 * trainer.seconds / trainer.step),
                     "parameters": sum(w.numel() for w in trainer.pair.parameters()), **crops.judge(trainer.pair, notes, data, self.wait)}
        with replacing(self.result(name, seed)) as partial:
            partial.write_text(json.dumps(found, indent=1) + "\n")
        print(json.dumps(found), flush=True)

    def costs(self) -> dict:
        kept = self.folder / "costs.json"
        return json.loads(kept.read_text()) if kept.exists() else {}

    def measure_costs(self, rounds: int):
        """Of every variant, the least of what was measured now and before: other work only adds."""
        costs = self.costs()
        for name, ms in step_cost.measured(VARIANTS, rounds).items():
            costs[name] = min(ms, costs.get(name, ms))
        with replacing(self.folder / "costs.json") as partial:
            partial.write_text(json.dumps(costs, indent=1) + "\n")

    def table(self) -> str:
        """Markdown; a figure that was not measured is a dash."""
        costs = self.costs()
        lines = ["| | " + " | ".join(COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
        for name in VARIANTS:
            for path in sorted(self.folder.glob(f"{name}-[0-9]*.json")):
                found = json.loads(path.read_text())
                found["stepMs"] = costs.get(name)
                title = VARIANTS[name].title + (f", seed {found['seed']}" if found["seed"] > 1 else "")
                cells = ("-" if found.get(c) is None else str(found[c]) for c in COLUMNS)
                lines.append(f"| {title} | " + " | ".join(cells) + " |")
        return "\n".join(lines)


def arguments(given=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("runs", type=Path)
    parser.add_argument("variants", nargs="*", type=named, metavar="VARIANT[:SEED]")
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--bf16", action="store_true", help="as train.py's")
    parser.add_argument("--pause", type=Path, help="sleep while this file is there")
    parser.add_argument("--rounds", type=int, default=3, help="of measuring the costs; the least counts")
    parser.add_argument("--costs", action="store_true", help="measure the costs alone")
    parser.add_argument("--table", action="store_true", help="print what there is")
    return parser, parser.parse_args(given)


def main():
    parser, args = arguments()
    torch.set_num_threads(1)
    budget = {k: getattr(args, k) for k in ("steps", "batch", "rate", "bf16")}
    try:
        runs = Runs(args.runs, None if args.table or args.costs else budget, args.pause)
    except ValueError as e:
        parser.error(str(e))
    if not args.table:
        signal.signal(signal.SIGTERM, runs.stop)
        if not args.costs:
            for name, seed in args.variants or map(named, ORDER):
                if not runs.stopping and not runs.result(name, seed).exists():
                    runs.train(args.data, name, seed)
        if not runs.stopping:
            runs.wait()
            runs.measure_costs(args.rounds)
    print(runs.table())


if __name__ == "__main__":
    sys.exit(main())
