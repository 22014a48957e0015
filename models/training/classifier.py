"""Listeners that name the key and the family of a note: NSynth's own measure of what a decoder keeps.

They learn from the recordings of training notes and are then asked about held-out recordings and about what the model makes
of these. A model that loses nothing is named as often as the recordings are. A key of an instrument that is held out at one
velocity is in no lesson at any: many presets have one sample for all velocities, and who has heard it knows it again by its
beats and its noise, which says nothing about its family. `trained` keeps the listeners beside the data.
"""

import hashlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from families import FAMILIES, family_of
from network import mel_bank
from replacing import replacing
from sources import is_drum
from train import is_held_out

FFT, HOP, BANDS, DEEPEST_DB = 8192, 3072, 160, 45.0
PARTS = (0, 1, 3, 8, 20, 40)  # frames of 64 ms: from the attack to the steady sound
PAIRED = BANDS // 2
WIDTH, PASSES, BATCH, FASTEST, DROPOUT = 256, 15, 32, 2e-3, 0.3
JITTER_DB, COLOUR_DB = 2.6, 1.3  # by how much the lessons differ from the recordings, in each value and over a whole band
UNKNOWN = -1
_MEL = mel_bank(BANDS, FFT)


def features(audio: np.ndarray) -> Tensor:
    """[parts * 80] dB: log-mel levels of a note [N] in five parts of its time, against its loudest."""
    needed = (PARTS[-1] - 1) * HOP + FFT
    x = torch.from_numpy(np.ascontiguousarray(audio[:needed], np.float32))
    x = F.pad(x, (0, needed - len(x)))
    power = _MEL @ torch.stft(x, FFT, HOP, window=torch.hann_window(FFT), center=False, return_complex=True).abs() ** 2
    db = 10 * torch.log10(power + 1e-12)
    bands = (db - db.max()).clamp(min=-DEEPEST_DB).view(PAIRED, 2, -1).mean(1)
    return torch.cat([bands[:, a:b].mean(1) for a, b in zip(PARTS, PARTS[1:])])


class Listener(nn.Module):
    """Features [B, parts * 80] to the scores of the keys and of the families."""

    def __init__(self, keys: int):
        super().__init__()
        size = PAIRED * (len(PARTS) - 1)
        self.keys = keys
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("spread", torch.ones(size))
        self.layers = nn.Sequential(nn.Linear(size, WIDTH), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, WIDTH), nn.ReLU(),
                                    nn.Dropout(DROPOUT), nn.Linear(WIDTH, keys + len(FAMILIES)))

    def forward(self, heard: Tensor):
        scores = self.layers((heard - self.mean) / self.spread)
        return scores[:, : self.keys], scores[:, self.keys :]


class Classifier:
    """A trained listener and the keys that it knows."""

    def __init__(self, listener: Listener, keys: list):
        self.listener, self.keys = listener.eval(), keys

    def name(self, audio: np.ndarray) -> tuple:
        """The key and the family that a note sounds like."""
        with torch.no_grad():
            key, family = self.listener(features(audio)[None])
        return self.keys[int(key.argmax())], FAMILIES[int(family.argmax())]

    def judge(self, original: np.ndarray, decoded: np.ndarray, program: int, key: int) -> dict:
        """Whether key and family are named rightly, of a recording and of what was decoded: 1 or 0 each."""
        row = {}
        for kind, audio in (("Original", original), ("Decoded", decoded)):
            named_key, named_family = self.name(audio)
            if not is_drum(program):
                row["key" + kind] = int(named_key == key)
            if family_of(program):
                row["family" + kind] = int(named_family == family_of(program))
        return row


def lessons(notes: np.ndarray) -> list:
    """The rows of notes.npy that are taught."""
    notes = [tuple(int(v) for v in note) for note in notes]
    asked = {(program, key) for program, key, velocity in notes if is_held_out(program, key, velocity, ())}
    return [i for i, note in enumerate(notes) if note[:2] not in asked]


def train(folder: Path, seed: int = 1) -> dict:
    """The state of a listener that has learned from a data folder."""
    torch.manual_seed(seed)
    audio, notes = np.load(folder / "audio.npy", mmap_mode="r"), np.load(folder / "notes.npy")
    rows = lessons(notes)
    keys = sorted({int(k) for p, k, _ in notes[rows] if not is_drum(p)})
    heard = torch.stack([features(audio[i].astype(np.float32) / 32768) for i in rows])
    key = torch.tensor([keys.index(int(k)) if not is_drum(p) else UNKNOWN for p, k, _ in notes[rows]])
    families = [family_of(int(p)) for p, _, _ in notes[rows]]
    family = torch.tensor([FAMILIES.index(f) if f else UNKNOWN for f in families])
    listener = Listener(len(keys)).train()
    listener.mean, listener.spread = heard.mean(0), heard.std(0, unbiased=False) + 1
    optimiser = torch.optim.AdamW(listener.parameters(), FASTEST, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, FASTEST, PASSES * -(-len(rows) // BATCH))
    with torch.enable_grad():
        for _ in range(PASSES):
            for chosen in torch.randperm(len(rows)).split(BATCH):
                x = heard[chosen]
                colour = COLOUR_DB * torch.randn(len(x), PAIRED)
                answers = listener(x + JITTER_DB * torch.randn_like(x) + colour.repeat(1, len(PARTS) - 1))
                loss = sum(F.cross_entropy(a, right[chosen], ignore_index=UNKNOWN, reduction="sum", label_smoothing=0.05)
                           for a, right in zip(answers, (key, family))) / len(x)
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                schedule.step()
    return {"listener": listener.state_dict(), "keys": keys}


def _lesson_name(folder: Path) -> str:
    """Changes with the notes and with what is taught."""
    taught = [(folder / "notes.npy").read_bytes(), Path(__file__).read_bytes(), repr(FAMILIES).encode()]
    return hashlib.sha256(b"".join(taught)).hexdigest()


def trained(folder: Path) -> Classifier:
    """The classifier of a data folder, trained if it is not there yet."""
    kept, name = folder / "classifier.pt", _lesson_name(folder)
    state = torch.load(kept) if kept.exists() else {}
    if state.get("of") != name:
        state = {"of": name, **train(folder)}
        with replacing(kept) as partial:
            torch.save(state, partial)
    listener = Listener(len(state["keys"]))
    listener.load_state_dict(state["listener"])
    return Classifier(listener, state["keys"])
