package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import ligature.preset.Patch;
import ligature.preset.PresetFile;
import ligature.soundfile.WavReader;
import ligature.testing.Bundled;
import ligature.tuning.Tuning;
import ligature.units.Pitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scales through the real model and the real command, measured in the file that it writes. */
class TuningCommandTest {

  private static final String MEANTONE =
      "1/4-comma meantone\n12\n76.04900\n193.15686\n310.26471\n5/4\n503.42157\n579.47057\n696.57843\n"
          + "25/16\n889.73529\n1006.84314\n1082.89214\n2/1\n";

  /** A timbre whose recorded pitch does not waver, so that what is measured is the tuning. */
  private static final String TIMBRE = "electric-piano";

  @TempDir private Path folder;

  private String error = "";

  private int run(List<String> args) {
    PrintStream oldErr = System.err;
    PrintStream oldOut = System.out;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    try {
      return Main.run(args.toArray(String[]::new));
    } finally {
      System.setErr(oldErr);
      System.setOut(oldOut);
      error = err.toString(StandardCharsets.UTF_8);
    }
  }

  /** A note every two seconds, held for one and a half. */
  private Path song(List<Integer> keys) throws Exception {
    Sequence sequence = new Sequence(Sequence.PPQ, 500);
    Track track = sequence.createTrack();
    for (int i = 0; i < keys.size(); i++) {
      int key = keys.get(i);
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, key, 100), i * 2000L));
      track.add(
          new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, 0, key, 0), i * 2000L + 1500));
    }
    Path file = folder.resolve("song.mid");
    MidiSystem.write(sequence, 0, file.toFile());
    return file;
  }

  /**
   * Where the spectrum of the whole note has its peak around the expected pitch, on the strongest
   * of the first three harmonics. Longer windows than {@link ligature.testing.Audio#centsFrom} has:
   * neighbouring harmonics leak into a short one and cost more than a cent in the bass.
   */
  private static double centsFrom(float[] note, double hz) {
    double[] found = {0, Double.NaN};
    for (int harmonic = 1; harmonic <= 3; harmonic++) {
      double best = 0;
      double cents = 0;
      for (double step = 3, around = 0, reach = 45; step > 0.01; reach = 1.5 * step, step /= 8) {
        for (double c = around - reach; c <= around + reach; c += step) {
          double level = levelAt(note, hz * harmonic * Pitch.centsToRatio(c));
          if (level > best) {
            best = level;
            cents = c;
          }
        }
        around = cents;
      }
      if (best > found[0]) {
        found = new double[] {best, cents};
      }
    }
    return found[1];
  }

  private static double levelAt(float[] x, double hz) {
    double cos = Math.cos(2 * Math.PI * hz / 48_000);
    double sin = Math.sin(2 * Math.PI * hz / 48_000);
    double turnedRe = 1;
    double turnedIm = 0;
    double re = 0;
    double im = 0;
    for (int i = 0; i < x.length; i++) {
      re += turnedRe * x[i];
      im += turnedIm * x[i];
      double next = turnedRe * cos - turnedIm * sin;
      turnedIm = turnedRe * sin + turnedIm * cos;
      turnedRe = next;
    }
    return Math.hypot(re, im);
  }

  /** The note under a Hann window. */
  private static float[] windowed(float[] song, int from) {
    float[] note = Arrays.copyOfRange(song, from, from + 60_000);
    for (int i = 0; i < note.length; i++) {
      note[i] *= (float) (1 - Math.cos(2 * Math.PI * i / note.length));
    }
    return note;
  }

  /** Renders keys one after another and expects them where they belong, to a cent. */
  private void expect(Map<Integer, Double> pitches, String... sound) throws Exception {
    List<Integer> keys = List.copyOf(pitches.keySet());
    Path out = folder.resolve("x.wav");
    List<String> args =
        new ArrayList<>(List.of("render", "--midi", "" + song(keys), "--device", "cpu"));
    args.addAll(List.of("--bits", "32f", "--out", out.toString()));
    args.addAll(List.of(sound));
    assertThat(run(args)).as(error).isZero();
    float[] left = WavReader.read(out).channel(0);
    for (int i = 0; i < keys.size(); i++) {
      double hz = pitches.get(keys.get(i));
      int from = i * 96_000;
      double cents = centsFrom(windowed(left, from + 7200), hz);
      System.out.printf(
          Locale.ROOT,
          "tuning: key %d, wanted %.3f Hz, off by %.3f cents%n",
          keys.get(i),
          hz,
          cents);
      assertThat(centsFrom(windowed(left, from + 7200), hz * 1.0058))
          .as("the measure sees ten cents")
          .isEqualTo(-10.01, within(0.2));
      assertThat(cents).as("key %s", keys.get(i)).isEqualTo(0, within(1.0));
    }
  }

  @Test
  void quarterCommaMeantoneSoundsWithinACent() throws Exception {
    Path scl = Files.writeString(folder.resolve("meantone.scl"), MEANTONE);
    double c = 440 / Math.pow(2, 889.73529 / 1200);
    double fifth = Math.pow(5, 0.25);
    Map<Integer, Double> pitches = new LinkedHashMap<>();
    for (int[] keyFifthsOctaves :
        new int[][] {
          {48, 0, -1}, {55, 1, -1}, {61, 7, -4}, {64, 4, -2}, {69, 3, -1}, {75, -3, 3}
        }) {
      pitches.put(
          keyFifthsOctaves[0],
          c * Math.pow(fifth, keyFifthsOctaves[1]) * Math.pow(2, keyFifthsOctaves[2]));
    }
    expect(pitches, "--a", TIMBRE, "--b", TIMBRE, "--tuning", "" + scl);
  }

  @Test
  void nineteenEqualStepsAtAnotherA4SoundWithinACent() throws Exception {
    StringBuilder text = new StringBuilder("19-EDO\r\n19\r\n");
    for (int i = 1; i <= 19; i++) {
      text.append(String.format(Locale.ROOT, "%.6f\r", i * 1200.0 / 19));
    }
    Path scl = Files.writeString(folder.resolve("19.scl"), text);
    Map<Integer, Double> pitches = new LinkedHashMap<>();
    for (int key : new int[] {45, 60, 69, 77, 88, 104}) {
      pitches.put(key, 442 * Math.pow(2, (key - 69) / 19.0));
    }
    expect(pitches, "--a", TIMBRE, "--b", TIMBRE, "--tuning", "" + scl, "--a4", "442");
  }

  @Test
  void aPresetBringsItsTuningAndTheOptionsGoBeforeIt() throws Exception {
    var bank = Bundled.model().bank();
    Patch patch =
        Patch.of("Pure", List.of(bank.find(TIMBRE), bank.find(TIMBRE)))
            .tuned(
                Tuning.of(
                    "pure",
                    "just\n7\n9/8\n5/4\n4/3\n3/2\n5/3\n15/8\n2/1\n",
                    "12\n0\n127\n60\n60\n256.0\n7\n0\nx\n1\nx\n2\n3\nx\n4\nx\n5\nx\n6\n"));
    Path preset = folder.resolve("pure.json");
    PresetFile.write(preset, patch);
    assertThat(PresetFile.read(preset, bank)).isEqualTo(patch);
    expect(Map.of(64, 320.0), "--preset", "" + preset);
    Path kbm = Files.writeString(folder.resolve("c.kbm"), "0\n0\n127\n60\n60\n264.0\n0\n");
    expect(Map.of(72, 528.0), "--preset", "" + preset, "--keymap", "" + kbm);
  }

  @Test
  void whatIsWrongIsToldInALineAndNothingIsWritten() throws Exception {
    Path scl = Files.writeString(folder.resolve("bad.scl"), "bad\n2\n3/2\noctave\n");
    Path out = folder.resolve("x.wav");
    for (String[] wrong :
        new String[][] {
          {"--tuning", "" + scl, "bad.scl: line 4: is \"octave\"; wanted a pitch"},
          {"--tuning", "none.scl", "none.scl: no such file"},
          {"--keymap", "" + scl, "bad.scl: line 1: is \"bad\"; wanted the size of the map"},
          {"--a4", "500", "--a4 500.0: wanted 400 to 480 Hz"}
        }) {
      assertThat(run(List.of("render", "--note", "60", "--out", "" + out, wrong[0], wrong[1])))
          .isEqualTo(2);
      assertThat(error.strip()).contains(wrong[2]).doesNotContain("\n");
      assertThat(out).doesNotExist();
    }
  }
}
