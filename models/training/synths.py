"""What is recorded beside the General MIDI SoundFont: synthesizers, an organ, other presets, drum samples; all from Debian.

A preset's program is 2000 + its place in PRESETS, a drum's is 2500 + its place in DRUMS: append, never insert. Keys are
those that sound; `shift` semitones are added to what the instrument is told, where it sounds elsewhere. Licences are
those of the packages' /usr/share/doc/*/copyright; CREDITS says what of it concerns the sound.
"""

from typing import NamedTuple

FIRST_PRESET, FIRST_SAMPLE = 2000, 2500


class Credit(NamedTuple):
    """Where an engine's sounds come from: for the docs and for the timbres of the bank. `notice` is the copyright line that a licence
    wants to go along with copies."""

    package: str
    source: str
    licence: str
    attribution: str
    notice: str = ""


class Preset(NamedTuple):
    name: str
    title: str
    family: str
    engine: str
    preset: str
    low: int
    high: int
    shift: int = 0
    sustains: bool = True


class Drum(NamedTuple):
    """A drum: the files of its velocity layers, from soft to loud."""

    name: str
    title: str
    engine: str
    files: tuple


# a program under the GPL has no claim on what it synthesises; where recordings are played, the licence is theirs
CREDITS = {
    "organ": Credit("setbfree", "setBfree", "GPL-2.0-or-later program, synthesised", "setBfree by Fredrik Kilander, Robin Gareus "
                    "and Will Panther"),
    "mda": Credit("mda-lv2", "mda-lv2", "GPL-3.0-or-later program, synthesised",
                  "mda plug-ins by Paul Kellett, ported by David Robillard"),
    "sampled": Credit("mda-lv2", "mda-lv2", "MIT (or GPL-2.0-or-later)", "mda Piano and ePiano by Paul Kellett",
                      "Copyright (c) 1999-2000 Paul Kellett (Maxim Digital Audio)"),
    "zyn": Credit("zynaddsubfx-lv2", "ZynAddSubFX", "GPL-2.0-or-later program, synthesised",
                  "ZynAddSubFX by Nasca Octavian Paul, Mark McCurry and the authors of its banks"),
    "amsynth": Credit("amsynth", "amsynth", "GPL-2.0-or-later program, synthesised",
                      "amsynth by Nick Dowell, Darrick Servis and the authors of its banks"),
    "stk": Credit("stk", "Synthesis ToolKit", "MIT-STK", "The Synthesis ToolKit by Perry R. Cook and Gary P. Scavone",
                  "Copyright (c) 1995-2021 Perry R. Cook and Gary P. Scavone"),
    "soundfont": Credit("fluid-soundfont-gm", "FluidR3_GM", "MIT", "FluidR3_GM SoundFont by Frank Wen and others",
                        "Copyright (c) 2000-2002, 2008 Frank Wen, (c) 2008 Toby Smithe"),
    "rumpf": Credit("hydrogen-drumkits", "rumpf_kit_z01", "CC-BY-3.0", "rumpf_kit_z01 by Emanuel Rumpf",
                    "rumpf_kit_z01 by Emanuel Rumpf, sf.net/projects/rumpf-kit, creativecommons.org/licenses/by/3.0, changed: learnt by a network"),
    "sonicpi": Credit("sonic-pi-samples", "sonic-pi-samples", "CC0-1.0", "Samples of Sonic Pi, from freesound.org"),
}

