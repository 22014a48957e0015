package ligature.dsp;

/**
 * The discrete Fourier transform of a power of two, in place: radix 2, decimation in time (Cooley
 * and Tukey, 1965). Threads: any, the tables do not change.
 */
public final class Fft {

  private final int size;
  private final double[] cos;
  private final double[] sin;

  /**
   * @param size a power of two
   */
  public Fft(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("no power of two: " + size);
    }
    this.size = size;
    cos = new double[size / 2];
    sin = new double[size / 2];
    for (int i = 0; i < size / 2; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / size);
      sin[i] = -Math.sin(2 * Math.PI * i / size);
    }
  }

  /** The smallest power of two that is not below {@code n}. */
  public static int sizeFor(int n) {
    return n <= 2 ? 2 : Integer.highestOneBit(n - 1) << 1;
  }

  public int size() {
    return size;
  }

  /** Transforms {@code re + i im}, both of {@link #size} numbers. */
  public void transform(double[] re, double[] im) {
    for (int i = 1, j = 0; i < size; i++) {
      int bit = size >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double r = re[i];
        re[i] = re[j];
        re[j] = r;
        double m = im[i];
        im[i] = im[j];
        im[j] = m;
      }
    }
    for (int half = 1; half < size; half <<= 1) {
      int stride = size / (2 * half);
      for (int block = 0; block < size; block += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = block + k;
          int b = a + half;
          double wr = cos[k * stride];
          double wi = sin[k * stride];
          double r = re[b] * wr - im[b] * wi;
          double m = re[b] * wi + im[b] * wr;
          re[b] = re[a] - r;
          im[b] = im[a] - m;
          re[a] += r;
          im[a] += m;
        }
      }
    }
  }
}
