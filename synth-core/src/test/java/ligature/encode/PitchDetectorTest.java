package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.model.Decoder;
import ligature.testing.Bundled;
import ligature.units.Pitch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pitch of notes is found, in the right octave, whatever plays them. */
class PitchDetectorTest {

  private static final int RATE_HZ = 48_000;
  private static final double MEDIAN_CENTS = 5;

  private static Decoder decoder;

  @BeforeAll
  static void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  /** Plays a zone of a timbre that many keys away from where it was recorded. */
  private static float[] play(Timbre timbre, TimbreZone zone, int key) {
    int steps = Math.min(timbre.steps(), 45);
    float[] codes = java.util.Arrays.copyOf(zone.codes(), steps * timbre.codeSize());
    return new ZoneAudition(decoder, 1).play(codes, new float[steps], key, zone.velocity());
  }

  /** The lowest key of a piano: what lies below 25 Hz is not looked for. */
  private static final int LOWEST_KEY = 21;

  /** Detects the key of many notes; the wrong ones are listed. Drums have none. */
  private static List<String> survey(int everyZone, int[] shifts, List<Double> errors) {
    List<String> wrong = new ArrayList<>();
    int turn = 0;
    for (Timbre timbre : Bundled.model().bank().timbres()) {
      if (timbre.family().equals("percussion")) {
        continue;
      }
      for (int z = turn++ % everyZone; z < timbre.zoneCount(); z += everyZone) {
        TimbreZone zone = timbre.zone(z);
        int key = Math.max(LOWEST_KEY, zone.key() + shifts[turn % shifts.length]);
        float[] x = play(timbre, zone, key);
        Envelope envelope = new Envelope(x, RATE_HZ);
        if (envelope.peakDb() < -70) {
          continue; // the bank has no sound there
        }
        int to = Math.min(x.length, Math.max(RATE_HZ / 10, envelope.heldEndFrame()));
        int from = Math.min(RATE_HZ / 16, to / 4);
        PitchDetector.Found found = PitchDetector.find(x, from, to, RATE_HZ, 25, 5000);
        double cents = found == null ? 9999 : 100 * (found.key() - key);
        if (Math.abs(cents) > 50) {
          wrong.add(timbre.name() + " at " + key + ": " + Math.round(cents) + " cents");
        } else {
          errors.add(Math.abs(cents));
        }
      }
    }
    Collections.sort(errors);
    return wrong;
  }

  @Test
  void findsTheKeyOfEveryTimbreOfTheBank() {
    List<Double> errors = new ArrayList<>();
    List<String> wrong = survey(17, new int[] {0, 3, -4, 1}, errors);
    assertThat(wrong).isEmpty();
    assertThat(errors).hasSizeGreaterThan(80);
    assertThat(errors.get(errors.size() / 2)).isLessThan(MEDIAN_CENTS);
  }

  @Test
  @Tag("long")
  void findsTheKeyOfEveryZoneOfTheBank() {
    List<Double> errors = new ArrayList<>();
    List<String> wrong = survey(1, new int[] {0, 5, -3, 2}, errors);
    System.out.printf(
        "%d notes, %d wrong, median %.2f, 95th percentile %.2f cents: %s%n",
        errors.size() + wrong.size(),
        wrong.size(),
        errors.get(errors.size() / 2),
        errors.get(errors.size() * 95 / 100),
        wrong);
    assertThat(wrong).isEmpty();
    assertThat(errors.get(errors.size() / 2)).isLessThan(MEDIAN_CENTS);
  }

  /** Harmonics with the given levels, noise at -25 dB. */
  private static float[] tone(double hz, double inharmonicity, double... levels) {
    float[] x = new float[RATE_HZ];
    Random random = new Random(1);
    for (int i = 0; i < x.length; i++) {
      double sum = 0.03 * random.nextGaussian();
      for (int h = 1; h <= levels.length; h++) {
        double f = hz * h * Math.sqrt(1 + inharmonicity * h * h);
        sum += f < 20_000 ? levels[h - 1] * Math.sin(2 * Math.PI * f * i / RATE_HZ + h * h) : 0;
      }
      x[i] = (float) (0.2 * sum);
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({
    "no fundamental, 55, 0, '0 1 1 .8 .7 .5 .5 .4'",
    "weak fundamental, 65, 0, '.05 .2 1 .9 .9 .3 .5 .4'",
    "odd harmonics, 220, 0, '1 0 .6 0 .4 0 .3 0 .2'",
    "strong octave, 330, 0, '.3 1 .2 .5 .1 .3'",
    "sine, 880, 0, '1'",
    "high sine, 3500, 0, '1 .05'",
    "stiff string, 110, 0.0004, '1 .8 .7 .6 .6 .5 .5 .4 .4 .3 .3 .3'",
    "lowest key, 27.5, 0.0003, '.1 .3 .6 1 .9 .9 .8 .8 .7 .7 .6 .6 .5 .5 .5'"
  })
  void findsTheOctave(String what, double hz, double inharmonicity, String levels) {
    double[] list =
        java.util.Arrays.stream(levels.split(" ")).mapToDouble(Double::parseDouble).toArray();
    float[] x = tone(hz, inharmonicity, list);
    PitchDetector.Found found = PitchDetector.find(x, 0, x.length, RATE_HZ, 25, 5000);
    assertThat(found.isPitched()).as(what).isTrue();
    assertThat(Math.abs(Pitch.ratioToCents(found.hz() / hz))).as(what).isLessThan(15);
  }

  @Test
  void hearsThatNoiseHasNoPitch() {
    Random random = new Random(4);
    float[] x = new float[RATE_HZ];
    double low = 0;
    for (int i = 0; i < x.length; i++) {
      low += 0.3 * (random.nextGaussian() - low); // like a snare: dull, and dying away
      x[i] = (float) (low * Math.exp(-8.0 * i / RATE_HZ));
    }
    PitchDetector.Found found = PitchDetector.find(x, 0, x.length / 2, RATE_HZ, 25, 5000);
    assertThat(found == null || !found.isPitched()).isTrue();
  }
}
