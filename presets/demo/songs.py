#!/usr/bin/env python3
"""Writes the demo songs that are our own: python3 presets/demo/songs.py [FOLDER]

Every run writes the same bytes. docs/demos.md says which preset each song is for, and what it shows.
"""

import math
import random
import struct
import sys
from pathlib import Path

TICKS = 480
WHEEL, BREATH, PEDAL = 1, 2, 64


def varying(value):
    """A number of seven bits a byte, the last one without the high bit."""
    out = [value & 127]
    while value > 127:
        value >>= 7
        out.insert(0, value & 127 | 128)
    return bytes(out)


class Song:
    """Events in beats, on one channel, written as a MIDI file of format 0."""

    def __init__(self, title, beats_a_minute, seed):
        self.title = title
        self.tempo = beats_a_minute
        self.random = random.Random(seed)
        self.events = []

    def add(self, beat, *message, order=1):
        self.events.append((round(beat * TICKS), order, len(self.events), bytes(message)))

    def note(self, beat, beats, key, velocity):
        loose = self.random.randint(-4, 4)
        self.add(beat, 0x90, key, max(1, min(127, velocity + loose)), order=2)
        self.add(beat + beats, 0x80, key, 64, order=0)

    def controller(self, beat, number, value):
        self.add(beat, 0xB0, number, max(0, min(127, round(value))))

    def program(self, beat, name):
        """The notes from here on are this preset's, by its name (RP-019): its number is up to who plays."""
        text = name.encode()
        self.add(beat, 0xFF, 0x08, *varying(len(text)), *text, order=0.5)
        self.add(beat, 0xC0, 0, order=0.5)

    def pressure(self, beat, value):
        self.add(beat, 0xD0, max(0, min(127, round(value))))

    def key_pressure(self, beat, key, value):
        self.add(beat, 0xA0, key, max(0, min(127, round(value))))

    def bend(self, beat, share):
        value = max(0, min(16383, round(8192 + 8191 * share)))
        self.add(beat, 0xE0, value & 127, value >> 7)

    def line(self, to, begin, end, start, goal, steps=16):
        """Moves something from one value to another, eased."""
        for i in range(steps + 1):
            t = i / steps
            to(begin + (end - begin) * t, start + (goal - start) * (0.5 - 0.5 * math.cos(math.pi * t)))

    def swell(self, to, begin, end, low, high, steps=16):
        for i in range(steps + 1):
            to(begin + (end - begin) * i / steps, low + (high - low) * math.sin(math.pi * i / steps))

    def write(self, folder):
        track = bytearray()
        title = self.title.encode()
        track += b"\0\xff\x03" + varying(len(title)) + title
        track += b"\0\xff\x51\x03" + round(60e6 / self.tempo).to_bytes(3, "big")
        before = 0
        for tick, _, _, message in sorted(self.events):
            track += varying(tick - before) + message
            before = tick
        track += b"\0\xff\x2f\0"
        name = self.title.lower().replace(" ", "-") + ".mid"
        header = b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS)
        Path(folder, name).write_bytes(header + b"MTrk" + struct.pack(">I", len(track)) + track)


def council():
    """Four reeds that talk: the timbre keys 24 to 27 hold who speaks, the wheel and pressure colour it.

    In the third round a trombone stands up and sings, one voice whose pressure says "ooh".
    """
    song = Song("Council", 80, 1)
    song.program(0, "Reed Council")
    chords = [
        (50, 57, 62, 65), (48, 57, 60, 65), (46, 53, 62, 65), (45, 52, 61, 64),
        (50, 57, 60, 65), (43, 58, 62, 67), (48, 55, 64, 67), (45, 57, 61, 64),
    ]
    speaks = [
        {24: 100}, {24: 90, 25: 60}, {25: 100}, {25: 60, 27: 70}, {27: 100}, {26: 90, 27: 50},
        {26: 100}, {24: 60, 25: 60, 26: 60, 27: 60},
    ]
    tune = [
        [(0, 1.5, 74), (1.5, 0.5, 72), (2, 2, 69)], [(0, 1, 69), (1, 1, 72), (2, 1.5, 77), (3.5, 0.5, 76)],
        [(0, 2.5, 74), (3, 1, 70)], [(0, 1, 69), (1, 1, 73), (2, 2, 76)],
        [(0, 1.5, 77), (1.5, 0.5, 76), (2, 1, 74), (3, 1, 72)], [(0, 1, 70), (1, 1, 74), (2, 2, 79)],
        [(0, 1, 76), (1, 0.5, 74), (1.5, 0.5, 72), (2, 2, 67)], [(0, 3.5, 69)],
    ]
    for round_ in range(3):
        for bar, chord in enumerate(chords):
            at = 32 * round_ + 4 * bar
            if round_ == 2 and bar < 4:
                solo(song, at, tune[bar])
                continue
            keys = speaks[(bar + 3 * round_) % len(speaks)]
            for key, velocity in keys.items():
                song.note(at, 3.9, key, velocity)
            if round_ == 1 and len(keys) == 2:
                first, second = keys
                song.line(lambda b, v: song.key_pressure(b, first, v), at + 1, at + 3, 100, 20, 8)
                song.line(lambda b, v: song.key_pressure(b, second, v), at + 1.03, at + 3.03, 20, 110, 8)
            for voice, key in enumerate(chord[: 2 if round_ == 0 and bar < 4 else 3]):
                song.note(at + 0.03 * voice, 3.8, key, 52 + 8 * round_)
            if round_ > 0 or bar >= 4:
                for beat, beats, key in tune[bar]:
                    song.note(at + beat, 0.95 * beats, key, 78 + 8 * round_ + (6 if beat == 0 else 0))
                    if beats >= 2:
                        song.swell(song.pressure, at + beat + 0.4, at + beat + beats, 0, 70 + 20 * round_)
    song.line(lambda b, v: song.controller(b, WHEEL, v), 48, 62, 38, 110, 48)
    song.program(64, "Brass Says Ooh")
    song.controller(64, WHEEL, 0)
    song.program(80, "Reed Council")
    song.controller(80, WHEEL, 60)
    song.line(lambda b, v: song.controller(b, WHEEL, v), 81, 92, 60, 20, 48)
    for key in (38, 50, 57, 62, 66):
        song.note(96, 5, key, 70)
    return song