PRESETS = [
    Preset("drawbar-jazz", "Drawbars 888", "organ", "organ", "888000000", 24, 84, 12),
    Preset("drawbar-full", "Drawbars Full", "organ", "organ", "888888888", 24, 84, 12),
    Preset("drawbar-flute", "Drawbar Flute", "organ", "organ", "008000000", 36, 96),
    Preset("drawbar-flutes", "Drawbar Flutes", "organ", "organ", "006040300", 36, 96),
    Preset("drawbar-strings", "Drawbar Strings", "organ", "organ", "004545440", 36, 96),
    Preset("drawbar-clarinet", "Drawbar Clarinet", "organ", "organ", "008080840", 36, 96),
    Preset("drawbar-gospel", "Drawbar Gospel", "organ", "organ", "888000008", 24, 84, 12),
    Preset("drawbar-percussion", "Percussive Drawbars", "organ", "organ", "008800000+3rd", 36, 96),
    Preset("mellow-piano", "Mellow Piano", "keyboard", "sampled", "Piano", 21, 108, 0, False),
    Preset("tine-piano", "Tine Piano", "keyboard", "sampled", "EPiano", 28, 103, 0, False),
    Preset("jazz-fm-piano", "Jazz FM Piano", "keyboard", "mda", "DX10 jazz-e-piano", 28, 103, 0, False),
    Preset("fuzzy-fm-piano", "Fuzzy FM Piano", "keyboard", "mda", "DX10 fuzzy-e-piano", 28, 103, 0, False),
    Preset("fm-harpsichord", "FM Harpsichord", "keyboard", "mda", "DX10 harpsichord", 29, 89, 0, False),
    Preset("fm-clav", "FM Clav", "keyboard", "mda", "DX10 funk-clav", 29, 89, 12, False),
    Preset("fm-sitar", "FM Sitar", "plucked", "mda", "DX10 sitar", 33, 89, 12, False),
    Preset("fm-chiff-organ", "FM Chiff Organ", "organ", "mda", "DX10 chiff-organ", 36, 96),
    Preset("fm-koto", "FM Koto", "plucked", "mda", "DX10 koto", 45, 93, 0, False),
    Preset("fm-harp", "FM Harp", "plucked", "mda", "DX10 harp", 33, 103, -12, False),
    Preset("fm-guitar", "FM Guitar", "guitar", "mda", "DX10 jazz-guitar", 37, 88, 0, False),
    Preset("log-drum", "Log Drum", "mallet", "mda", "DX10 log-drum", 33, 84, 12, False),
    Preset("fm-trumpet", "FM Trumpet", "brass", "mda", "DX10 trumpet", 45, 93, -12),
    Preset("fm-horn", "FM Horn", "brass", "mda", "DX10 horn", 33, 84, 12),
    Preset("fm-reed", "FM Reed", "reed", "mda", "DX10 reed-2", 41, 93),
    Preset("fm-violin", "FM Violin", "strings", "mda", "DX10 violin", 45, 101, -12),
    Preset("fm-electric-bass", "FM Electric Bass", "bass", "mda", "DX10 e-bass", 25, 67, 24, False),
    Preset("fm-square-bass", "FM Square Bass", "bass", "mda", "DX10 square-bass", 25, 67, 24, False),
    Preset("upright-bass", "FM Upright Bass", "bass", "mda", "DX10 upright-bass-1", 25, 67, 12, False),
    Preset("hard-lead", "Hard Lead", "synth", "mda", "JX10 hard-lead", 33, 96),
    Preset("techno-lead", "Techno Lead", "synth", "mda", "JX10 detuned-techno-lead", 33, 96),
    Preset("velocity-backing", "Velocity Backing", "synth", "mda", "JX10 velocity-backing", 33, 96),
    Preset("analog-bass", "Analog Bass", "bass", "mda", "JX10 analog-bass", 25, 67, 24),
    Preset("acid-bass", "Acid Bass", "bass", "mda", "JX10 303-saw-bass", 25, 67, 24),
    Preset("soft-pick-bass", "Soft Pick Bass", "bass", "mda", "JX10 soft-pick-bass", 25, 67, 24, False),
    Preset("analog-fretless", "Analog Fretless", "bass", "mda", "JX10 fretless-bass", 25, 67, 24),
    Preset("very-soft-pad", "Very Soft Pad", "synth", "mda", "JX10 very-soft-pad", 33, 93),
    Preset("click-organ", "Click Organ", "organ", "mda", "JX10 click-organ", 36, 96),
    Preset("analog-clarinet", "Analog Clarinet", "reed", "mda", "JX10 bass-clarinet", 33, 89, 12),
    Preset("analog-horn", "Analog Horn", "brass", "mda", "JX10 soft-horn", 33, 84, 12),
    Preset("analog-brass", "Analog Brass", "brass", "mda", "JX10 synth-brass", 33, 93),
    Preset("analog-piano", "Analog Piano", "keyboard", "mda", "JX10 soft-e-piano", 28, 103, 0, False),
    Preset("thumb-piano", "Thumb Piano", "mallet", "mda", "JX10 thumb-piano", 45, 93, 0, False),
    Preset("additive-bass", "Additive Bass", "bass", "zyn", "Bass/0001-Bass 1", 25, 67, 0, False),
    Preset("wah-bass", "Wah Bass", "bass", "zyn", "Bass/0033-Wah Bass", 25, 67),
    Preset("fm-brass", "FM Brass", "brass", "zyn", "olivers-100/0010-FM Brass 2", 33, 93),
    Preset("solo-brass", "Solo Brass", "brass", "zyn", "Brass/0010-Solo Synth1", 33, 93),
    Preset("wah-brass", "Wah Brass", "brass", "zyn", "Brass/0009-Wah Brass", 33, 93),
    Preset("voice-ooh", "Voice Ooh", "voice", "zyn", "Choir and Voice/0004-Voice OOH", 37, 88),
    Preset("ahh-choir", "Ahh Choir", "voice", "zyn", "Choir and Voice/0002-AHH Choir 2", 37, 88),
    Preset("eoo-voice", "Eoo Voice", "voice", "zyn", "Choir and Voice/0036-Eooooo", 37, 88),
    Preset("voiced-synth", "Voiced Synth", "voice", "zyn", "Choir and Voice/0037-Voiced Synth", 37, 88),
    Preset("vocal-morph", "Vocal Morph", "voice", "zyn", "Choir and Voice/0065-Vocal Morph 1", 37, 88),
    Preset("pipe-organ", "Pipe Organ", "organ", "zyn", "Organ/0039-Church Organ 3", 36, 96),
    Preset("thin-pipe", "Thin Pipe", "organ", "zyn", "Collection/0051-Thin Pipe", 36, 96),
    Preset("soft-organ", "Soft Organ", "organ", "zyn", "Organ/0069-Soft Organ 1", 36, 96),
    Preset("sine-pad", "Sine Pad", "synth", "zyn", "Pads/0001-Sine Pad", 33, 93),
    Preset("square-pad", "Square Pad", "synth", "zyn", "Pads/0005-Square Pad 1", 33, 93),
    Preset("additive-pluck", "Additive Pluck", "plucked", "zyn", "Plucked/0001-Plucked 1", 37, 96, 0, False),
    Preset("plucked-string", "Plucked String", "plucked", "zyn", "Plucked/0033-Plucked String1", 37, 96, 0, False),
    Preset("dx-piano", "DX Piano", "keyboard", "zyn", "Rhodes/0001-DX Rhodes 1", 28, 103, 0, False),
    Preset("bell-piano", "Bell Piano", "keyboard", "zyn", "Rhodes/0035-FM Rhodes 3", 28, 103, 0, False),
    Preset("hard-tines", "Hard Tines", "keyboard", "zyn", "Rhodes/0042-Hard Rhodes1", 28, 103, 0, False),
    Preset("saw-strings", "Saw Strings", "strings", "zyn", "Strings/0004-Saw Strings 4", 33, 96),
    Preset("synth-violin", "Synth Violin", "strings", "zyn", "Strings/0050-Synth Violin 1", 45, 101),
    Preset("computer-lead", "Computer Lead", "synth", "zyn", "Synth/0065-Computer Lead1", 33, 96),
    Preset("resonance-synth", "Resonance Synth", "synth", "zyn", "Synth/0037-Resonance Synth", 33, 93),
    Preset("fm-sax", "FM Sax", "reed", "zyn", "olivers-100/0007-FM Saxophone 2", 41, 89),
    Preset("double-reed", "Double Reed", "reed", "zyn", "olivers-100/0005-Soprano Double Reed", 49, 96, -12),
    Preset("concertina", "Concertina", "organ", "zyn", "olivers-100/0008-Concertina", 41, 93),
    Preset("blues-harp", "Blues Harp", "reed", "zyn", "olivers-100/0012-Harmonica", 49, 93),
    Preset("soft-guitar", "Soft Guitar", "guitar", "zyn", "olivers-100/0013-Soft Guitar", 37, 88, 0, False),
    Preset("fm-twang-bass", "Twang Bass", "bass", "zyn", "olivers-100/0017-Twang Bass", 25, 67, 12, False),
    Preset("clavinoid", "Clavinoid", "keyboard", "zyn", "olivers-100/0025-Clavinoid", 29, 89, 0, False),
    Preset("toy-piano", "Toy Piano", "mallet", "zyn", "olivers-100/0027-Toy Piano", 53, 96, -12, False),
    Preset("soft-mallets", "Soft Mallets", "mallet", "zyn", "olivers-100/0028-Mallets", 41, 96, 0, False),
    Preset("triangle-lead", "Triangle Lead", "synth", "zyn", "olivers-100/0038-Gentle Triangle Lead", 33, 96),
    Preset("acid-lead", "Acid Lead", "synth", "zyn", "olivers-100/0042-Low pH Lead", 33, 96),
    Preset("formant-bass", "Formant Bass", "bass", "zyn", "olivers-100/0061-Formant Bass", 25, 67, 12),
    Preset("folk-flute", "Folk Flute", "flute", "zyn", "olivers-100/0001-Folk Flute", 57, 96, -12),
    Preset("bamboo-flute", "Bamboo Flute", "flute", "zyn", "olivers-100/0002-Bamboo Flute", 57, 96, -12),
    Preset("steel-wire", "Steel Wire", "plucked", "zyn", "Collection/0015-Steel Wire", 37, 88, 0, False),
    Preset("hollow-square", "Hollow Square", "synth", "zyn", "Collection/0012-Simple Square", 33, 96),
    Preset("voiced-saw", "Voiced Saw", "voice", "zyn", "Collection/0035-Voiced Saw", 37, 88),
    Preset("soft-vibes", "Soft Vibes", "mallet", "zyn", "Collection/0003-Soft Vibes", 45, 96, 0, False),
    Preset("physical-clarinet", "Physical Clarinet", "reed", "stk", "Clarinet 7=70", 45, 89),
    Preset("physical-sax", "Physical Sax", "reed", "stk", "Saxofony 7=50", 41, 77),
    Preset("bowed-string", "Bowed String", "strings", "stk", "Bowed", 33, 81),
    Preset("stiff-string", "Stiff String", "plucked", "stk", "StifKarp", 33, 77, 0, False),
    Preset("physical-sitar", "Physical Sitar", "plucked", "stk", "Sitar", 37, 77, 0, False),
    Preset("physical-mandolin", "Physical Mandolin", "plucked", "stk", "Mandolin", 45, 81, 0, False),
    Preset("fm-rhodey", "FM Tines", "keyboard", "stk", "Rhodey", 28, 96, 0, False),
    Preset("fm-wurley", "FM Reed Piano", "keyboard", "stk", "Wurley", 33, 96, 0, False),
    Preset("fm-heavy-guitar", "FM Heavy Guitar", "guitar", "stk", "HevyMetl", 33, 89),
    Preset("percussive-flute", "Percussive Flute", "flute", "stk", "PercFlut", 45, 96, -7),
    Preset("three-operators", "Three Operators", "organ", "stk", "BeeThree", 33, 96),
    Preset("fm-voices", "FM Voices", "voice", "stk", "FMVoices", 37, 84),
    Preset("formant-voice", "Formant Voice", "voice", "stk", "VoicForm", 37, 84),
    Preset("swept-saw", "Swept Saw", "synth", "stk", "Moog", 33, 96),
    Preset("bowed-bar", "Bowed Bar", "mallet", "stk", "BandedWG 16=1", 41, 89),
    Preset("hawaiian-guitar", "Hawaiian Guitar", "guitar", "soundfont", "8 26", 40, 88, 0, False),
    Preset("funk-guitar", "Funk Guitar", "guitar", "soundfont", "8 28", 40, 84, 0, False),
    Preset("wide-synth-bass", "Wide Synth Bass", "bass", "soundfont", "8 38", 25, 67),
    Preset("rubber-synth-bass", "Rubber Synth Bass", "bass", "soundfont", "8 39", 25, 67),
    Preset("slow-violin", "Slow Violin", "strings", "soundfont", "8 40", 53, 101),
    Preset("brass-section-two", "Brass Section Two", "brass", "soundfont", "8 61", 33, 92),
    Preset("synth-brass-three", "Synth Brass Three", "brass", "soundfont", "8 62", 33, 96),
    Preset("sine-wave", "Sine Wave", "synth", "soundfont", "8 80", 33, 96),
    Preset("taisho-koto", "Taisho Koto", "plucked", "soundfont", "8 107", 45, 89, 0, False),
    Preset("cozy-tines", "Cozy Tines", "keyboard", "amsynth", "PatriksBank01/Cozy Rhodes", 28, 96, 0, False),
    Preset("stutter-clav", "Stutter Clav", "keyboard", "amsynth", "PatriksBank01/C-C-Clavi", 29, 89, 0, False),
    Preset("soul-organ", "Soul Organ", "organ", "amsynth", "PatriksBank01/Soul'n Jazz", 36, 96),
    Preset("vox-organ", "Vox Organ", "organ", "amsynth", "PatriksBank01/Vox Organ", 36, 96),
    Preset("sixties-organ", "Sixties Organ", "organ", "amsynth", "PatriksBank01/60's Organ", 36, 96),
    Preset("trombone-lead", "Trombone Lead", "brass", "amsynth", "PatriksBank01/Trombone Lead", 33, 89),
    Preset("attack-horns", "Attack Horns", "brass", "amsynth", "PatriksBank01/Attack Horns", 33, 92),
    Preset("analog-flute", "Analog Flute", "flute", "amsynth", "PatriksBank01/Transv Flute", 49, 96),
    Preset("turning-reed", "Turning Reed", "reed", "amsynth", "PatriksBank01/Turning Reed", 41, 93),
    Preset("analog-quartet", "Analog Quartet", "strings", "amsynth", "PatriksBank01/Str Quartet", 33, 96),
    Preset("close-voices", "Close Voices", "voice", "amsynth", "PatriksBank01/Conforting Voices", 37, 88),
    Preset("sharp-lead", "Sharp Lead", "synth", "amsynth", "PatriksBank01/B Vieira", 33, 96),
    Preset("mourning-pad", "Mourning Pad", "synth", "amsynth", "PatriksBank01/Mourning Pad", 33, 93),
    Preset("distorted-saw", "Distorted Saw", "synth", "amsynth", "PatriksBank01/Distorted Saw", 33, 93),
    Preset("sub-solo", "Sub Solo", "bass", "amsynth", "PatriksBank02/Sub Solo!", 25, 67, 12),
    Preset("hard-rock-bass", "Hard Rock Bass", "bass", "amsynth", "PatriksBank02/Hardrock Bass", 25, 67, 12),
    Preset("electric-nylon", "Electric Nylon", "guitar", "amsynth", "PatriksBank02/Electric Nylon", 37, 88, 0, False),
    Preset("phantasy-bell", "Phantasy Bell", "mallet", "amsynth", "PatriksBank02/Phantasy Bell", 53, 101, 0, False),
    Preset("organic-pluck", "Organic Pluck", "plucked", "amsynth", "PatriksBank02/Organic Pluck", 37, 96, 0, False),
    Preset("warm-strings", "Warm Strings", "strings", "amsynth", "PatriksBank02/Warm Strings", 33, 96),
    Preset("a-voices", "A Voices", "voice", "amsynth", 'PatriksBank02/"A" voices', 37, 88),
    Preset("double-pulse", "Double Pulse", "synth", "amsynth", "PatriksBank02/Pulse x2", 33, 96, 0, False),
]

