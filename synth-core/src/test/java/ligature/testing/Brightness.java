package ligature.testing;

import java.util.List;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.Parameter;
import ligature.preset.Patch;

/**
 * What moves a sound, made visible: between a dark timbre at A and a bright one at B where time
 * stands, the brightness says where on the pad a note is.
 */
public final class Brightness {

  /** Frames of a value: 50 ms. */
  public static final int WINDOW = 2400;

  private static final int RATE = 48_000;

  private Brightness() {}

  /** A flute at A and a trumpet at B, frozen, so that nothing is heard but what moves it. */
  public static Played frozen(ModulationMatrix matrix, Decoder decoder) {
    Patch patch =
        Patch.of(
            "moved",
            List.of(Bundled.model().bank().find("flute"), Bundled.model().bank().find("trumpet")));
    return new Played(patch.withModulation(matrix), decoder)
        .voices(4)
        .with(Parameter.START, 0.5f)
        .with(Parameter.FREEZE, 1)
        .with(Parameter.BREATHING, 0);
  }

  /** The level of the harmonics from the fourth on against the first, in dB, window by window. */
  public static double[] of(float[] x, double hz) {
    double[] out = new double[x.length / WINDOW];
    for (int w = 0; w < out.length; w++) {
      double high = 0;
      for (int h = 4; h <= 10; h++) {
        high += power(x, w * WINDOW, h * hz);
      }
      out[w] = 10 * Math.log10((high + 1e-12) / (power(x, w * WINDOW, hz) + 1e-12));
    }
    return out;
  }

  private static double power(float[] x, int from, double hz) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < WINDOW; i++) {
      double weight = 1 - Math.cos(2 * Math.PI * (i + 0.5) / WINDOW);
      re += weight * x[from + i] * Math.cos(2 * Math.PI * hz * i / RATE);
      im += weight * x[from + i] * Math.sin(2 * Math.PI * hz * i / RATE);
    }
    return (re * re + im * im) / ((double) WINDOW * WINDOW);
  }

  /** How strongly a series of windows swings at a rate: half of its span for a sine. */
  public static double swing(double[] x, int from, double hz) {
    double perSecond = (double) RATE / WINDOW;
    double mean = mean(x, from, x.length);
    double re = 0;
    double im = 0;
    for (int i = from; i < x.length; i++) {
      re += (x[i] - mean) * Math.cos(2 * Math.PI * hz * i / perSecond);
      im += (x[i] - mean) * Math.sin(2 * Math.PI * hz * i / perSecond);
    }
    return 2 * Math.hypot(re, im) / (x.length - from);
  }

  public static double mean(double[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i];
    }
    return sum / (to - from);
  }
}
