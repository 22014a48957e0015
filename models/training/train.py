"""Trains encoder and decoder on the notes that data.py made.

`python3 train.py DATA_FOLDER CHECKPOINT.pt --minutes M` goes on where the checkpoint ended; on a GPU if there is one;
under torchrun on several. Weights for export are the checkpoint's averaged ones: `--weights FILE.pt` writes them.
"""

import argparse
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

import network as net

HELD_OUT_PROGRAMS = (11, 42, 71)
CROP_CODES = 24
CROP = CROP_CODES * net.CODE_HOPS * net.HOP
INTERVALS = (-12, -8, -4, 4, 8, 12)
CODE_NOISE = 0.05
SILENT = 60 / 8000  # a crop whose peak is below this teaches nothing
SAVE_SECONDS = 180


def is_held_out(program: int, key: int, velocity: int, programs=HELD_OUT_PROGRAMS) -> bool:
    return program in programs or (program * 7 + key * 3 + velocity) % 17 == 0


class Notes:
    """Crops of recordings; half of them with the code of the same instrument at another key."""

    def __init__(self, folder: Path, held_out_programs=HELD_OUT_PROGRAMS):
        self.audio, self.cents, self.confidence = (
            np.load(Path(folder, f"{n}.npy"), mmap_mode="r") for n in ("audio", "cents", "confidence"))
        self.meta = np.load(Path(folder, "notes.npy"))
        rows = [tuple(int(v) for v in m) for m in self.meta]
        self.index = {m: i for i, m in enumerate(rows) if not is_held_out(*m, held_out_programs)}
        self.train = sorted(self.index.values())

    def batch(self, count: int, random: np.random.Generator):
        """Source and target audio [count, CROP], target keys, cents and confidence [count, hops]."""
        sources, targets, keys, cents, confidence = [], [], [], [], []
        while len(targets) < count:
            i = int(random.choice(self.train))
            program, key, velocity = (int(v) for v in self.meta[i])
            other = (program, key + int(random.choice(INTERVALS)), velocity)
            j = self.index.get(other, i) if random.random() < 0.5 else i
            step = net.HOP * net.CODE_HOPS
            last = (self.audio.shape[1] - CROP) // step
            start = 0 if random.random() < 0.4 else int(random.integers(0, last + 1)) * step
            target = self.audio[j, start : start + CROP].astype(np.float32) / 8000
            if np.abs(target).max() < SILENT:
                continue
            hops = slice(start // net.HOP, (start + CROP) // net.HOP)
            sources.append(self.audio[i, start : start + CROP].astype(np.float32) / 8000)
            targets.append(target)
            keys.append(float(self.meta[j, 1]))
            cents.append(self.cents[j, hops].astype(np.float32))
            confidence.append(self.confidence[j, hops].astype(np.float32))
        stack = [np.stack(v) for v in (sources, targets, np.array(keys, np.float32), cents, confidence)]
        return [torch.from_numpy(v.astype(np.float32)) for v in stack]


class Pair(torch.nn.Module):
    """Encoder and decoder as one module, for DistributedDataParallel; gives the loss."""

    def __init__(self):
        super().__init__()
        self.encoder = net.Encoder()
        self.decoder = net.Decoder()

    def forward(self, source, target, key, cents, confidence):
        codes = self.encoder(source)
        codes = codes + CODE_NOISE * torch.randn_like(codes)
        audio, predicted = self.decoder(codes, key, target.shape[1] // net.HOP, cents * confidence)
        pitch = ((predicted - cents).abs() * confidence).mean()
        spectral = net.spectral_loss(audio, target)
        return spectral + 0.01 * pitch, spectral.detach()


class Trainer:
    """Everything that a checkpoint keeps: weights, their average, the optimiser, the step, the random states."""

    def __init__(self, notes: Notes, checkpoint: Path, seed: int, device: str, batch: int, rate: float, rank: int = 0):
        torch.manual_seed(seed + rank)
        self.notes, self.checkpoint, self.device, self.size, self.rate = notes, checkpoint, device, batch, rate
        self.random = np.random.default_rng(seed + rank)
        self.pair = Pair().to(device)
        self.optimiser = torch.optim.Adam(self.pair.parameters(), lr=rate, betas=(0.9, 0.999), eps=1e-7)
        self.average = {k: v.detach().clone() for k, v in self.pair.state_dict().items()}
        self.step = 0
        if checkpoint.exists():
            self.resume()

    def resume(self):
        state = torch.load(self.checkpoint, map_location=self.device)
        self.pair.load_state_dict(state["pair"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = state["average"]
        self.step = state["step"]
        self.random.bit_generator.state = state["numpy"]
        torch.set_rng_state(state["torch"].cpu())

    def save(self):
        partial = Path(str(self.checkpoint) + ".partial")
        torch.save({"pair": self.pair.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average,
                    "step": self.step, "numpy": self.random.bit_generator.state, "torch": torch.get_rng_state()}, partial)
        partial.replace(self.checkpoint)

    def weights(self) -> dict:
        """The averaged weights in the form that export.py reads."""
        split = lambda name: {k[len(name) + 1 :]: v.cpu() for k, v in self.average.items() if k.startswith(name + ".")}
        return {"e": split("encoder"), "d": split("decoder")}

    def start_from(self, weights: Path):
        """Begins with exported weights instead of random ones."""
        state = torch.load(weights, map_location=self.device)
        self.pair.encoder.load_state_dict(state["e"])
        self.pair.decoder.load_state_dict(state["d"])
        self.average = {k: v.detach().clone() for k, v in self.pair.state_dict().items()}

    def advance(self, module, part: float) -> float:
        """One step; `part` of the whole training, in [0, 1], sets the learning rate on its cosine."""
        warm = min(1.0, (self.step + 1) / 200)
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * warm * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(1.0, part))))
        batch = [v.to(self.device) for v in self.notes.batch(self.size, self.random)]
        loss, spectral = module(*batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.pair.parameters(), 0.5)
        self.optimiser.step()
        keep = min(0.999, self.step / (self.step + 20))
        with torch.no_grad():
            for name, value in self.pair.state_dict().items():
                self.average[name].mul_(keep).add_(value, alpha=1 - keep)
        self.step += 1
        return float(spectral)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--from-weights", type=Path)
    parser.add_argument("--all-programs", action="store_true", help="train on the held-out programs too")
    parser.add_argument("--weights", type=Path, help="write the averaged weights here at every save")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    gpu = torch.cuda.is_available()
    device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if gpu else "cpu"
    if world > 1:
        dist.init_process_group("nccl" if gpu else "gloo")
    notes = Notes(args.data, () if args.all_programs else HELD_OUT_PROGRAMS)
    trainer = Trainer(notes, args.checkpoint, args.seed, device, args.batch, args.rate, rank)
    if args.from_weights and trainer.step == 0:
        trainer.start_from(args.from_weights)
    module = DistributedDataParallel(trainer.pair) if world > 1 else trainer.pair
    begin = saved = time.time()
    mean = None
    while (elapsed := time.time() - begin) < args.minutes * 60:
        loss = trainer.advance(module, elapsed / (args.minutes * 60))
        mean = loss if mean is None else 0.98 * mean + 0.02 * loss
        if rank == 0 and trainer.step % 50 == 0:
            print(f"step {trainer.step}  {elapsed:.0f} s  loss {mean:.4f}", flush=True)
        if rank == 0 and time.time() - saved > SAVE_SECONDS:
            saved = time.time()
            save(trainer, args.weights)
    if rank == 0:
        save(trainer, args.weights)


def save(trainer: Trainer, weights):
    trainer.save()
    if weights:
        partial = Path(str(weights) + ".partial")
        torch.save(trainer.weights(), partial)
        partial.replace(weights)


if __name__ == "__main__":
    main()