def solo(song, at, phrase):
    """A bar of one voice: each note lasts into the next, so that they are one breath."""
    for beat, beats, key in phrase:
        song.note(at + beat, beats + 0.04, key - 12, 92 + (10 if beat == 0 else 0))
        if beats >= 1.5:
            song.swell(song.pressure, at + beat + 0.2, at + beat + beats, 0, 127, 24)


def foundry():
    """A kit whose hits drift: hats that choke each other, a tune of tin, pressure that bends what rings.

    In the middle the bass under the bridge, then a machine of reeds and wire: its path has four beats of 112.
    """
    song = Song("Foundry", 112, 2)
    song.program(0, "Tin and Skin")
    steps = {
        36: "x..x..x...x.x...",
        38: "....x.......x..o",
        42: "x.o.x.o.x.o.x.o.",
        46: "......x.......x.",
        62: "..o..x.o..o..x.o",
        64: "x.....o..x....o.",
    }
    loud = {"x": 104, "o": 64}
    tin = [69, 72, 67, 69, 55, 60, 69, 53]
    for bar in range(32):
        at = 4 * bar
        if 14 <= bar < 22:
            continue
        fill = bar % 4 == 3
        break_ = 12 <= bar < 14
        for key, pattern in steps.items():
            enters = {36: 0, 42: 1, 38: 2, 46: 3, 62: 4, 64: 4}[key]
            if bar < enters or break_ and key in (36, 38, 46):
                continue
            for i, mark in enumerate(pattern):
                if mark == "." or fill and i >= 12 and key != 36:
                    continue
                push = 0.02 if i % 2 else 0
                song.note(at + i / 4 + push, 0.2, key, loud[mark] - (12 if break_ else 0))
        if fill:
            for i, key in enumerate((48, 47, 45, 43, 41, 41)):
                song.note(at + 3 + i / 6, 0.15, key, 80 + 6 * i)
            song.swell(song.pressure, at + 2.5, at + 4, 0, 100, 12)
        if bar % 8 == 0:
            song.note(at, 1, 49, 90)
        if 4 <= bar and bar % 4 in (0, 1, 2):
            for i in range(4):
                key = tin[(3 * bar + i) % len(tin)]
                if (bar + i) % 3:
                    song.note(at + i + 0.5, 0.4, key, 66 + 10 * (i % 2))
    song.line(lambda b, v: song.controller(b, WHEEL, v), 32, 54, 0, 90, 48)
    under_the_bridge(song, 56)
    machine(song, 72)
    song.program(88, "Tin and Skin")
    song.line(lambda b, v: song.controller(b, WHEEL, v), 88, 104, 70, 8, 48)
    for key, velocity in ((36, 120), (49, 100), (52, 110)):
        song.note(128, 2, key, velocity)
    return song


def under_the_bridge(song, at):
    """Four bars of bass alone."""
    song.program(at, "Under the Bridge Deck")
    song.controller(at, WHEEL, 0)
    riff = [
        (0, 0.7, 33, 112), (0.75, 0.2, 33, 74), (1, 0.45, 36, 92), (1.5, 0.45, 38, 98),
        (2, 0.7, 33, 106), (2.75, 0.2, 31, 76), (3, 0.45, 33, 90),
    ]
    for bar, last in enumerate((36, 40, 43, 40)):
        begin = at + 4 * bar
        for beat, beats, key, velocity in riff:
            song.note(begin + beat, beats, key, velocity)
        song.note(begin + 3.5, 0.45, last, 102)
        song.line(song.bend, begin + 3.5, begin + 3.7, -0.6, 0, 6)
        song.swell(song.pressure, begin + 2, begin + 2.7, 0, 90, 8)
    song.line(lambda b, v: song.controller(b, WHEEL, v), at + 8, at + 15, 0, 100, 24)


