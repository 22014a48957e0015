"""Judges a network in its training form on held-out crops and on ways between instruments: enough to compare short runs."""

from pathlib import Path

import numpy as np
import torch

import measures as ms
import morphs
import network as net
import sources
import train
from families import family_of
from summaries import rounded

PITCHED, DRUMS, PAIRS = 160, 64, 16  # at most, of the crops
TOGETHER = 16
UNPITCHED_KEY = 60
BASS_KEYS = (28, 48)
BRIGHT_HZ = 4000
STRUCK = ("keyboard", "mallet", "guitar", "bass", "plucked")


class Trained:
    """A pair as morphs.py wants a model: full scale 1."""

    def __init__(self, pair: train.Pair):
        self.pair = pair

    def encode(self, audio: np.ndarray) -> np.ndarray:
        """[N] to [N / 1536, code size]"""
        with torch.no_grad():
            sound = torch.from_numpy(np.ascontiguousarray(audio, np.float32))[None] * net.FULL_SCALE
            return self.codes(sound)[0].t().numpy()

    def codes(self, audio: torch.Tensor) -> torch.Tensor:
        """Codes without whatever the encoder says beside them, [B, code size, T]"""
        return self.pair.encoder(audio)[:, : net.CODE_SIZE]

    def decode(self, codes: np.ndarray, key: float, cents: float = 0.0, seed: int = 0) -> np.ndarray:
        """[T, code size] to [T * 1536]"""
        hops = len(codes) * net.CODE_HOPS
        given = torch.from_numpy(np.ascontiguousarray(codes.T, np.float32))[None]
        with torch.no_grad():
            audio = self.pair.decoder(given, torch.tensor([float(key)]), torch.full((1, hops), cents), noise(1, hops, seed))
        return audio[0].numpy() / net.FULL_SCALE

    def again(self, sounds, keys, cents, first, seed: int) -> np.ndarray:
        """Crops from their own codes."""
        with torch.no_grad():
            return self.pair.decoder(self.codes(sounds), keys, cents, noise(*cents.shape, seed), first).numpy()


def noise(rows: int, hops: int, seed: int) -> torch.Tensor:
    return torch.rand(rows, hops * net.HOP, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def chosen(notes: train.Notes) -> list:
    """(row, first frame) of held-out crops, half of the pitched ones and all drums from the onset on; the same ones each time."""
    random = np.random.default_rng(9)
    rows = [i for i, m in enumerate(notes.meta) if sources.is_general_midi(m[0]) and train.is_held_out(*(int(v) for v in m), ())]
    last = (notes.audio.shape[1] - train.CROP) // ms.STEP
    found = []
    for drums, count in ((False, PITCHED), (True, DRUMS)):
        own = random.permutation([i for i in rows if sources.is_drum(notes.meta[i, 0]) == drums]).astype(int)
        starts = [0 if drums or n % 2 == 0 else int(random.integers(1, last // 2 + 1)) * ms.STEP for n in range(len(own))]
        audible = ((int(i), s) for i, s in zip(own, starts) if np.abs(notes.crop(int(i), s)).max() > train.SILENT)
        found += [crop for crop, _ in zip(audible, range(count))]
    return found


def judged(model: Trained, notes: train.Notes, between) -> list:
    """A row of measures for every chosen crop; `between` is called now and then."""
    crops = chosen(notes)
    rows = []
    for begin in range(0, len(crops), TOGETHER):
        between()
        some = crops[begin : begin + TOGETHER]
        sounds = np.stack([notes.crop(i, start) for i, start in some])
        keys = [int(notes.meta[i, 1]) or UNPITCHED_KEY for i, _ in some]
        bends = np.stack([notes.bend(i, start) for i, start in some])
        first = [start // net.HOP for _, start in some]
        given = (torch.from_numpy(np.asarray(v, np.float32)) for v in (sounds, keys, bends, first))
        decoded = model.again(*given, begin)
        rows += [row(notes.meta[i], start, was, now) for (i, start), was, now in zip(some, sounds, decoded)]
    return rows


def row(note, start: int, was: np.ndarray, now: np.ndarray) -> dict:
    program, key = int(note[0]), int(note[1])
    found = {"program": program, "key": key, "start": start, "own": ms.log_spectral_distance(now, was),
             "bands": ms.band_distance(now, was)}
    if start == 0:
        found["attack"] = abs(ms.rise_ms(now) - ms.rise_ms(was))
    if BASS_KEYS[0] <= key <= BASS_KEYS[1]:
        found["bright"] = ms.log_spectral_distance(now, was, BRIGHT_HZ)
    return found


def figures(rows: list) -> dict:
    """Means over the rows, attacks as medians."""
    drums = [r for r in rows if sources.is_drum(r["program"])]
    pitched = [r for r in rows if not sources.is_drum(r["program"])]
    struck = [r for r in pitched if family_of(r["program"]) in STRUCK]
    of = lambda some, name, how=np.mean: rounded(how([r[name] for r in some if name in r] or [np.nan]))
    return {"distanceDb": of(pitched, "own"), "struckDb": of(struck, "own"), "bassAbove4kHzDb": of(pitched, "bright"),
            "attackMs": of(pitched, "attack", np.median), "drumsDb": of(drums, "bands"),
            "drumAttackMs": of(drums, "attack", np.median)}


def morphed(model: Trained, folder: Path, between) -> dict:
    """Dips and steps of the ways between the first pairs that evaluate.py judges, and how many of them meet its targets."""
    ways = []
    for i, pair in enumerate(morphs.pairs(folder, PAIRS)):
        between()
        ways.append(morphs.way(model, folder, pair, i))
    table = morphs.table(ways)
    return {name: table[name] for name in ("pairs", "pairsWithin", "blendDipMedian", "blendDipWorst", "blendStepMedian", "blendStepWorst")}


def judge(pair: train.Pair, notes: train.Notes, folder: Path, between=lambda: None) -> dict:
    """The figures of a trained pair; `between` is called every second or so."""
    model = Trained(pair.eval())
    return {**figures(judged(model, notes, between)), **morphed(model, folder, between)}
