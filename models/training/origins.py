"""Where what a model has learnt comes from, in words: for the manifest, the card and each timbre."""

import sources
from synths import CREDITS, DRUMS, FIRST_PRESET, FIRST_SAMPLE, PRESETS, Credit


def credit(program: int) -> Credit:
    """Package, licence and attribution of a program."""
    if program >= FIRST_SAMPLE:
        return CREDITS[DRUMS[program - FIRST_SAMPLE].engine]
    return CREDITS[PRESETS[program - FIRST_PRESET].engine] if program >= FIRST_PRESET else CREDITS["soundfont"]


def general_midi() -> list:
    """The programs of the SoundFont that weights were trained on which do not say their programs."""
    return list(sources.RANGES) + [sources.FIRST_DRUM + i for i in range(len(sources.DRUMS))]


def training_data(programs=None) -> str:
    """One sentence on the programs that were trained on, with packages and licences."""
    programs = programs or general_midi()
    general = [p for p in programs if sources.is_general_midi(p)]
    drums = sum(sources.is_drum(p) for p in general)
    parts = [f"{len(general) - drums} General MIDI programs of FluidR3_GM (Frank Wen and others, MIT licence) over the keys of each"
             f" instrument in steps of 4, and {drums} drum sounds"] if general else []
    counted = {}
    for program in programs:
        if not sources.is_general_midi(program):
            counted[credit(program)] = counted.get(credit(program), 0) + 1
    parts += [f"{count} of {c.source} ({c.attribution}; {c.licence})" for c, count in counted.items()]
    return "; ".join(parts) + "; at velocities 50, 80 and 115, rendered dry at 48 kHz"


def attribution(programs=None) -> list:
    """One line for each origin, as the manifest lists them."""
    origins = dict.fromkeys(credit(p) for p in programs or general_midi())
    return [f"{c.attribution} ({c.licence}): training recordings and timbres" for c in origins]
