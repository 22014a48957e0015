package ligature.latent;

/**
 * Random numbers with an address instead of a state: the same (stream, index) gives the same
 * number, in any order, on any thread. So a voice sounds the same whatever sounds beside it.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, 2014), applied to a Weyl sequence.
 */
public final class CounterRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** A stream of its own for every (seed, number). */
  public static long stream(long seed, long number) {
    return mix(mix(seed + GOLDEN) + number * GOLDEN);
  }

  /** 64 random bits. */
  public static long bits(long stream, long index) {
    return mix(stream + (index + 1) * GOLDEN);
  }

  /** Uniform in [0, 1). */
  public static double uniform(long stream, long index) {
    return (bits(stream, index) >>> 11) * 0x1p-53;
  }

  /**
   * Fills {@code out[offset, offset + count)} with uniform noise in [-1, 1): numbers {@code index}
   * and on.
   */
  public static void noise(long stream, long index, float[] out, int offset, int count) {
    for (int i = 0; i < count; i++) {
      out[offset + i] = (bits(stream, index + i) >> 40) * 0x1p-23f;
    }
  }

  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