def machine(song, at):
    """Four bars of chords that the preset's own path cuts into beats, and a tune above."""
    song.program(at, "Accordion Machine")
    song.controller(at, WHEEL, 0)
    chords = [(45, 57, 60, 64), (41, 57, 60, 65), (43, 55, 59, 62), (40, 56, 59, 64)]
    tune = [(0.5, 69), (1.5, 72), (2, 76), (3, 74)]
    for bar, chord in enumerate(chords):
        for key in chord:
            song.note(at + 4 * bar, 3.9, key, 84)
        for beat, key in tune:
            song.note(at + 4 * bar + beat, 0.45, key - (0, 0, 2, 5)[bar], 92)
    song.line(lambda b, v: song.controller(b, WHEEL, v), at + 4, at + 15, 0, 60, 32)


def high_wind():
    """One flute in the wind: breath (CC 2) is the air, the wheel the other flute, pressure the end of a phrase.

    Two phrases are struck as wood, two are sung by a choir that the wheel makes smaller, from giants to children.
    """
    song = Song("High Wind", 56, 3)
    song.program(0, "Shakuhachi Storm")
    phrases = [
        [(0, 2, 62), (2, 1, 63), (3, 3.5, 67)],
        [(0, 1, 69), (1, 0.5, 70), (1.5, 1.5, 69), (3, 3.5, 67)],
        [(0, 1.5, 74), (1.5, 0.5, 75), (2, 1, 74), (3, 1, 70), (4, 2.8, 69)],
        [(0, 1, 67), (1, 1, 69), (2, 0.5, 70), (2.5, 0.5, 69), (3, 3.5, 62)],
        [(0, 0.5, 74), (0.5, 0.5, 75), (1, 2, 79), (3, 1, 75), (4, 2.8, 74)],
        [(0, 1, 70), (1, 1, 69), (2, 1, 67), (3, 1, 63), (4, 2.8, 62)],
        [(0, 1, 63), (1, 1, 67), (2, 1, 69), (3, 3.6, 74)],
        [(0, 2, 70), (2, 1, 69), (3, 1, 67), (4, 1, 63), (5, 1.9, 62)],
        [(0, 6.5, 62)],
    ]
    for i, phrase in enumerate(phrases):
        at = 7 * i
        if i in (2, 3):
            wooden(song, at, phrase, i == 2)
            continue
        if i in (5, 6):
            choir(song, at, phrase, i == 5)
            continue
        if i in (4, 7):
            song.program(at, "Shakuhachi Storm")
            song.controller(at, WHEEL, 32)
        strength = (60, 70, 90, 75, 110, 85, 80, 65, 55)[i]
        song.line(lambda b, v: song.controller(b, BREATH, v), at, at + 1.5, 8, strength, 16)
        song.line(lambda b, v: song.controller(b, BREATH, v), at + 5, at + 6.8, strength, 5, 16)
        if i % 2 == 0 or i > 4:
            for key in (38, 45) if i % 4 else (38,):
                song.note(at, 6.8, key, 42 + strength // 8)
        for beat, beats, key in phrase:
            begin = at + beat
            song.line(song.bend, begin, begin + 0.25, -0.5 if beat == 0 else 0, 0, 8)
            song.note(begin, 0.98 * beats, key, 58 + strength // 3)
        last = at + phrase[-1][0]
        song.swell(song.pressure, last + 0.8, at + 6.8, 0, strength, 20)
    song.line(lambda b, v: song.controller(b, WHEEL, v), 28.5, 34.5, 32, 120, 48)
    return song


def wooden(song, at, phrase, first):
    """A phrase of flutes that begin as a marimba, longer where they are struck harder."""
    if first:
        song.program(at, "Wooden Breath")
        song.controller(at, WHEEL, 0)
        song.controller(at, BREATH, 0)
    for i in range(13):
        song.note(at + i / 2, 0.45, (50, 57, 62, 57, 53, 57)[i % 6], 40 + 50 * (i % 3 == 0))
    for beat, beats, key in phrase:
        song.note(at + beat, 0.96 * beats, key, 116 if beats < 1 else 70)
        if beats >= 2:
            song.swell(song.pressure, at + beat + 0.5, at + beat + beats, 0, 110, 20)


def choir(song, at, phrase, first):
    """A phrase over chords; the wheel goes all its way within the two."""
    if first:
        song.program(at, "Giant and Child")
        song.controller(at, BREATH, 0)
    song.controller(at, WHEEL, 0 if first else 64)
    song.line(lambda b, v: song.controller(b, WHEEL, v), at + 0.5, at + 6.5, 0 if first else 64, 64 if first else 127, 48)
    for beat, chord in ((0, (43, 50, 58)), (3.5, (46, 53, 62))) if first else ((0, (48, 55, 63)), (3.5, (50, 57, 62))):
        for key in chord:
            song.note(at + beat, 3.4, key, 66)
    for beat, beats, key in phrase:
        song.note(at + beat, 0.98 * beats, key, 88)


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent
    for make in (council, foundry, high_wind):
        make().write(where)
