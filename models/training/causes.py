"""What a distance consists of: why a decoded note is not its recording, in parts of the squared distance that add up.

The log ratio of the two spectra, bins by frames, is split as an analysis of variance splits a table: what stays for the whole note
(colour), what all bins do together (level), what each bin does over BLOCK frames (slow) and within them (fast). The same split of the
decoder against itself with other noise says how much of each is noise, in which no two takes agree.
"""

import numpy as np

import measures as ms
from network import RATE

BLOCK = 6  # frames of 512: 64 ms, two codes
LOW_HZ, HIGH_HZ = 1000.0, 5000.0
KINDS = ("colour", "level", "slow", "fast")
REGIONS = ("low", "middle", "high")


def parts(audio: np.ndarray, reference: np.ndarray, hz=None) -> dict:
    """dB squared: KINDS, which add up to the mean square over bins and heard frames; REGIONS, that mean below LOW_HZ, to HIGH_HZ
    and above; where a pitch is known and its harmonics stand apart, `between`: what of slow and fast lies between them."""
    a, b = ms.spectrum(audio), ms.spectrum(reference)
    db = ms.ratio_db(a, b)[:, ms.heard(b)]
    colour = db.mean(1, keepdims=True)
    level = (db - colour).mean(0, keepdims=True)
    rest = db - colour - level
    blocks = -(-rest.shape[1] // BLOCK)
    slow = np.concatenate([np.repeat(part.mean(1, keepdims=True), part.shape[1], 1) for part in np.array_split(rest, blocks, 1)], 1)
    squares = {"colour": (colour**2).mean(), "level": (level**2).mean(), "slow": (slow**2).mean(), "fast": ((rest - slow) ** 2).mean()}
    at = np.arange(len(db)) * RATE / 2048
    for name, low, high in zip(REGIONS, (0, LOW_HZ, HIGH_HZ), (LOW_HZ, HIGH_HZ, np.inf)):
        squares[name] = (db[(at >= low) & (at < high)] ** 2).mean()
    harmonic = ms.harmonic_bins(hz, len(db))
    if harmonic.any() and not harmonic.all():
        squares["between"] = (rest[~harmonic] ** 2).sum() / rest.size
    return {name: float(v) for name, v in squares.items()}


def note_causes(own: np.ndarray, again: np.ndarray, audio: np.ndarray, hz=None, confidence=None) -> dict:
    """One note: its parts, those of its noise, and how far one period explains it (0 to 1), if it has a pitch."""
    found = {"parts": parts(own, audio, hz), "noise": parts(again, own, hz)}
    return found if confidence is None else {**found, "onePitch": float(confidence)}


def shares(rows: list) -> dict:
    """Over notes, in percent of their squared distance: noise, and what of KINDS is no noise; of the moving rest, what lies between
    harmonics; the furthest region; the mean of onePitch. Nothing of no notes."""
    if not rows:
        return {}
    mean = lambda which, name: float(np.mean([r[which][name] for r in rows]))
    whole = {k: mean("parts", k) for k in KINDS}
    noise = {k: min(whole[k], mean("noise", k)) for k in KINDS}
    total = sum(whole.values()) + 1e-9
    table = {k: round(100 * (whole[k] - noise[k]) / total) for k in KINDS}
    table["noise"] = round(100 * sum(noise.values()) / total)
    table["furthest"] = max(REGIONS, key=lambda name: mean("parts", name))
    pitched = [r for r in rows if "between" in r["parts"]]
    if pitched:
        moving = sum(r["parts"]["slow"] + r["parts"]["fast"] for r in pitched)
        table["between"] = round(100 * sum(r["parts"]["between"] for r in pitched) / (moving + 1e-9))
    known = [r["onePitch"] for r in rows if "onePitch" in r]
    if known:
        table["onePitch"] = round(100 * float(np.mean(known)))
    return table


_KIND_WORDS = {"colour": "a colour that is off all the time", "level": "level over time",
               "slow": "partials that rise and fall otherwise, over two codes and more",
               "fast": "what changes within two codes (beats, vibrato, attack)"}
_REGION_WORDS = {"low": "below 1 kHz", "middle": "from 1 to 5 kHz", "high": "above 5 kHz"}
LEAST_SHARE, LEAST_BETWEEN, SINGLE_PITCH = 15, 50, 70  # percent


def in_words(table: dict) -> str:
    """`shares` as a phrase, the largest part first."""
    words = {**_KIND_WORDS, "noise": "noise, in which no two takes agree"}
    ranked = sorted((k for k in words if table[k] >= LEAST_SHARE), key=lambda k: -table[k])
    said = [f"{table[k]} % {words[k]}" for k in ranked]
    if table.get("between", 0) >= LEAST_BETWEEN and table["slow"] + table["fast"] >= LEAST_SHARE:
        said.append(f"{table['between']} % of what moves lies between the harmonics")
    if table.get("onePitch", 100) < SINGLE_PITCH:
        said.append(f"one period explains {table['onePitch']} % of the recording: it has more than one pitch, or none that holds")
    return "; ".join(said + [f"furthest off {_REGION_WORDS[table['furthest']]}"])
