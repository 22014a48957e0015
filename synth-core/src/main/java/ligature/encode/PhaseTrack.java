package ligature.encode;

import ligature.units.Pitch;

/**
 * Where the fundamental of a note is in its cycle, frame by frame, to so small a part that high
 * harmonics can be turned back by it.
 *
 * <p>The first guess is a {@link PitchContour}. What remains is what the harmonics turn by from one
 * place to the next once they were turned back, each divided by its number, weighted by power times
 * number: first a few of them, then more, since a high one tells a small error best but a large one
 * not at all. Immutable.
 */
final class PhaseTrack {

  /** From one place at which the pitch is measured to the next. */
  static final int HOP_FRAMES = 128;

  /** So many harmonics tell in each round. */
  private static final int[] ROUNDS = {4, 12, 40, 40};

  private static final double HIGHEST_HZ = 12_000;
  private static final int SHORTEST_WINDOW = 768;
  private static final double WINDOW_CYCLES = 4;

  /** Where the sound is this far below its loudest, what it turns by is not believed. */
  private static final double FAINT_POWER = 1e-5;

  private final double hz;
  private final double[] deviation; // [place], in parts of hz
  private final double[] cycles; // [frame]

  private PhaseTrack(double hz, double[] deviation, double[] cycles) {
    this.hz = hz;
    this.deviation = deviation;
    this.cycles = cycles;
  }

  /**
   * Follows a note.
   *
   * @param hz its pitch on the whole, within half a semitone
   */
  static PhaseTrack of(float[] x, int rateHz, double hz) {
    int places = Math.max(2, x.length / HOP_FRAMES);
    PitchContour contour = PitchContour.follow(x, rateHz, HOP_FRAMES, hz);
    double centre = contour.centreCents();
    float[] cents = contour.values(1, places);
    double[] deviation = new double[places];
    for (int p = 0; p < places; p++) {
      double all = Double.isNaN(centre) ? 0 : cents[p] + centre;
      deviation[p] = Pitch.centsToRatio(all) - 1;
    }
    int window = (int) Math.max(SHORTEST_WINDOW, WINDOW_CYCLES * rateHz / hz);
    double[] cycles = integrated(deviation, x.length, hz / rateHz);
    for (int harmonics : ROUNDS) {
      refine(
          x, rateHz, hz, cycles, deviation, Math.min(harmonics, (int) (HIGHEST_HZ / hz)), window);
      cycles = integrated(deviation, x.length, hz / rateHz);
    }
    return new PhaseTrack(hz, deviation, cycles);
  }

  private static double[] integrated(double[] deviation, int frames, double step) {
    double[] cycles = new double[frames];
    double at = 0;
    for (int n = 0; n < frames; n++) {
      cycles[n] = at;
      at += step * (1 + between(deviation, (double) n / HOP_FRAMES));
    }
    return cycles;
  }

  private static double between(double[] values, double at) {
    int i = (int) Math.max(0, Math.min(values.length - 2, at));
    double t = Math.max(0, Math.min(1, at - i));
    return values[i] + t * (values[i + 1] - values[i]);
  }

  private static void refine(
      float[] x,
      int rateHz,
      double hz,
      double[] cycles,
      double[] deviation,
      int harmonics,
      int window) {
    int places = deviation.length;
    Turned turned = new Turned(x, cycles, 1, Turned.hann(window));
    double[] re = new double[places];
    double[] im = new double[places];
    double[] turns = new double[places];
    double[] weights = new double[places];
    double[] powers = new double[places];
    for (int k = 1; k <= Math.max(1, harmonics); k++) {
      turned.next();
      turned.read(0, HOP_FRAMES, re, im);
      for (int p = 0; p + 1 < places; p++) {
        double real = re[p + 1] * re[p] + im[p + 1] * im[p];
        double imaginary = im[p + 1] * re[p] - re[p + 1] * im[p];
        double power = Math.hypot(real, imaginary);
        turns[p] += k * power * Math.atan2(imaginary, real) / (2 * Math.PI);
        weights[p] += (double) k * k * power;
        powers[p] += power;
      }
    }
    double loudest = 0;
    for (double power : powers) {
      loudest = Math.max(loudest, power);
    }
    double[] correction = new double[places];
    for (int p = 0; p + 1 < places; p++) {
      double turn = turns[p] / (weights[p] + 1e-30);
      double trust = powers[p] / (powers[p] + FAINT_POWER * loudest + 1e-30);
      double found = trust * turn * rateHz / (HOP_FRAMES * hz);
      // what it turns by between two places belongs to both
      correction[p] += found / 2;
      correction[p + 1] += found / 2;
    }
    correction[0] *= 2;
    correction[places - 1] *= 2;
    for (int p = 0; p < places; p++) {
      deviation[p] += correction[p];
    }
  }

  /** [frame] cycles of the fundamental since the first frame. The array is this object's own. */
  double[] cycles() {
    return cycles;
  }

  /** The pitch around a frame against another one, in cents: its mean under a Hann window. */
  double cents(double frame, int window, double againstHz) {
    double sum = 0;
    double weights = 0;
    int reach = Math.max(1, window / 2 / HOP_FRAMES);
    for (int i = -reach; i <= reach; i++) {
      double weight = 1 + Math.cos(Math.PI * i / (reach + 1));
      sum += weight * between(deviation, frame / HOP_FRAMES + i);
      weights += weight;
    }
    return Pitch.ratioToCents(hz / againstHz * (1 + sum / weights));
  }
}
