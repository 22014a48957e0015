"""The timbres of the bank: name, title, family, what is recorded, whether it sustains.

Recorded is a General MIDI program (its keys stand in sources.RANGES), or (bank, program, lowest key, highest key), or for
percussion (bank, program, key), or a Preset or Drum of synths.py, whose names are listed at the end.
"""

import synths

TIMBRES = [
    ("piano", "Piano", "keyboard", 0, False), ("bright-piano", "Bright Piano", "keyboard", 1, False),
    ("electric-piano", "Electric Piano", "keyboard", 4, False), ("harpsichord", "Harpsichord", "keyboard", 6, False),
    ("clavinet", "Clavinet", "keyboard", 7, False), ("celesta", "Celesta", "mallet", 8, False),
    ("glockenspiel", "Glockenspiel", "mallet", 9, False), ("music-box", "Music Box", "mallet", 10, False),
    ("vibraphone", "Vibraphone", "mallet", 11, False), ("marimba", "Marimba", "mallet", 12, False),
    ("xylophone", "Xylophone", "mallet", 13, False), ("tubular-bells", "Tubular Bells", "mallet", 14, False),
    ("dulcimer", "Dulcimer", "plucked", 15, False), ("organ", "Organ", "organ", 16, True),
    ("percussive-organ", "Percussive Organ", "organ", 17, False), ("church-organ", "Church Organ", "organ", 19, True),
    ("reed-organ", "Reed Organ", "organ", 20, True), ("accordion", "Accordion", "organ", 21, True),
    ("harmonica", "Harmonica", "reed", 22, True), ("nylon-guitar", "Nylon Guitar", "guitar", 24, False),
    ("steel-guitar", "Steel Guitar", "guitar", 25, False), ("jazz-guitar", "Jazz Guitar", "guitar", 26, False),
    ("clean-guitar", "Clean Guitar", "guitar", 27, False),
    ("distortion-guitar", "Distortion Guitar", "guitar", 30, True),
    ("acoustic-bass", "Acoustic Bass", "bass", 32, False), ("finger-bass", "Finger Bass", "bass", 33, False),
    ("fretless-bass", "Fretless Bass", "bass", 35, False), ("synth-bass", "Synth Bass", "bass", 38, True),
    ("violin", "Violin", "strings", 40, True), ("viola", "Viola", "strings", 41, True),
    ("cello", "Cello", "strings", 42, True), ("contrabass", "Contrabass", "strings", 43, True),
    ("pizzicato", "Pizzicato", "strings", 45, False), ("harp", "Harp", "plucked", 46, False),
    ("strings", "Strings", "strings", 48, True), ("slow-strings", "Slow Strings", "strings", 49, True),
    ("choir-aahs", "Choir Aahs", "voice", 52, True), ("voice-oohs", "Voice Oohs", "voice", 53, True),
    ("trumpet", "Trumpet", "brass", 56, True), ("trombone", "Trombone", "brass", 57, True),
    ("tuba", "Tuba", "brass", 58, True), ("muted-trumpet", "Muted Trumpet", "brass", 59, True),
    ("french-horn", "French Horn", "brass", 60, True), ("brass", "Brass", "brass", 61, True),
    ("soprano-sax", "Soprano Sax", "reed", 64, True), ("alto-sax", "Alto Sax", "reed", 65, True),
    ("tenor-sax", "Tenor Sax", "reed", 66, True), ("oboe", "Oboe", "reed", 68, True),
    ("english-horn", "English Horn", "reed", 69, True), ("bassoon", "Bassoon", "reed", 70, True),
    ("clarinet", "Clarinet", "reed", 71, True), ("piccolo", "Piccolo", "flute", 72, True),
    ("flute", "Flute", "flute", 73, True), ("recorder", "Recorder", "flute", 74, True),
    ("pan-flute", "Pan Flute", "flute", 75, True), ("shakuhachi", "Shakuhachi", "flute", 77, True),
    ("ocarina", "Ocarina", "flute", 79, True), ("square-lead", "Square Lead", "synth", 80, True),
    ("saw-lead", "Saw Lead", "synth", 81, True), ("new-age-pad", "New Age Pad", "synth", 88, True),
    ("warm-pad", "Warm Pad", "synth", 89, True), ("choir-pad", "Choir Pad", "synth", 91, True),
    ("sitar", "Sitar", "plucked", 104, False), ("shamisen", "Shamisen", "plucked", 106, False),
    ("koto", "Koto", "plucked", 107, False), ("kalimba", "Kalimba", "mallet", 108, False),
    ("steel-drums", "Steel Drums", "mallet", 114, False),
    ("honky-tonk", "Honky-Tonk", "keyboard", 3, False), ("fm-piano", "FM Piano", "keyboard", 5, False),
    ("church-bell", "Church Bell", "mallet", (8, 14, 45, 84), False), ("rock-organ", "Rock Organ", "organ", 18, True),
    ("bandoneon", "Bandoneon", "organ", 23, True), ("ukulele", "Ukulele", "guitar", (8, 24, 53, 88), False),
    ("twelve-string-guitar", "Twelve-String Guitar", "guitar", (8, 25, 40, 88), False),
    ("mandolin", "Mandolin", "plucked", (16, 25, 55, 93), False), ("muted-guitar", "Muted Guitar", "guitar", 28, False),
    ("overdrive-guitar", "Overdrive Guitar", "guitar", 29, True), ("picked-bass", "Picked Bass", "bass", 34, False),
    ("slap-bass", "Slap Bass", "bass", 36, False), ("rubber-bass", "Rubber Bass", "bass", 39, True),
    ("tremolo-strings", "Tremolo Strings", "strings", 44, True), ("fiddle", "Fiddle", "strings", 110, True),
    ("synth-strings", "Synth Strings", "strings", 50, True), ("synth-voice", "Synth Voice", "voice", 54, True),
    ("synth-brass", "Synth Brass", "brass", 62, True), ("soft-brass", "Soft Brass", "brass", 63, True),
    ("baritone-sax", "Baritone Sax", "reed", 67, True), ("bottle", "Blown Bottle", "flute", 76, True),
    ("whistle", "Whistle", "flute", 78, True), ("calliope", "Calliope", "synth", 82, True),
    ("chiff-lead", "Chiff Lead", "synth", 83, True), ("charang", "Charang", "synth", 84, True),
    ("voice-lead", "Voice Lead", "voice", 85, True), ("bass-lead", "Bass and Lead", "synth", 87, True),
    ("polysynth", "Polysynth", "synth", 90, True), ("bowed-glass", "Bowed Glass", "synth", 92, True),
    ("metal-pad", "Metal Pad", "synth", 93, True), ("halo-pad", "Halo Pad", "synth", 94, True),
    ("sweep-pad", "Sweep Pad", "synth", 95, True), ("soundtrack", "Soundtrack", "synth", 97, True),
    ("crystal", "Crystal", "synth", 98, False), ("atmosphere", "Atmosphere", "synth", 99, False),
    ("star-theme", "Star Theme", "synth", 103, True), ("banjo", "Banjo", "plucked", 105, False),
    ("bagpipe", "Bagpipe", "reed", 109, True), ("shenai", "Shenai", "reed", 111, True),
    ("tinker-bell", "Tinker Bell", "mallet", 112, False), ("timpani", "Timpani", "percussion", 47, False),
    ("kick", "Kick", "percussion", (128, 0, 36), False), ("deep-kick", "Deep Kick", "percussion", (128, 16, 36), False),
    ("808-kick", "808 Kick", "percussion", (128, 25, 36), False), ("snare", "Snare", "percussion", (128, 0, 38), False),
    ("side-stick", "Side Stick", "percussion", (128, 0, 37), False), ("clap", "Clap", "percussion", (128, 0, 39), False),
    ("electric-snare", "Electric Snare", "percussion", (128, 24, 40), False),
    ("brush-snare", "Brush Snare", "percussion", (128, 40, 38), False),
    ("closed-hat", "Closed Hat", "percussion", (128, 0, 42), False),
    ("open-hat", "Open Hat", "percussion", (128, 0, 46), False),
    ("low-tom", "Low Tom", "percussion", (128, 0, 43), False), ("high-tom", "High Tom", "percussion", (128, 0, 50), False),
    ("crash", "Crash", "percussion", (128, 0, 49), False), ("ride", "Ride", "percussion", (128, 0, 51), False),
    ("tambourine", "Tambourine", "percussion", (128, 0, 54), False),
    ("cowbell", "Cowbell", "percussion", (128, 0, 56), False),
    ("bongo", "Bongo", "percussion", (128, 0, 61), False), ("conga", "Conga", "percussion", (128, 0, 63), False),
    ("maracas", "Maracas", "percussion", (128, 0, 70), False), ("claves", "Claves", "percussion", (128, 0, 75), False),
    ("woodblock", "Woodblock", "percussion", (128, 0, 76), False),
    ("triangle", "Triangle", "percussion", (128, 0, 81), False), ("taiko", "Taiko", "percussion", (0, 116, 48), False),
]

