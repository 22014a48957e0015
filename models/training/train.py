"""Trains encoder and decoder on the notes that data.py made.

`python3 train.py DATA_FOLDER CHECKPOINT.pt --minutes M` goes on where the checkpoint ended, until M minutes of training in
all; on a GPU if there is one, under torchrun on several. Weights for export are the averaged ones: `--weights FILE.pt`
writes them at every save.
"""

import argparse
import math
import os
import signal
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

import mixing
import network as net
from muon import Muon
from replacing import replacing

HELD_OUT_PROGRAMS = (11, 42, 71)
CROP_CODES = 16
CROP = CROP_CODES * net.CODE_HOPS * net.HOP
INTERVALS = (-12, -8, -4, 4, 8, 12)
SIZES = (1024, 512, 256, 128)  # of which two are drawn for each step; 2048 is always there
CODE_NOISE = 0.05
KEEP = 0.998  # of the averaged weights from step to step
COLOURED = 0.3  # of the crops are heard through a random filter, so that more than one library's colours are seen
DRUM_KEYS = (28, 96)
MOVED, MOVES = 0.5, (-2, -1, 1, 2)  # this part of the targets is played faster or slower, as there are notes at every fourth key only
MARGIN = 512  # frames around a crop that is resampled: its ends are not heard
SILENT = 60 / 8000  # a crop whose peak is below this teaches nothing
SAVE_SECONDS = 180


def is_held_out(program: int, key: int, velocity: int, programs=HELD_OUT_PROGRAMS) -> bool:
    return program in programs or (program * 7 + key * 3 + velocity) % 17 == 0


def random_colour(random: np.random.Generator) -> np.ndarray:
    """[CROP + 1] A smooth filter: a tilt of up to 3 dB an octave and two ripples of up to 4 dB, on a logarithmic axis."""
    octaves = np.log2(np.maximum(np.fft.rfftfreq(2 * CROP, 1 / net.RATE), 30) / 1000)
    db = random.uniform(-3, 3) * octaves
    for _ in range(2):
        db += random.uniform(-4, 4) * np.cos(octaves * random.uniform(0.5, 3) + random.uniform(0, 2 * np.pi))
    return 10 ** (np.clip(db - db.mean(), -18, 12) / 20)


def resampled_from(semitones: int) -> int:
    """How many frames become a crop with its margins when they are played higher by some semitones."""
    return round((CROP + 2 * MARGIN) * 2 ** (semitones / 12))


def resampled(audio: np.ndarray) -> np.ndarray:
    """[resampled_from(semitones)] to [CROP]: by the spectrum, without what would be above half of the rate."""
    length = CROP + 2 * MARGIN
    return np.fft.irfft(np.fft.rfft(audio), length)[MARGIN : MARGIN + CROP].astype(np.float32) * (length / len(audio))