# Samples of kits and packages whose licence lets one sell what is made of them
DRUMS = [
    Drum("bass-drum", "Bass Drum", "sonicpi", ("drum_bass_soft", "drum_bass_hard")),
    Drum("snare-drum", "Snare Drum", "sonicpi", ("drum_snare_soft", "drum_snare_hard")),
    Drum("hi-tom", "Hi Tom", "sonicpi", ("drum_tom_hi_soft", "drum_tom_hi_hard")),
    Drum("mid-tom", "Mid Tom", "sonicpi", ("drum_tom_mid_soft", "drum_tom_mid_hard")),
    Drum("lo-tom", "Lo Tom", "sonicpi", ("drum_tom_lo_soft", "drum_tom_lo_hard")),
    Drum("splash", "Splash", "sonicpi", ("drum_splash_soft", "drum_splash_hard")),
    Drum("cymbal", "Cymbal", "sonicpi", ("drum_cymbal_soft", "drum_cymbal_hard")),
    Drum("open-cymbal", "Open Cymbal", "sonicpi", ("drum_cymbal_open",)),
    Drum("closed-cymbal", "Closed Cymbal", "sonicpi", ("drum_cymbal_closed",)),
    Drum("pedal-hat", "Pedal Hat", "sonicpi", ("drum_cymbal_pedal",)),
    Drum("heavy-kick", "Heavy Kick", "sonicpi", ("drum_heavy_kick",)),
    Drum("soft-kick", "Soft Kick", "sonicpi", ("elec_soft_kick",)),
    Drum("hollow-kick", "Hollow Kick", "sonicpi", ("elec_hollow_kick",)),
    Drum("house-kick", "House Kick", "sonicpi", ("bd_haus",)),
    Drum("techno-kick", "Techno Kick", "sonicpi", ("bd_tek",)),
    Drum("boom-kick", "Boom Kick", "sonicpi", ("bd_boom",)),
    Drum("fat-kick", "Fat Kick", "sonicpi", ("bd_fat",)),
    Drum("club-kick", "Club Kick", "sonicpi", ("bd_klub",)),
    Drum("synth-kick", "Synth Kick", "sonicpi", ("bd_zum",)),
    Drum("machine-snare", "Machine Snare", "sonicpi", ("elec_snare",)),
    Drum("high-snare", "High Snare", "sonicpi", ("elec_hi_snare",)),
    Drum("low-snare", "Low Snare", "sonicpi", ("elec_lo_snare",)),
    Drum("filtered-snare", "Filtered Snare", "sonicpi", ("elec_filt_snare",)),
    Drum("dub-snare", "Dub Snare", "sonicpi", ("sn_dub",)),
    Drum("wide-snare", "Wide Snare", "sonicpi", ("sn_dolf",)),
    Drum("machine-cymbal", "Machine Cymbal", "sonicpi", ("elec_cymbal",)),
    Drum("fuzz-tom", "Fuzz Tom", "sonicpi", ("elec_fuzz_tom",)),
    Drum("machine-bell", "Machine Bell", "sonicpi", ("elec_bell",)),
    Drum("machine-triangle", "Machine Triangle", "sonicpi", ("elec_triangle",)),
    Drum("machine-wood", "Machine Wood", "sonicpi", ("elec_wood",)),
    Drum("bong", "Bong", "sonicpi", ("elec_bong",)),
    Drum("plip", "Plip", "sonicpi", ("elec_plip",)),
    Drum("ping", "Ping", "sonicpi", ("elec_ping",)),
    Drum("hand-bell", "Hand Bell", "sonicpi", ("perc_bell",)),
    Drum("finger-snap", "Finger Snap", "sonicpi", ("perc_snap",)),
    Drum("tabla-na", "Tabla Na", "sonicpi", ("tabla_na",)),
    Drum("tabla-tun", "Tabla Tun", "sonicpi", ("tabla_tun1",)),
    Drum("tabla-ghe", "Tabla Ghe", "sonicpi", ("tabla_ghe1",)),
    Drum("tabla-ghe-long", "Tabla Ghe Long", "sonicpi", ("tabla_ghe3",)),
    Drum("tabla-te", "Tabla Te", "sonicpi", ("tabla_te1",)),
    Drum("tabla-ke", "Tabla Ke", "sonicpi", ("tabla_ke1",)),
    Drum("tabla-dhec", "Tabla Dhec", "sonicpi", ("tabla_dhec",)),
    Drum("tabla-tas", "Tabla Tas", "sonicpi", ("tabla_tas1",)),
    Drum("rumpf-kick", "Round Kick", "rumpf", ("beats_06-38",)),
    Drum("rumpf-kick-two", "Tight Kick", "rumpf", ("beats_06-46",)),
    Drum("rumpf-kick-three", "Short Kick", "rumpf", ("beats_07-18",)),
    Drum("rumpf-stick", "Rim Stick", "rumpf", ("beats_09-12",)),
    Drum("rumpf-snare", "Dry Snare", "rumpf", ("beats_01-21",)),
    Drum("rumpf-snare-two", "Ringing Snare", "rumpf", ("beats_06-25",)),
    Drum("rumpf-clap", "Studio Clap", "rumpf", ("beats_01-26",)),
    Drum("rumpf-closed-hat", "Tight Hat", "rumpf", ("beats_09-10",)),
    Drum("rumpf-pedal-hat", "Foot Hat", "rumpf", ("beats_06-28",)),
    Drum("rumpf-open-hat", "Loose Hat", "rumpf", ("beats_08-31",)),
    Drum("rumpf-low-tom", "Floor Tom", "rumpf", ("beats_08-17",)),
    Drum("rumpf-mid-tom", "Rack Tom", "rumpf", ("beats_08-18",)),
    Drum("rumpf-high-tom", "Small Tom", "rumpf", ("beats_08-19",)),
    Drum("rumpf-crash", "Short Crash", "rumpf", ("beats_06-43",)),
    Drum("rumpf-cymbal", "Thin Cymbal", "rumpf", ("beats_08-20",)),
    Drum("rumpf-ride-bell", "Ride Bell", "rumpf", ("beats_06-40",)),
    Drum("rumpf-cowbell", "Small Cowbell", "rumpf", ("beats_08-32",)),
]
