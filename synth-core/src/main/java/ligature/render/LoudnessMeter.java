package ligature.render;

import java.util.Arrays;

/**
 * Measures integrated loudness: ITU-R BS.1770-4 and EBU R 128, one or two channels, any rate.
 *
 * <p>Two filters for the head and the ear, the mean square of blocks of 400 ms every 100 ms, and
 * the mean of those above -70 LUFS and above 10 LU below the mean of these. Threads: one.
 */
final class LoudnessMeter {

  private static final double BLOCK_OFFSET = -0.691;
  private static final double ABSOLUTE_GATE_LUFS = -70;
  private static final double RELATIVE_GATE_LU = -10;
  private static final int STEPS_A_BLOCK = 4;

  private final int channels;
  private final int stepFrames;
  private final Biquad[] shelf;
  private final Biquad[] highPass;
  private double[] stepEnergies = new double[256];
  private int steps;
  private double energy;
  private int filled;

  LoudnessMeter(int rateHz, int channels) {
    this.channels = channels;
    stepFrames = rateHz / 10;
    shelf = new Biquad[channels];
    highPass = new Biquad[channels];
    for (int c = 0; c < channels; c++) {
      shelf[c] = Biquad.highShelf(rateHz, 1681.974450955533, 0.7071752369554196, 3.999843853973347);
      highPass[c] = Biquad.highPass(rateHz, 38.13547087602444, 0.5003270373238773);
    }
  }

  /** One filter of second order, direct form II transposed. */
  private static final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double z1;
    private double z2;

    private Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    /** The analogue filter behind the standard's coefficients for 48 kHz, at any rate. */
    static Biquad highShelf(int rateHz, double hz, double q, double gainDb) {
      double k = Math.tan(Math.PI * hz / rateHz);
      double high = Math.pow(10, gainDb / 20);
      double band = Math.pow(high, 0.4996667741545416);
      double a0 = 1 + k / q + k * k;
      return new Biquad(
          (high + band * k / q + k * k) / a0,
          2 * (k * k - high) / a0,
          (high - band * k / q + k * k) / a0,
          2 * (k * k - 1) / a0,
          (1 - k / q + k * k) / a0);
    }

    static Biquad highPass(int rateHz, double hz, double q) {
      double k = Math.tan(Math.PI * hz / rateHz);
      double a0 = 1 + k / q + k * k;
      return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }

    double next(double x) {
      double y = b0 * x + z1;
      z1 = b1 * x - a1 * y + z2;
      z2 = b2 * x - a2 * y;
      return y;
    }
  }

  /** Takes {@code frames} interleaved frames. */
  void add(float[] samples, int frames) {
    for (int i = 0; i < frames; i++) {
      for (int c = 0; c < channels; c++) {
        double y = highPass[c].next(shelf[c].next(samples[i * channels + c]));
        energy += y * y;
      }
      if (++filled == stepFrames) {
        if (steps == stepEnergies.length) {
          stepEnergies = Arrays.copyOf(stepEnergies, 2 * steps);
        }
        stepEnergies[steps++] = energy / stepFrames;
        energy = 0;
        filled = 0;
      }
    }
  }

  /** The loudness of all so far in LUFS; negative infinity for silence or less than 400 ms. */
  double integratedLufs() {
    double absolute = gatedMean(energyOf(ABSOLUTE_GATE_LUFS));
    return lufs(
        gatedMean(
            Math.max(
                energyOf(ABSOLUTE_GATE_LUFS), absolute * Math.pow(10, RELATIVE_GATE_LU / 10))));
  }

  private static double lufs(double meanSquare) {
    return BLOCK_OFFSET + 10 * Math.log10(meanSquare);
  }

  private static double energyOf(double lufs) {
    return Math.pow(10, (lufs - BLOCK_OFFSET) / 10);
  }

  /** The mean of the blocks above a gate, 0 if there are none. */
  private double gatedMean(double gate) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i + STEPS_A_BLOCK <= steps; i++) {
      double block = 0;
      for (int k = 0; k < STEPS_A_BLOCK; k++) {
        block += stepEnergies[i + k] / STEPS_A_BLOCK;
      }
      if (block > gate) {
        sum += block;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
