"""The sources of `synths.py` as sound: an engine's presets, played note by note without window or sound card."""

import io
import os
import re
import subprocess
import tempfile
import urllib.parse
from math import gcd
from pathlib import Path
from shutil import which

import numpy as np
from scipy.io import wavfile
from scipy.signal import resample_poly

import lv2
import soundfont
from dssi import FOLDER as DSSI_FOLDER
from dssi import Dssi
from lv2 import BLOCK, RATE

ORGAN = "http://gareus.org/oss/lv2/b_synth"
DRAWBARS = ("16", "513", "8", "4", "223", "2", "135", "113", "1")
MDA, ZYN = "http://drobilla.net/plugins/mda/", "http://zynaddsubfx.sourceforge.net"
ZYN_BANKS = "/usr/lib/lv2/ZynAddSubFX.lv2presets"
PREFIXES = ("@prefix lv2: <http://lv2plug.in/ns/lv2core#> . @prefix pset: <http://lv2plug.in/ns/ext/presets#> . "
            "@prefix state: <http://lv2plug.in/ns/ext/state#> .\n")
AMSYNTH_BANKS = Path("/usr/share/amsynth/banks")
STK = "/usr/bin/stk-demo"
QUIET, LONGEST_TAIL = 1e-4, 6 * RATE  # a note begins when the one before is no longer heard, or after so many samples
ALL_SOUND_OFF, WHEEL_DOWN = bytes([0xB0, 120, 0]), bytes([0xB0, 1, 0])
KITS = {"rumpf": "/usr/share/hydrogen/data/drumkits/rumpf_kit_z01_h2", "sonicpi": "/usr/share/sonic-pi/samples"}
PLACES = {"organ": "/usr/lib/lv2/b_synth", "mda": "/usr/lib/lv2/mda.lv2", "sampled": "/usr/lib/lv2/mda.lv2", "zyn": ZYN_BANKS,
          "amsynth": DSSI_FOLDER + "amsynth_dssi.so", "stk": STK, "soundfont": soundfont.SOUNDFONT, **KITS}

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # an instrument may start Qt even without a window


