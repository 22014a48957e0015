package ligature.render.pack;

import java.util.Arrays;
import ligature.soundfile.Resampler;

/** Small calculations on one channel of audio. Threads: any. */
final class SampleMath {

  /** What is quieter than -94 dB at the end of a note is cut off. */
  private static final float INAUDIBLE = 2e-5f;

  private SampleMath() {}

  /** The same sound at another rate, with the same beginning and length. */
  static float[] resampled(float[] in, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return in.clone();
    }
    Resampler resampler = new Resampler(fromHz, toHz, 1);
    int flush = resampler.delayFrames() + 1;
    float[] padded = Arrays.copyOf(in, in.length + flush);
    float[] out = new float[resampler.mostOutput(padded.length)];
    resampler.process(padded, padded.length, out);
    return Arrays.copyOf(out, (int) ((long) in.length * toHz / fromHz));
  }

  /** Without the silence at the end. */
  static float[] trimmed(float[] in) {
    int length = in.length;
    while (length > 1 && Math.abs(in[length - 1]) < INAUDIBLE) {
      length--;
    }
    return Arrays.copyOf(in, length);
  }

  static double levelDb(float[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) x[i] * x[i];
    }
    return 10 * Math.log10(sum / Math.max(1, to - from) + 1e-12);
  }

  static double peakDb(float[] x) {
    float peak = 0;
    for (float sample : x) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return round(20 * Math.log10(Math.max(1e-6, peak)));
  }

  /** To four decimals, as it is worth writing down. */
  static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
