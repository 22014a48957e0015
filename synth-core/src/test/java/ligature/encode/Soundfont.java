package ligature.encode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** Plays single notes of a SoundFont through fluidsynth, dry, in stereo. */
record Soundfont(Path file) {

  static final Soundfont FLUID = new Soundfont(Path.of("/usr/share/sounds/sf2/FluidR3_GM.sf2"));
  static final Soundfont MUSESCORE =
      new Soundfont(Path.of("/usr/share/sounds/sf3/MuseScore_General.sf3"));

  boolean isThere() {
    return Files.isReadable(file) && Files.isExecutable(Path.of("/usr/bin/fluidsynth"));
  }

  /** Renders a note, held for {@code heldMillis}, and a second of its release. */
  void note(int bank, int program, int key, int velocity, int heldMillis, Path wav)
      throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 500);
    Track track = sequence.createTrack();
    int channel = bank == 128 ? 9 : 0;
    track.add(new MidiEvent(new ShortMessage(ShortMessage.PROGRAM_CHANGE, channel, program, 0), 0));
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, channel, key, velocity), 0));
    track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, channel, key, 0), heldMillis));
    // the file ends where its last event is
    track.add(
        new MidiEvent(
            new ShortMessage(ShortMessage.CONTROL_CHANGE, channel, 1, 0), heldMillis + 1000L));
    Path midi = Files.createTempFile("note", ".mid");
    try {
      MidiSystem.write(sequence, 0, midi.toFile());
      Process process =
          new ProcessBuilder(
                  "/usr/bin/fluidsynth",
                  "-niq",
                  "-F",
                  wav.toString(),
                  "-T",
                  "wav",
                  "-O",
                  "s24",
                  "-r",
                  "48000",
                  "-g",
                  "0.6",
                  "-R",
                  "0",
                  "-C",
                  "0",
                  file.toString(),
                  midi.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("fluidsynth failed on " + file);
      }
    } finally {
      Files.delete(midi);
    }
  }
}