def organ(preset: str):
    """A tonewheel organ: nine drawbars from 0 to 8, a percussion after a `+` (2nd or 3rd); the rotating speaker stands still."""
    bars, _, percussion = preset.partition("+")
    lines = [f"M {manual}.drawbar{foot}={round(127 * (8 - int(bar)) / 8)}" for manual in ("upper", "lower")
             for foot, bar in zip(DRAWBARS, bars)]
    lines += [f"M percussion.{k}={v}" for k, v in (("enable", 127 if percussion else 0), ("decay", 0), ("volume", 0),
                                                   ("harmonic", 0 if percussion == "3rd" else 127))]
    lines += ["M vibrato.upper=0", "M vibrato.lower=0", "M rotary.speed-select=0", "M overdrive.enable=0", "M reverb.mix=0"]
    plugin = lv2.Lv2(ORGAN)
    text = "\n".join(lines) + "\n"
    plugin.restore_text(PREFIXES + f"<urn:ligature:registration> a pset:Preset ; lv2:appliesTo <{ORGAN}> ; "
                        f'state:state [ <{ORGAN}#state> """{text}""" ] .')
    for _ in range(RATE // BLOCK):  # the speaker comes to a stop
        plugin.process()
    return plugin


def mda(preset: str):
    """A plugin of mda-lv2 and the name of its preset, as in `DX10 bright-e-piano`; without a name as it starts."""
    name, _, preset = preset.partition(" ")
    plugin = lv2.Lv2(MDA + name)
    if preset:
        plugin.restore(f"{MDA}presets#{name}-{preset}")
    return plugin


def zyn(preset: str):
    """A bank and an instrument of ZynAddSubFX, without their effects, the modulation wheel down."""
    bank, _, name = preset.partition("/")
    quoted = f"<{ZYN}#preset_{urllib.parse.quote(bank)}_{urllib.parse.quote(name)}>"
    file = Path(ZYN_BANKS, bank + ".ttl")
    text = file.read_text() if file.exists() else ""
    start = text.find(f"\n{quoted}\n")
    if start < 0:
        raise ValueError(f"ZynAddSubFX has no instrument {preset}")
    end = text.find(f"\n<{ZYN}#", start + 1)
    plugin = lv2.Lv2(ZYN)
    plugin.restore_text(PREFIXES + f"{quoted} a pset:Preset ; lv2:appliesTo <{ZYN}> .\n" + without_effects(text[start:end]))
    plugin.process([(0, WHEEL_DOWN)])
    return plugin


def without_effects(text: str) -> str:
    """A ZynAddSubFX state with the effects of system, insertion and instruments turned to none."""
    return re.sub(r'(<(?:INSTRUMENT|SYSTEM|INSERTION)_EFFECT id="\d+">.*?<EFFECT> *<par name="type" value=")\d+', r"\g<1>0",
                  text, flags=re.S)


def amsynth(preset: str):
    """A bank of amsynth and a name in it, without its reverb."""
    bank, _, name = preset.partition("/")
    file = next((f for f in AMSYNTH_BANKS.glob("*") if f.name.split(".")[0] == bank), None)
    found = re.search(r"^<preset> <name> *%s *\n((?:<parameter>.*\n)+)" % re.escape(name),
                      file.read_text(errors="replace"), re.M) if file else None
    if not found:
        raise ValueError(f"amsynth has no preset {preset}")
    plugin = Dssi("amsynth_dssi.so")
    for line in found.group(1).splitlines():
        _, control, value = line.split()
        if control in plugin.controls:
            plugin.set(control, float(value))
    plugin.set("reverb_wet", 0.0)
    return plugin


PLUGINS = {"organ": organ, "mda": mda, "sampled": mda, "zyn": zyn, "amsynth": amsynth}


def stk(instrument: str, notes, held: int, total: int) -> np.ndarray:
    """Notes of an instrument of the Synthesis ToolKit, each by a run of its own."""
    name, _, preset = instrument.partition(" ")
    out = np.zeros((len(notes), 1, total), np.float32)
    with tempfile.TemporaryDirectory() as folder:
        score, wave = Path(folder, "score.ski"), Path(folder, "note.wav")
        for i, (key, velocity) in enumerate(notes):
            lines = [f"ControlChange 0.0 1 {c} {v}" for c, v in (pair.split("=") for pair in preset.split())]
            lines += [f"NoteOn 0.0 1 {key} {velocity}", f"NoteOff {held / RATE} 1 {key} 64",
                      f"NoteOff {(total - held) / RATE} 1 {key} 64"]
            score.write_text("\n".join(lines) + "\n")
            subprocess.run([STK, name, "-ow", str(wave), "-s", str(RATE), "-n", "1", "-if", str(score)], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
            sound = np.frombuffer(wave.read_bytes()[44:], "<i2").astype(np.float32) / 32768
            out[i, 0, : min(total, len(sound))] = sound[:total]
    return out


def available(engine: str) -> bool:
    """Whether what the engine needs is installed."""
    needed = {"soundfont": "fluidsynth", "rumpf": "flac", "sonicpi": "flac"}.get(engine)
    return Path(PLACES[engine]).exists() and (needed is None or which(needed) is not None)


def play(plugin, notes, held: int, total: int) -> np.ndarray:
    """Notes one after the other, each in silence: audio [notes, channels, total]; times in samples."""
    out = []
    for key, velocity in notes:
        blocks, at = [], 0
        while at < total:
            events = [(0, bytes([0x90, key, velocity]))] if at == 0 else []
            if at <= held < at + BLOCK:
                events.append((held - at, bytes([0x80, key, 0])))
            blocks.append(plugin.process(events))
            at += BLOCK
        out.append(np.concatenate(blocks, 1)[:, :total])
        plugin.process([(0, ALL_SOUND_OFF)])
        tail = 0
        while np.abs(plugin.process()).max() > QUIET and tail < LONGEST_TAIL:
            tail += BLOCK
    return np.nan_to_num(np.stack(out))


def louder(both: np.ndarray) -> np.ndarray:
    """Audio [notes, channels, N] to the louder channel [notes, N]: the mean of two microphones colours the sound."""
    return both[:, int(np.argmax((both.astype(np.float64) ** 2).sum((0, 2))))]


def render(engine: str, preset: str, notes, held_ms: int, total_ms: int) -> np.ndarray:
    """Notes (key, velocity), as the instrument is told them: audio [n, total_ms * 48] at the instrument's own level."""
    if engine == "soundfont":
        bank, program = (int(v) for v in preset.split())
        return soundfont.render(program, notes, held_ms, total_ms, bank)
    held, total = held_ms * RATE // 1000, total_ms * RATE // 1000
    if engine == "stk":
        return louder(stk(preset, notes, held, total))
    return louder(play(PLUGINS[engine](preset), notes, held, total))


def sample(engine: str, name: str) -> np.ndarray:
    """A file of a kit, its louder channel at 48 kHz and full scale 1."""
    wave = subprocess.run(["flac", "-s", "-d", "-c", f"{KITS[engine]}/{name}.flac"], check=True, capture_output=True).stdout
    rate, both = wavfile.read(io.BytesIO(wave))
    full = float(np.iinfo(both.dtype).max)  # 24 bits come in the upper part of 32
    mono = louder(both.reshape(len(both), -1).T[None] / full)[0]
    return resample_poly(mono, RATE // gcd(RATE, rate), rate // gcd(RATE, rate)).astype(np.float32)


def strike(engine: str, files, velocities, total_ms: int) -> np.ndarray:
    """A drum at some velocities: the layer that is nearest, its peak the square of the velocity: audio [n, total_ms * 48]."""
    layers, total = [sample(engine, name) for name in files], total_ms * RATE // 1000
    out = np.zeros((len(velocities), total), np.float32)
    for i, velocity in enumerate(velocities):
        layer = layers[velocity * len(layers) // 128]
        x = layer[:total] * ((velocity / 127) ** 2 / np.abs(layer).max())
        out[i, : len(x)] = x
    return out
