"""To which family of instruments a program belongs: as the bank has it, else as General MIDI orders its programs."""

import sources
import synths
from timbres import TIMBRES

GENERAL_MIDI = ("keyboard", "mallet", "organ", "guitar", "bass", "strings", "strings", "brass", "reed", "flute", "synth", "synth",
                "synth", "plucked", "percussion")  # programs in eights
BREATHY = ("flute", "voice")
OTHER_TITLES = {2: "Electric Grand", 37: "Slap Bass 2", 51: "Synth Strings 2", 55: "Orchestra Hit", 86: "Fifths Lead", 96: "Ice Rain",
                101: "Goblins", 102: "Echoes", 113: "Agogo"}  # General MIDI's, of programs that are not in the bank


def _named() -> dict:
    """Program to (title, family) of what the bank records; a variation's program only where the program itself is not there."""
    programs = lambda source: source if isinstance(source, int) else source[1]
    recorded = [e for e in TIMBRES if isinstance(e[3], int) or len(e[3]) == 4]
    exact = sorted(recorded, key=lambda e: isinstance(e[3], int))
    return {programs(e[3]): (e[1], e[2]) for e in exact}


_NAMED = _named()


def family_of(program: int):
    """The family's name; None for a program that nobody has ordered."""
    if program in _NAMED:
        return _NAMED[program][1]
    if sources.is_drum(program):
        return "percussion"
    if program >= synths.FIRST_PRESET:
        return synths.PRESETS[program - synths.FIRST_PRESET].family
    return GENERAL_MIDI[program // 8] if program // 8 < len(GENERAL_MIDI) else None


def title_of(program: int) -> str:
    """A name for people."""
    if program >= synths.FIRST_SAMPLE:
        return synths.DRUMS[program - synths.FIRST_SAMPLE].title
    if program >= synths.FIRST_PRESET:
        return synths.PRESETS[program - synths.FIRST_PRESET].title
    if program >= sources.FIRST_DRUM:
        bank, preset, key = sources.DRUMS[program - sources.FIRST_DRUM]
        return f"Drum {bank}:{preset} key {key}"
    return _NAMED[program][0] if program in _NAMED else OTHER_TITLES.get(program, f"Program {program}")


FAMILIES = sorted({family for _, family in _NAMED.values()} | set(GENERAL_MIDI))
