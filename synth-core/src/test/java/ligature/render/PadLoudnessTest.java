package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.latent.Blend;
import ligature.latent.Timbre;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How loud the model is anywhere between four timbres, against the blend of their loudness in dB.
 * The aim is 2 dB everywhere. What codes make in between has about the geometric mean of the
 * spectra, and that is softer, the less they have in common.
 */
class PadLoudnessTest {

  private static final int RATE = 48_000;
  private static final int HELD = 5 * RATE / 4;
  private static final int VELOCITY = 100;
  private static final int PADS = 50;
  private static final int POINTS = 6;

  /** The highest level of 400 ms. */
  private static double loudestDb(float[] x) {
    double best = -120;
    for (int at = 0; at + 19_200 <= HELD; at += 2400) {
      best = Math.max(best, Audio.rmsDb(x, at, at + 19_200));
    }
    return best;
  }

  private static float[] note(Decoder decoder, List<Timbre> corners, int key, float x, float y) {
    WholeNotes notes = new WholeNotes(decoder);
    Patch patch = Patch.of("x", corners).with(Parameter.MORPH_X, x).with(Parameter.MORPH_Y, y);
    NoteScore score = new NoteScore(patch, key, VELOCITY, HELD, HELD + 4800, 1);
    notes.record(score);
    notes.decode(List.of(score));
    return Arrays.copyOf(notes.play(score), HELD);
  }

  /** How far points of random pads are from the blend, in dB; the last is the furthest. */
  private static double[] departures(int pads, int points, long seed, List<String> told) {
    List<Timbre> bank =
        Bundled.model().bank().timbres().stream()
            .filter(t -> !t.family().equals("percussion"))
            .toList();
    Random random = new Random(seed);
    List<Double> all = new ArrayList<>();
    try (Decoder decoder = Bundled.decoder()) {
      for (int pad = 0; pad < pads; pad++) {
        List<Timbre> corners = new ArrayList<>();
        while (corners.size() < Blend.CORNERS) {
          Timbre timbre = bank.get(random.nextInt(bank.size()));
          if (!corners.contains(timbre)) {
            corners.add(timbre);
          }
        }
        int key = 48 + random.nextInt(30);
        double[] level = new double[Blend.CORNERS];
        for (int c = 0; c < Blend.CORNERS; c++) {
          level[c] = loudestDb(note(decoder, corners, key, c & 1, c >> 1));
        }
        Blend blend = new Blend();
        for (int point = 0; point < points; point++) {
          float x = random.nextFloat();
          float y = random.nextFloat();
          blend.set(x, y);
          double expected = 0;
          for (int c = 0; c < Blend.CORNERS; c++) {
            expected += blend.weight(c) * level[c];
          }
          double off = loudestDb(note(decoder, corners, key, x, y)) - expected;
          all.add(Math.abs(off));
          told.add(String.format("%+5.2f dB  key %d at %.2f, %.2f of %s", off, key, x, y, corners));
        }
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static boolean isMeasured(List<Timbre> bank) {
    return bank.get(0).blendLackDb(bank.get(1), 60) != 0;
  }

  private static double share(double[] sorted, double db) {
    return Arrays.stream(sorted).filter(v -> v <= db).count() / (double) sorted.length;
  }

  @Test
  @Tag("long") // half a minute; it prints every point
  void nearlyEverywhereWithinTwoDecibels() {
    List<String> told = new ArrayList<>();
    double[] off = departures(PADS, POINTS, 5, told);
    told.forEach(System.out::println);
    System.out.printf(
        "%d points: median %.2f dB, 95 %% within %.2f, furthest %.2f; %.1f %% within 2 dB%n",
        off.length,
        off[off.length / 2],
        off[off.length * 95 / 100],
        off[off.length - 1],
        100 * share(off, 2));
    // a bank that does not say what its blends lack cannot be better than they are
    boolean measured = isMeasured(Bundled.model().bank().timbres());
    assertThat(share(off, 2)).as("points within 2 dB").isGreaterThan(measured ? 0.98 : 0.7);
    assertThat(off[off.length - 1]).as("the furthest").isLessThan(measured ? 2.6 : 7);
  }
}
