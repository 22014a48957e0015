"""Whether velocities of a key differ in colour, as recordings and as the decoder plays them."""

import numpy as np

import measures
import velocities
from made_up import tone


def test_soft_recordings_are_duller():
    rich = sum(tone(440 * k, 1) / k for k in (1, 2, 3, 5, 8)).astype(np.float32)
    soft, middle, loud = velocities.coloured(np.stack([0.3 * rich, 0.6 * rich, rich]), 69)
    assert measures.brightness_db(soft) < measures.brightness_db(loud) - 2.9
    assert measures.brightness_db(middle) < measures.brightness_db(loud) - 1.4
    assert abs(np.sqrt((soft**2).mean() / (0.09 * rich**2).mean()) - 1) < 0.01
    hz = 440 * np.arange(1, 5)[:, None] * np.arange(48000) / 48000
    pure = (np.array([1, 0.1, 0.05, 0.03]) @ np.sin(2 * np.pi * hz)).astype(np.float32)
    soft, middle, loud = velocities.coloured(np.stack([0.3 * pure, 0.6 * pure, pure]), 69)
    assert measures.brightness_db(soft) - 0.01 < measures.brightness_db(middle) < measures.brightness_db(loud) - 0.5
    assert measures.brightness_db(loud) > measures.brightness_db(pure) + 0.3
    assert abs(np.sqrt((loud**2).mean() / (pure**2).mean()) - 1) < 0.01


class Muffled:
    """Stands for a model that plays a note with less difference of colour than it was told: code 0 is the square root of the slope."""

    def encode(self, audio):
        steep = 10 ** (measures.steepness_db(audio) / 20)
        return np.full((len(audio) // measures.STEP, 16), np.sqrt(np.sqrt(steep)) * 0.1, np.float32)

    def decode(self, codes, key, cents=0.0, seed=0):
        t = np.arange(len(codes) * measures.STEP) / 48000
        return (np.sin(2 * np.pi * 440 * t) + (10 * codes[:, 0].mean()) ** 2 * np.sin(2 * np.pi * 4400 * t)).astype(np.float32)


def test_what_the_decoder_takes_for_less_is_tilted_further():
    rich = sum(tone(440 * k, 1) / k for k in (1, 2, 3, 5, 8)).astype(np.float32)
    alike = velocities.coloured(np.stack([0.3 * rich, 0.6 * rich, rich]), 69)
    steep = lambda codes: measures.steepness_db(Muffled().decode(codes.astype(np.float32), 69))
    before = [Muffled().encode(x) for x in alike]
    assert steep(before[-1]) - steep(before[0]) < velocities.LEAST_DECODED_DB
    heard, codes = velocities.as_decoded(Muffled(), alike, 69, 20)
    assert steep(codes[-1]) - steep(codes[0]) > velocities.LEAST_DECODED_DB and codes[0].shape == (20, 16)
    assert measures.brightness_db(heard[0]) < measures.brightness_db(heard[1]) < measures.brightness_db(heard[2])
    enough, _ = velocities.as_decoded(Muffled(), heard, 69, 20)
    assert all(np.array_equal(a, b) for a, b in zip(enough, heard))
