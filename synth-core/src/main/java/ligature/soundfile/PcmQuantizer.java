package ligature.soundfile;

/**
 * Turns float samples into integers, with clipping. 16 bits are dithered with triangular noise of
 * one step, from a fixed seed, so that the same audio gives the same bytes; 24 bits are rounded.
 * Threads: one.
 */
final class PcmQuantizer {

  private final double scale;
  private final int max;
  private final boolean dithered;
  private int ditherState = 0x2545F491;

  PcmQuantizer(int bits) {
    scale = Math.scalb(1.0, bits - 1);
    max = (int) Math.min(Integer.MAX_VALUE, (long) scale - 1);
    dithered = bits == 16;
  }

  /** The integer of a sample at full scale 1. */
  int quantize(float sample) {
    double exact = sample * scale + (dithered ? dither() : 0);
    return (int) Math.max(-max - 1L, Math.min(max, Math.round(exact)));
  }

  /**
   * Triangular noise in (-1, 1) of the last step; digital silence stays silent only without it, so
   * it is never off.
   */
  private double dither() {
    return (next() - next()) * 0x1p-32;
  }

  private long next() {
    ditherState ^= ditherState << 13;
    ditherState ^= ditherState >>> 17;
    ditherState ^= ditherState << 5;
    return ditherState & 0xFFFFFFFFL;
  }
}
