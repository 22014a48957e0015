"""What is recorded: the presets of a General MIDI SoundFont and the keys that each instrument really has.

What is no SoundFont stands in synths.py; programs from its FIRST_PRESET on are its own.
"""

from synths import FIRST_PRESET, FIRST_SAMPLE

# program: lowest and highest key. Sound effects (120 to 127) have no pitch and no use here.
RANGES = {
    0: (21, 108), 1: (21, 108), 2: (21, 108), 3: (21, 108), 4: (28, 103), 5: (28, 103), 6: (29, 89), 7: (29, 96),
    8: (48, 108), 9: (57, 108), 10: (48, 96), 11: (49, 89), 12: (45, 96), 13: (53, 108), 14: (53, 84), 15: (45, 93),
    16: (33, 96), 17: (33, 96), 18: (33, 96), 19: (29, 96), 20: (36, 96), 21: (41, 93), 22: (53, 93), 23: (41, 93),
    24: (37, 88), 25: (37, 88), 26: (37, 88), 27: (37, 88), 28: (37, 84), 29: (37, 88), 30: (37, 88),
    32: (25, 67), 33: (25, 67), 34: (25, 67), 35: (25, 67), 36: (25, 67), 37: (25, 67), 38: (25, 72), 39: (25, 72),
    40: (53, 101), 41: (45, 91), 42: (33, 84), 43: (25, 67), 44: (33, 96), 45: (33, 93), 46: (25, 103), 47: (33, 60),
    48: (33, 96), 49: (33, 96), 50: (33, 96), 51: (33, 96), 52: (37, 84), 53: (37, 84), 54: (37, 84), 55: (37, 84),
    56: (49, 89), 57: (33, 77), 58: (25, 65), 59: (49, 89), 60: (33, 81), 61: (33, 92), 62: (33, 96), 63: (33, 96),
    64: (53, 91), 65: (45, 85), 66: (41, 81), 67: (33, 74), 68: (57, 93), 69: (49, 84), 70: (33, 77), 71: (49, 94),
    72: (69, 108), 73: (57, 98), 74: (57, 98), 75: (53, 96), 76: (45, 93), 77: (49, 93), 78: (57, 98), 79: (57, 96),
    80: (33, 96), 81: (29, 96), 82: (33, 96), 83: (33, 96), 84: (33, 96), 85: (37, 93), 86: (33, 96), 87: (25, 93),
    88: (33, 93), 89: (33, 93), 90: (33, 93), 91: (33, 93), 92: (33, 93), 93: (33, 93), 94: (33, 93), 95: (33, 93),
    96: (37, 93), 97: (33, 93), 98: (37, 93), 99: (33, 93), 100: (33, 93), 101: (37, 93), 102: (37, 93), 103: (37, 93),
    104: (41, 85), 105: (45, 89), 106: (45, 85), 107: (45, 89), 108: (45, 89), 109: (45, 85), 110: (53, 96),
    111: (45, 85), 112: (57, 101), 113: (45, 85), 114: (45, 89),
}
FIRST_KEY, KEY_STEP = 21, 4  # the grid of recorded keys: 21, 25, ... 105
VELOCITIES = (50, 80, 115)

# percussion: (bank, program, key) of one sound each; programs of bank 0 are played at three keys, kits of bank 128 as they are
MELODIC_DRUMS = [(bank, program, key) for bank, program in ((0, 115), (0, 116), (0, 117), (0, 118), (0, 119), (8, 115),
                                                            (8, 116), (8, 117), (8, 118)) for key in (48, 56, 64)]
KIT_DRUMS = [(128, 0, key) for key in range(35, 82)]
KIT_DRUMS += [(128, kit, key) for kit in (8, 16, 24, 25, 32, 40) for key in range(35, 52)]
KIT_DRUMS += [(128, 48, key) for key in (27, 29, 31, 33, 35, 36, 38, 41, 45, 49, 53, 57, 59)]
DRUMS = MELODIC_DRUMS + KIT_DRUMS
FIRST_DRUM = 1000  # the number of DRUMS[i] among the programs is 1000 + i


def keys_of(program: int) -> list:
    """The recorded keys of a program."""
    low, high = RANGES[program]
    return [key for key in range(FIRST_KEY, 109, KEY_STEP) if low <= key <= high]


def is_drum(program: int) -> bool:
    """Whether a program is percussion."""
    return FIRST_DRUM <= program < FIRST_PRESET or program >= FIRST_SAMPLE


def is_general_midi(program: int) -> bool:
    """Whether a program is of the SoundFont that the model began with: its figures are told apart from the others'."""
    return program < FIRST_PRESET
