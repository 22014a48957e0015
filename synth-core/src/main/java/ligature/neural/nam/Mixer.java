package ligature.neural.nam;

/**
 * A matrix that turns rows of frames into others: a convolution's taps or one frame's channels.
 *
 * <p>All rows begin at 0 and are walked with the same index: only then the compiler makes vectors.
 */
final class Mixer {

  private final int ins;
  private final int outs;
  private final float[] weights;
  private final float[] bias;

  /**
   * @param weights of row {@code o} from {@code o * ins} on
   * @param bias a value for every row that comes out, or null
   */
  Mixer(int ins, int outs, float[] weights, float[] bias) {
    this.ins = ins;
    this.outs = outs;
    this.weights = weights;
    this.bias = bias;
  }

  int outs() {
    return outs;
  }

  /** Writes {@code out}. */
  void set(float[][] in, float[][] out, int frames) {
    for (int o = 0; o < outs; o++) {
      java.util.Arrays.fill(out[o], 0, frames, bias == null ? 0 : bias[o]);
      addRow(in, out[o], o * ins, frames);
    }
  }

  /** Adds to {@code out}. */
  void add(float[][] in, float[][] out, int frames) {
    for (int o = 0; o < outs; o++) {
      if (bias != null) {
        shift(out[o], bias[o], frames);
      }
      addRow(in, out[o], o * ins, frames);
    }
  }

  private void addRow(float[][] in, float[] out, int at, int frames) {
    int i = 0;
    for (; i + 3 < ins; i += 4) {
      int w = at + i;
      addFour(
          out,
          in[i],
          in[i + 1],
          in[i + 2],
          in[i + 3],
          weights[w],
          weights[w + 1],
          weights[w + 2],
          weights[w + 3],
          frames);
    }
    for (; i < ins; i++) {
      addOne(out, in[i], weights[at + i], frames);
    }
  }

  private static void shift(float[] out, float by, int frames) {
    for (int t = 0; t < frames; t++) {
      out[t] += by;
    }
  }

  private static void addOne(float[] out, float[] a, float wa, int frames) {
    for (int t = 0; t < frames; t++) {
      out[t] += wa * a[t];
    }
  }

  private static void addFour(
      float[] out,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float wa,
      float wb,
      float wc,
      float wd,
      int frames) {
    for (int t = 0; t < frames; t++) {
      out[t] += (wa * a[t] + wb * b[t]) + (wc * c[t] + wd * d[t]);
    }
  }
}
