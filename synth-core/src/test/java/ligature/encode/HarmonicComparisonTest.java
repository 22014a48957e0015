package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tone with noise is compared with the same tone without it, and with others. */
class HarmonicComparisonTest {

  private static final int RATE = 48_000;
  private static final double HZ = 234.375;
  private static final double NOISE_DB = -60;
  private static final double SECONDS = 1.2;

  /** The tone has twelve harmonics; the last three that are looked at are noise. */
  private static final HarmonicGrid GRID = new HarmonicGrid(RATE, 2048, 10, 15, 40, 768);

  private static final double[] IN_TUNE = new double[GRID.windows()];
  private static HeardNote noisy;
  private static double[] clean;

  private static HeardNote heard(double silence, double vibratoCents, double noiseDb) {
    float[] tone = TestTones.note(RATE, silence, SECONDS, HZ, 0, vibratoCents, noiseDb);
    return new HeardNote(tone, HZ, HZ, GRID);
  }

  @BeforeAll
  static void listen() {
    noisy = heard(0, 0, NOISE_DB);
    HeardNote pure = heard(0, 0, -200);
    clean = new double[GRID.size()];
    for (int i = 0; i < clean.length; i++) {
      clean[i] = pure.power(i / GRID.harmonics(), i % GRID.harmonics(), 0);
    }
  }

  private static double misfit(HeardNote note, int shift, double[] powers, double[] cents) {
    HarmonicComparison comparison = new HarmonicComparison(note, GRID, shift);
    double gain = comparison.gain(powers);
    return comparison.misfit(comparison.rest(comparison.seen(powers, gain, cents)));
  }

  private static double[] with(int harmonic, double db) {
    double[] powers = clean.clone();
    for (int i = harmonic; i < powers.length; i += GRID.harmonics()) {
      powers[i] *= Math.pow(10, db / 10);
    }
    return powers;
  }

  @Test
  void theSameLeavesAboutWhatIsUncertain() {
    assertThat(misfit(noisy, 0, clean, IN_TUNE)).isBetween(0.1, 1.3);
  }

  @Test
  void loudnessAndTuningDoNotCount() {
    double same = misfit(noisy, 0, clean, IN_TUNE);
    double[] louder = clean.clone();
    java.util.Arrays.setAll(louder, i -> 7 * louder[i]);
    double[] sharper = new double[GRID.windows()];
    java.util.Arrays.fill(sharper, 12);
    assertThat(misfit(noisy, 0, louder, sharper)).isCloseTo(same, within(0.01 * same));
    double factor = new HarmonicComparison(noisy, GRID, 0).gain(louder);
    assertThat(factor).isCloseTo(1 / 7.0, within(0.01));
  }

  @Test
  void oneHarmonicThatIsLouderIsTold() {
    double same = misfit(noisy, 0, clean, IN_TUNE);
    assertThat(misfit(noisy, 0, with(4, 2), IN_TUNE)).isGreaterThan(2 * same);
  }

  @Test
  void whatNoiseHidesDoesNotCount() {
    double same = misfit(noisy, 0, clean, IN_TUNE);
    assertThat(misfit(noisy, 0, with(13, 10), IN_TUNE)).isCloseTo(same, within(0.05 * same));
  }

  @Test
  void anotherContourIsTold() {
    double same = misfit(noisy, 0, clean, IN_TUNE);
    double[] vibrato = new double[GRID.windows()];
    for (int w = 0; w < vibrato.length; w++) {
      vibrato[w] = 15 * Math.sin(2 * Math.PI * 5.5 * GRID.middle(w) / RATE);
    }
    assertThat(misfit(noisy, 0, clean, vibrato)).isGreaterThan(2 * same);
    HeardNote moved = heard(0, 15, NOISE_DB);
    assertThat(misfit(moved, 0, clean, vibrato)).isLessThan(misfit(moved, 0, clean, IN_TUNE) / 2);
  }

  /** The onset that a note has fits best: here 50 ms behind the recording's first frame. */
  @Test
  void theOnsetThatANoteHasFitsBest() {
    int late = 19 * PhaseTrack.HOP_FRAMES;
    HeardNote note = heard((double) late / RATE, 0, NOISE_DB);
    double right = misfit(note, late, clean, IN_TUNE);
    assertThat(right).isLessThan(misfit(note, 0, clean, IN_TUNE) / 2);
    assertThat(right).isLessThan(misfit(note, late + 2400, clean, IN_TUNE));
  }
}
