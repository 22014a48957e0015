package ligature.effect;

import java.util.Arrays;
import java.util.Random;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;

/** Stereo audio to be sent through an effect, and what is measured of it. */
record Sound(float[] left, float[] right) {

  static final int RATE_HZ = 48_000;

  static Sound silence(int frames) {
    return new Sound(new float[frames], new float[frames]);
  }

  static Sound sine(double hz, double amplitude, int frames) {
    float[] x = new float[frames];
    for (int i = 0; i < frames; i++) {
      x[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / RATE_HZ));
    }
    return new Sound(x, x.clone());
  }

  static Sound impulse(int frames) {
    Sound sound = silence(frames);
    sound.left[0] = 1;
    sound.right[0] = 1;
    return sound;
  }

  /** White, both sides independent, followed by silence. */
  static Sound noise(double amplitude, int frames, int silentFrames) {
    Random random = new Random(5);
    Sound sound = silence(frames + silentFrames);
    for (int i = 0; i < frames; i++) {
      sound.left[i] = (float) (amplitude * random.nextGaussian());
      sound.right[i] = (float) (amplitude * random.nextGaussian());
    }
    return sound;
  }

  /** Through an effect, in blocks of this size. */
  Sound through(Plugin plugin, int block) {
    float[] l = left.clone();
    float[] r = right.clone();
    float[] bl = new float[block];
    float[] br = new float[block];
    for (int at = 0; at < l.length; at += block) {
      int n = Math.min(block, l.length - at);
      System.arraycopy(l, at, bl, 0, n);
      System.arraycopy(r, at, br, 0, n);
      plugin.process(bl, br, n);
      System.arraycopy(bl, 0, l, at, n);
      System.arraycopy(br, 0, r, at, n);
    }
    return new Sound(l, r);
  }

  /** A prepared effect with these values, by parameter id. */
  static <P extends Plugin> P prepared(P plugin, Object... idsAndValues) {
    plugin.prepare(RATE_HZ, 4096);
    set(plugin, idsAndValues);
    return plugin;
  }

  static void set(Plugin plugin, Object... idsAndValues) {
    for (int i = 0; i < idsAndValues.length; i += 2) {
      for (int p = 0; p < plugin.parameters().size(); p++) {
        PluginParameter parameter = plugin.parameters().get(p);
        if (parameter.id().equals(idsAndValues[i])) {
          plugin.set(p, parameter.parse(String.valueOf(idsAndValues[i + 1])));
        }
      }
    }
  }

  /** The amplitude at one frequency over whole periods in {@code [from, to)}. */
  static double amplitude(float[] x, double hz, int from, int to) {
    double re = 0;
    double im = 0;
    double weights = 0;
    for (int i = from; i < to; i++) {
      double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - from + 0.5) / (to - from));
      re += w * x[i] * Math.cos(2 * Math.PI * hz * i / RATE_HZ);
      im -= w * x[i] * Math.sin(2 * Math.PI * hz * i / RATE_HZ);
      weights += w;
    }
    return 2 * Math.hypot(re, im) / weights;
  }

  static double db(double factor) {
    return 20 * Math.log10(Math.max(factor, 1e-12));
  }

  /** The power spectrum of {@code [from, from + size)} under a Blackman-Harris window. */
  static double[] spectrum(float[] x, int from, int size) {
    double[] re = new double[size];
    double[] im = new double[size];
    for (int i = 0; i < size; i++) {
      double p = 2 * Math.PI * i / size;
      double window =
          0.35875 - 0.48829 * Math.cos(p) + 0.14128 * Math.cos(2 * p) - 0.01168 * Math.cos(3 * p);
      re[i] = x[from + i] * window;
    }
    fft(re, im);
    double[] power = new double[size / 2];
    for (int i = 0; i < power.length; i++) {
      power[i] = re[i] * re[i] + im[i] * im[i];
    }
    return power;
  }

  private static void fft(double[] re, double[] im) {
    int n = re.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double t = re[i];
        re[i] = re[j];
        re[j] = t;
        t = im[i];
        im[i] = im[j];
        im[j] = t;
      }
    }
    for (int length = 2; length <= n; length <<= 1) {
      for (int i = 0; i < n; i += length) {
        for (int k = 0; k < length / 2; k++) {
          double angle = -2 * Math.PI * k / length;
          double c = Math.cos(angle);
          double s = Math.sin(angle);
          int a = i + k;
          int b = a + length / 2;
          double tr = re[b] * c - im[b] * s;
          double ti = re[b] * s + im[b] * c;
          re[b] = re[a] - tr;
          im[b] = im[a] - ti;
          re[a] += tr;
          im[a] += ti;
        }
      }
    }
  }

  boolean isFinite() {
    for (int i = 0; i < left.length; i++) {
      if (!Float.isFinite(left[i]) || !Float.isFinite(right[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sound s && Arrays.equals(left, s.left) && Arrays.equals(right, s.right);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(left);
  }
}