# of what synths.py records, those that a player can tell from the others
CHOSEN = set("""
    drawbar-jazz drawbar-full drawbar-flute drawbar-strings drawbar-gospel drawbar-percussion mellow-piano tine-piano
    jazz-fm-piano fuzzy-fm-piano fm-harpsichord fm-clav fm-sitar fm-chiff-organ fm-harp fm-guitar log-drum fm-horn
    fm-reed fm-electric-bass fm-square-bass upright-bass hard-lead techno-lead velocity-backing analog-bass acid-bass
    soft-pick-bass analog-fretless very-soft-pad click-organ analog-clarinet analog-horn analog-brass thumb-piano
    additive-bass wah-bass fm-brass solo-brass wah-brass voice-ooh ahh-choir eoo-voice voiced-synth vocal-morph
    thin-pipe sine-pad square-pad additive-pluck plucked-string dx-piano bell-piano hard-tines saw-strings
    synth-violin computer-lead fm-sax double-reed concertina blues-harp soft-guitar fm-twang-bass clavinoid toy-piano
    soft-mallets triangle-lead acid-lead formant-bass folk-flute bamboo-flute steel-wire hollow-square voiced-saw
    soft-vibes physical-clarinet physical-sax bowed-string physical-sitar fm-rhodey fm-wurley fm-heavy-guitar
    percussive-flute fm-voices formant-voice hawaiian-guitar funk-guitar slow-violin sine-wave taisho-koto cozy-tines
    stutter-clav soul-organ vox-organ sixties-organ trombone-lead attack-horns analog-flute turning-reed
    analog-quartet close-voices sharp-lead mourning-pad distorted-saw sub-solo hard-rock-bass electric-nylon
    phantasy-bell organic-pluck warm-strings
    bass-drum snare-drum lo-tom splash heavy-kick house-kick techno-kick boom-kick machine-snare filtered-snare
    dub-snare machine-cymbal fuzz-tom machine-bell machine-wood bong hand-bell finger-snap tabla-na tabla-tun
    tabla-ghe tabla-te rumpf-kick rumpf-snare rumpf-clap rumpf-closed-hat rumpf-open-hat rumpf-low-tom rumpf-cowbell
""".split())
BEYOND = [(p.name, p.title, p.family, p, p.sustains) for p in synths.PRESETS if p.name in CHOSEN]
BEYOND += [(d.name, d.title, "percussion", d, False) for d in synths.DRUMS if d.name in CHOSEN]
