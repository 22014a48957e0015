"""How the velocities of a key differ in colour: recordings that differ in level only are made duller where they are soft."""

import numpy as np

import measures as ms
from network import RATE
from zones import PLAYED_CODES

COLOUR_DB = (3.0, 1.5, 0.0)  # how much duller than the loudest each velocity is at least
STEEPEST_TILT = (5.0, 5.0, 0.0)  # dB an octave
LEAST_COLOUR_DB, BRIGHTEST_TILT, BRIGHT_OCTAVES = 1.5, 4.0, 3.0  # what is too pure to be duller is brighter when it is loud
LEAST_DECODED_DB, MORE_TILT, MOST_MORE_TILT = 1.5, (1.0, 0.5, -0.5), 6.0  # what a decoded key's velocities differ by at least


def tilted(audio: np.ndarray, db_per_octave: float, key: int) -> np.ndarray:
    """Duller above the note's pitch, or brighter, at the same level."""
    if db_per_octave == 0:
        return audio
    hz = np.fft.rfftfreq(len(audio), 1 / RATE)
    octaves = np.log2(np.maximum(hz / (440 * 2 ** ((key - 69) / 12)), 1))
    if db_per_octave < 0:
        octaves = np.minimum(octaves, BRIGHT_OCTAVES)
    dull = np.fft.irfft(np.fft.rfft(audio) * 10 ** (-db_per_octave * octaves / 20), len(audio))
    return (dull * np.sqrt((audio**2).sum() / ((dull**2).sum() + 1e-20))).astype(np.float32)


def coloured(recordings: np.ndarray, key: int) -> list:
    """One key's recordings by velocity: where they differ in level only, soft ones are made duller, else loud ones brighter."""
    loudest = ms.brightness_db(recordings[-1])
    played = []
    for x, less, steepest in zip(recordings, COLOUR_DB, STEEPEST_TILT):
        tilt = 0.0
        while tilt < steepest and ms.brightness_db(tilted(x, tilt, key)) > loudest - less:
            tilt += 0.5
        played.append(tilted(x, tilt, key))
    tilt, enough = 0.0, ms.brightness_db(played[0]) + LEAST_COLOUR_DB
    while tilt < BRIGHTEST_TILT and ms.brightness_db(played[-1]) < enough:
        tilt += 0.5
        played[-1] = tilted(recordings[-1], -tilt, key)
    return played


def as_decoded(model, played: list, key: int, steps: int) -> tuple:
    """Recordings of a key by velocity, and their codes [steps, 16] float16. Where the decoder takes their difference of colour for less, or
    the other way round, they are tilted further, all around the middle one."""
    encode = lambda xs: [model.encode(x)[:steps].astype(np.float16) for x in xs]
    bright = lambda codes: ms.steepness_db(model.decode(codes[:PLAYED_CODES].astype(np.float32), key))
    tilt, heard, codes = 0.0, played, encode(played)
    best, most = (heard, codes), bright(codes[-1]) - bright(codes[0])
    while most < LEAST_DECODED_DB and tilt < MOST_MORE_TILT:
        tilt += 1.5
        heard = [tilted(x, tilt * more, key) for x, more in zip(played, MORE_TILT)]
        codes = encode(heard)
        rise = bright(codes[-1]) - bright(codes[0])
        if rise > most:
            best, most = (heard, codes), rise
    return best
