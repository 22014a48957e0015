"""Where what a model has learnt comes from, in words: for the manifest, the card and each timbre."""

from collections import Counter

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


# a word of a licence to what may be done with what is rendered, and what whoever passes model or bank on has to do
RIGHTS = (
    ("synthesised", "yours, to sell too: a program's licence does not reach what it sounds", "nothing"),
    ("MIT", "yours, to sell too", "the notice and the licence below"),
    ("CC-BY", "yours, to sell too; tell the author's name where you publish it", "the name and the link below"),
    ("CC0", "yours, to sell too", "nothing"),
)


def rights(licence: str) -> tuple:
    """What may be done with renders, and what is passed on with copies."""
    return next(said for word, *said in RIGHTS if word in licence)


def heard(programs=None, timbres=()) -> dict:
    """Each origin of what was learnt or recorded for the bank, with the number of sounds and that of the bank's timbres."""
    learnt = Counter(credit(p) for p in programs or general_midi())
    recorded = Counter(t["attribution"] for t in timbres)
    origins = [c for c in dict.fromkeys([*learnt, *CREDITS.values()]) if c in learnt or recorded[c.attribution]]
    return {c: (learnt[c], recorded[c.attribution]) for c in origins}


def table(programs=None, timbres=()) -> str:
    """Whose the sounds are, for the card."""
    lines = ["| from | sounds learnt | timbres in the bank | licence | what you render | who passes the model on adds |", "|---|---|---|---|---|---|"]
    for c, (learnt, recorded) in heard(programs, timbres).items():
        may, must = rights(c.licence)
        lines.append(f"| {c.attribution} (Debian: {c.package}) | {learnt} | {recorded} | {c.licence} | {may} | {must} |")
    return "\n".join(lines)


def notices(programs=None, timbres=()) -> str:
    """The lines that licences want with copies."""
    return "\n".join(f"* {c.notice} ({c.licence})" for c in heard(programs, timbres) if c.notice)