class Notes:
    """Crops of recordings; half of them with the code of the same instrument at another key."""

    HOP = net.HOP  # of the contours that data.py wrote

    def __init__(self, folder: Path, held_out_programs=HELD_OUT_PROGRAMS):
        self.audio, self.cents, self.confidence = (
            np.load(Path(folder, f"{n}.npy"), mmap_mode="r") for n in ("audio", "cents", "confidence"))
        self.meta = np.load(Path(folder, "notes.npy"))
        self.held_out_programs = held_out_programs
        rows = [tuple(int(v) for v in m) for m in self.meta]
        self.index = {m: i for i, m in enumerate(rows) if not is_held_out(*m, held_out_programs)}
        self.train = sorted(self.index.values())

    def crop(self, i: int, start: int, semitones: int = 0) -> np.ndarray:
        if not semitones:
            return self.audio[i, start : start + CROP].astype(np.float32) / 8000
        first, length = start - round(MARGIN * 2 ** (semitones / 12)), resampled_from(semitones)
        part = self.audio[i, max(0, first) : first + length].astype(np.float32) / 8000
        return resampled(np.pad(part, (max(0, -first), max(0, first + length - self.audio.shape[1]))))

    def bend(self, i: int, start: int, semitones: int = 0) -> np.ndarray:
        """[CROP / HOP] The deviation from the key in cents, where it is to be trusted."""
        hops = slice(start // self.HOP, (start + CROP) // self.HOP)
        if semitones:
            faster = np.arange(CROP // self.HOP) * 2 ** (semitones / 12)
            hops = np.minimum(start // self.HOP + faster.astype(int), self.cents.shape[1] - 1)
        contour = self.cents[i, hops].astype(np.float32) * self.confidence[i, hops].astype(np.float32)
        return contour if net.HOP == self.HOP else np.repeat(contour, self.HOP // net.HOP)

    def batch(self, count: int, random: np.random.Generator):
        """Source and target audio [count, CROP], keys, cents [count, hops], first hops."""
        originals, targets, keys, cents, first = [], [], [], [], []
        start = 0
        while len(targets) < count:
            i = int(random.choice(self.train))
            program, key, velocity = (int(v) for v in self.meta[i])
            other = (program, key + int(random.choice(INTERVALS)), velocity)
            j = self.index.get(other, i) if random.random() < 0.5 else i
            step = net.HOP * net.CODE_HOPS
            last = (self.audio.shape[1] - CROP) // step
            if not mixing.is_second(len(targets), count):  # which is mixed with the one before, so they are of one age
                start = 0 if random.random() < 0.4 else int(random.integers(0, last + 1)) * step
            drum = self.meta[j, 1] == 0  # has no pitch: it must sound the same on every key
            moved = 0 if drum or random.random() >= MOVED else int(random.choice(MOVES))
            source, target = self.crop(i, start), self.crop(j, start, moved)
            if np.abs(target).max() < SILENT:
                continue
            if random.random() < COLOURED:
                colour = random_colour(random)
                source, target = (np.fft.irfft(np.fft.rfft(v, 2 * CROP) * colour)[:CROP] for v in (source, target))
            originals.append(source)
            targets.append(target)
            keys.append(random.integers(DRUM_KEYS[0], DRUM_KEYS[1]) if drum else self.meta[j, 1] + moved)
            cents.append(self.bend(j, start, moved))
            first.append(start // net.HOP)
        return [torch.from_numpy(np.array(v, np.float32)) for v in (originals, targets, keys, cents, first)]


class Pair(torch.nn.Module):
    """Encoder and decoder as one module, for DistributedDataParallel; gives the loss."""

    code_noise = CODE_NOISE
    mixes = mixing.WEIGHT

    def __init__(self, bf16: bool = False, encoder=net.Encoder, decoder=net.Decoder):
        super().__init__()
        self.bf16 = bf16
        self.encoder = encoder()
        self.decoder = decoder()

    def forward(self, source, target, key, cents, first, sizes):
        bands = self.encoder.bands(source)
        with torch.autocast(source.device.type, torch.bfloat16, enabled=self.bf16):
            codes, price = self.told(self.encoder.codes(bands).float())
            audio = self.decoder(codes, key, cents, torch.rand_like(target) * 2 - 1, first)
            price = price + self.mixes * mixing.unevenness(self.decoder, codes, key, cents, first)
        judged = net.judged_loss(audio, target)
        return net.spectral_loss(audio, target, sizes) + judged + price, judged.detach()

    def told(self, codes):
        """What the decoder is told of the encoder's codes, and what that adds to the loss."""
        return codes + self.code_noise * torch.randn_like(codes), 0.0


class Trainer:
    """Everything that a checkpoint keeps: weights, their average, the optimiser, the step, the time, the random states."""

    WARM_STEPS = 200

    def __init__(self, notes: Notes, checkpoint: Path, seed: int, device: str, batch: int, rate: float, rank: int = 0,
                 bf16: bool = False, pair=Pair):
        torch.manual_seed(seed + rank)
        self.notes, self.checkpoint, self.device, self.size, self.rate = notes, checkpoint, device, batch, rate
        self.random = np.random.default_rng(seed + rank)
        self.pair = pair(bf16).to(device)
        self.optimisers = self.optimisers_of(self.pair, rate)
        self.average = {k: v.detach().clone() for k, v in self.pair.state_dict().items()}
        self.step, self.seconds = 0, 0.0
        if checkpoint.exists():
            self.resume()
            if rank:  # the checkpoint is of the first process; the others draw notes of their own again
                self.random = np.random.default_rng((seed, rank, self.step))
                torch.manual_seed(int(self.random.integers(1 << 62)))

    @staticmethod
    def optimisers_of(pair: Pair, rate: float) -> list:
        """Muon for the convolutions of the layers, gates and filters apart; Adam for all else."""
        layers = [(n, w) for n, w in pair.named_parameters() if w.dim() == 3 and (".l." in n or ".o1." in n)]
        groups = [{"params": [w for n, w in layers if n.startswith(part)], "block": channels}
                  for part, channels in (("encoder", net.ENCODER_CHANNELS), ("decoder", net.CHANNELS))]
        chosen = {n for n, _ in layers}
        others = [w for n, w in pair.named_parameters() if n not in chosen]
        precision = torch.bfloat16 if pair.bf16 else torch.float32
        return [Muon(groups, rate, net.CHANNELS, precision), torch.optim.Adam(others, lr=rate, betas=(0.9, 0.999), eps=1e-7)]

    def resume(self):
        state = torch.load(self.checkpoint, map_location=self.device)
        self.pair.load_state_dict(state["pair"])
        for optimiser, kept in zip(self.optimisers, state["optimisers"]):
            optimiser.load_state_dict(kept)
        self.average = state["average"]
        self.step, self.seconds = state["step"], state["seconds"]
        self.random.bit_generator.state = state["numpy"]
        torch.set_rng_state(state["torch"].cpu())

    def save(self):
        with replacing(self.checkpoint) as partial:
            torch.save({"pair": self.pair.state_dict(), "optimisers": [o.state_dict() for o in self.optimisers],
                        "average": self.average, "step": self.step, "seconds": self.seconds,
                        "numpy": self.random.bit_generator.state, "torch": torch.get_rng_state()}, partial)

    def weights(self) -> dict:
        """The averaged weights in the form that export.py reads."""
        split = lambda name: {k[len(name) + 1 :]: v.cpu() for k, v in self.average.items() if k.startswith(name + ".")}
        return {"e": split("encoder"), "d": split("decoder"), "steps": self.step, "seconds": self.seconds,
                "heldOutPrograms": list(self.notes.held_out_programs),
                "programs": sorted({int(self.notes.meta[i, 0]) for i in self.notes.train})}

    def start_from(self, weights: Path):
        """Begins with exported weights. What has grown since is filled from the front and keeps its start behind."""
        state = torch.load(weights, map_location=self.device)
        for module, given in ((self.pair.encoder, state["e"]), (self.pair.decoder, state["d"])):
            own = module.state_dict()
            for name, value in own.items():
                old = given.get(name)
                if old is None or old.dim() != value.dim():
                    continue
                if value.dim() > 1 and name.endswith("weight") and old.shape[1] < value.shape[1]:
                    value.zero_()  # an input that the old weights did not know begins without effect
                cut = tuple(slice(0, min(a, b)) for a, b in zip(old.shape, value.shape))
                value[cut] = old[cut]
            module.load_state_dict(own)
        self.average = {k: v.detach().clone() for k, v in self.pair.state_dict().items()}

    def advance(self, module, part: float) -> float:
        """One step; `part` of the whole training, in [0, 1], sets the learning rate on its cosine."""
        warm = min(1.0, (self.step + 1) / self.WARM_STEPS)
        for group in (g for o in self.optimisers for g in o.param_groups):
            group["lr"] = self.rate * warm * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(1.0, part))))
        batch = [v.to(self.device) for v in self.notes.batch(self.size, self.random)]
        sizes = (2048, *(int(n) for n in self.random.choice(SIZES, 2, replace=False)))
        loss, judged = module(*batch, sizes)
        for optimiser in self.optimisers:
            optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.pair.parameters(), 0.5)
        for optimiser in self.optimisers:
            optimiser.step()
        keep = min(KEEP, self.step / (self.step + 20))
        with torch.no_grad():
            for name, value in self.pair.state_dict().items():
                self.average[name].mul_(keep).add_(value, alpha=1 - keep)
        self.step += 1
        return float(judged)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--steps", type=int, help="end after so many steps instead")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="half precision in the layers: twice as fast on a GPU or CPU that has bfloat16")
    parser.add_argument("--from-weights", type=Path)
    parser.add_argument("--all-programs", action="store_true", help="train on the held-out programs too")
    parser.add_argument("--weights", type=Path, help="write the averaged weights here at every save")
    return parser


def main():
    parser = arguments()
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    if world > 1 and not args.steps:
        parser.error("several processes must end at the same step: give --steps")
    gpu = torch.cuda.is_available()
    device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if gpu else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    if world > 1:
        dist.init_process_group("nccl" if gpu else "gloo")
    notes = Notes(args.data, () if args.all_programs else HELD_OUT_PROGRAMS)
    trainer = Trainer(notes, args.checkpoint, args.seed, device, args.batch, args.rate, rank, args.bf16)
    if args.from_weights and trainer.step == 0:
        trainer.start_from(args.from_weights)
    module = DistributedDataParallel(trainer.pair, find_unused_parameters=True) if world > 1 else trainer.pair
    stopping = []  # the first process saves and leaves, which ends the others
    signal.signal(signal.SIGTERM, signal.SIG_IGN if rank else lambda *_: stopping.append(True))
    last = saved = time.time()
    mean = None
    part = lambda: trainer.step / args.steps if args.steps else trainer.seconds / (args.minutes * 60)
    while part() < 1 and not stopping:
        loss = trainer.advance(module, part())
        now = time.time()
        trainer.seconds += now - last
        last = now
        mean = loss if mean is None else 0.98 * mean + 0.02 * loss
        if rank == 0 and trainer.step % 50 == 0:
            print(f"step {trainer.step}  {trainer.seconds:.0f} s  loss {mean:.4f}", flush=True)
        if rank == 0 and now - saved > SAVE_SECONDS:
            saved = now
            save(trainer, args.weights)
    if rank == 0:
        save(trainer, args.weights)


def save(trainer: Trainer, weights):
    trainer.save()
    if weights:
        with replacing(weights) as partial:
            torch.save(trainer.weights(), partial)


if __name__ == "__main__":
    main()
