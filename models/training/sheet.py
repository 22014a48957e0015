"""A sheet of spectrograms: recordings beside what the model makes of them, and a morph, for eyes.

`python3 sheet.py MODEL_FOLDER DATA_FOLDER OUT.png`. Frequency is logarithmic, level in dB against the loudest of the
recording, both of a pair on one scale. Notes are held-out ones. Needs Debian's python3-pil.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont

import morphs
from evaluate import UNPITCHED_KEY, Library
from families import FAMILIES, family_of, title_of
from model import Model
from network import RATE
from replacing import replacing
from sources import is_drum
from summaries import note_name
from train import is_held_out

SECONDS, WIDTH, HEIGHT = 2.0, 144, 120
LOW_HZ, HIGH_HZ, DEEPEST_DB = 40.0, 20000.0, 80.0
FFT = 4096
COLUMNS, PAIRS = 4, 12
MORPH_FROM, MORPH_TO = 73, 24  # a flute becomes a nylon guitar
LEFT, GAP, LINE = 34, 6, 15
SHADES = 64
INK, PAPER = (20, 20, 20), (255, 255, 255)
_COLOURS = np.array([[0, 0, 8], [50, 10, 90], [150, 40, 110], [230, 90, 60], [252, 180, 40], [252, 255, 190]], float)


def picture(audio: np.ndarray) -> np.ndarray:
    """[HEIGHT, WIDTH] dB, high frequencies on top."""
    frames = int(SECONDS * RATE)
    x = torch.from_numpy(np.ascontiguousarray(audio[:frames], np.float32))
    x = torch.nn.functional.pad(x, (FFT // 2, FFT // 2 + frames - len(x)))
    power = torch.stft(x, FFT, frames // WIDTH, window=torch.hann_window(FFT), center=False, return_complex=True).abs() ** 2
    sums = np.cumsum(np.concatenate([np.zeros((1, power.shape[1])), power.numpy()]), 0)
    edges = np.geomspace(LOW_HZ, HIGH_HZ, HEIGHT + 1) * FFT / RATE + 0.5
    rows = np.stack([np.interp(edges, np.arange(len(sums)), column) for column in sums.T[:WIDTH]], 1)
    mean = np.diff(rows, axis=0) / np.diff(edges)[:, None]
    return 10 * np.log10(mean + 1e-12)[::-1]


def shades(db: np.ndarray, loudest: float) -> Image.Image:
    colour = np.clip((db - loudest) / DEEPEST_DB + 1, 0, 1) * (len(_COLOURS) - 1)
    low = np.minimum(colour.astype(int), len(_COLOURS) - 2)
    part = (colour - low)[..., None]
    return Image.fromarray((_COLOURS[low] * (1 - part) + _COLOURS[low + 1] * part).astype(np.uint8))


def examples(library: Library) -> list:
    """A held-out note of each family, as near to the middle of the keyboard as there is; no more than PAIRS."""
    notes = [n for n in library.index if is_held_out(*n, ())]
    found = []
    for family in FAMILIES:
        own = [n for n in notes if family_of(n[0]) == family and is_drum(n[0]) == (family == "percussion")]
        if own:
            found.append(min(own, key=lambda n: (abs(n[1] - morphs.KEY) + abs(n[2] - morphs.VELOCITY) / 8, n)))
    return found if len(found) <= PAIRS else [n for n in found if family_of(n[0]) != "plucked"]  # a harp is much like a guitar


def morph(model: Model, library: Library) -> list:
    """The steps from one instrument to another at one key; none where a recording is missing."""
    rows = [library.index.get((p, morphs.KEY, morphs.VELOCITY)) for p in (MORPH_FROM, MORPH_TO)]
    if None in rows:
        return []
    a, b = (model.encode(library.audio(i)) for i in rows)
    return morphs.blended(model, a, b, 0)


class Sheet:
    """An image to which pictures are put, with axes."""

    def __init__(self, width: int, height: int):
        self.image = Image.new("RGB", (width, height), PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.font = ImageFont.load_default()

    def text(self, x: int, y: int, text: str):
        self.draw.text((x, y), text, INK, self.font)

    def put(self, x: int, y: int, title: str, db: np.ndarray, loudest: float):
        self.text(x, y, title)
        self.image.paste(shades(db, loudest), (x, y + LINE))
        for half in range(int(2 * SECONDS)):
            at = x + half * WIDTH / (2 * SECONDS)
            self.draw.line((at, y + LINE + HEIGHT, at, y + LINE + HEIGHT + (4 if half % 2 == 0 else 2)), INK)

    def frequencies(self, x: int, y: int):
        """The axis left of a picture at (x, y)."""
        for hz, name in ((100, "100"), (1000, "1 k"), (10000, "10 k")):
            at = y + LINE + HEIGHT * (1 - np.log(hz / LOW_HZ) / np.log(HIGH_HZ / LOW_HZ))
            self.draw.line((x - 4, at, x - 1, at), INK)
            self.text(x - 6 - 6 * len(name), int(at) - 6, name)

    def scale(self, x: int, y: int, width: int):
        """What the colours mean."""
        self.image.paste(shades(np.tile(np.linspace(-DEEPEST_DB, 0, width), (10, 1)), 0), (x, y))
        for db in range(0, -int(DEEPEST_DB) - 1, -20):
            self.text(x + int(width * (1 + db / DEEPEST_DB)) - 8, y + 12, f"{db}")

    def save(self, path: Path):
        with replacing(path) as partial:
            self.image.quantize(SHADES).save(partial, "PNG", optimize=True)


def make(model: Model, library: Library) -> Sheet:
    pair_width, row = 2 * WIDTH + GAP + LEFT + GAP, HEIGHT + 2 * LINE
    notes, way = examples(library), morph(model, library)
    rows = -(-len(notes) // COLUMNS)
    width = max(COLUMNS * pair_width, LEFT + morphs.STEPS * (WIDTH + GAP)) + GAP
    sheet = Sheet(width, 3 * LINE + (rows + bool(way)) * row + 2 * LINE)
    sheet.text(LEFT, GAP, f"Left: the recording. Right: encoded and decoded. Up: Hz. Across: {SECONDS:g} s, a tick each half second. "
                          "Colour: dB against the recording's loudest.")
    sheet.scale(width - 300, GAP, 260)
    for n, note in enumerate(notes):
        x, y = LEFT + n % COLUMNS * pair_width, 3 * LINE + n // COLUMNS * row
        program, key, velocity = note
        i = library.index[note]
        audio = library.audio(i)
        decoded = model.decode(model.encode(audio), key or UNPITCHED_KEY, library.cents(i) if key else 0.0, i)
        left, right = picture(audio), picture(decoded)
        what = f"{family_of(program)}: {note_name({'program': program, 'key': key, 'velocity': velocity})}"
        sheet.put(x, y, what, left, left.max())
        sheet.put(x + WIDTH + GAP, y, "", right, left.max())
        sheet.frequencies(x, y)
    y = 3 * LINE + rows * row + LINE
    loudest = max((picture(v).max() for v in way), default=0)
    for n, audio in enumerate(way):
        title = f"{title_of(MORPH_FROM)} to {title_of(MORPH_TO)}" if n == 0 else f"{n} of {morphs.STEPS - 1}"
        sheet.put(LEFT + n * (WIDTH + GAP), y, title, picture(audio), loudest)
    if way:
        sheet.frequencies(LEFT, y)
    return sheet


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    make(Model(Path(sys.argv[1])), Library(Path(sys.argv[2]))).save(Path(sys.argv[3]))


if __name__ == "__main__":
    main()
