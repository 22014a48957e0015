package ligature.latent;

/**
 * A random walk that never goes far: as many numbers as a code has, each with mean 0 and deviation
 * 1, each moving smoothly from one random value to the next at moments of its own.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
public final class CodeWalk {

  /** Farther from the middle than so many deviations it does not go. */
  private static final double FARTHEST = 2.5;

  private final float[] values;
  private final double[] from;
  private final double[] to;
  private final double[] offsets;
  private final long[] legs;
  private double time;
  private long stream;

  public CodeWalk(int size) {
    values = new float[size];
    from = new double[size];
    to = new double[size];
    offsets = new double[size];
    legs = new long[size];
  }

  /**
   * Begins a note.
   *
   * @param ofStream its random numbers
   */
  public void start(long ofStream) {
    stream = ofStream;
    time = 0;
    for (int i = 0; i < values.length; i++) {
      offsets[i] = CounterRandom.uniform(CounterRandom.stream(stream, i), 0);
      legs[i] = 0;
      from[i] = normal(i, 0);
      to[i] = normal(i, 1);
    }
  }

  /**
   * Moves on.
   *
   * @param distance 1 from a random value to the next
   */
  public void advance(double distance) {
    time += distance;
    for (int i = 0; i < values.length; i++) {
      double at = time + offsets[i];
      long leg = (long) at;
      if (leg != legs[i]) {
        from[i] = leg == legs[i] + 1 ? to[i] : normal(i, leg);
        to[i] = normal(i, leg + 1);
        legs[i] = leg;
      }
      double t = at - leg;
      double turn = 0.5 * Math.PI * t * t * (3 - 2 * t);
      // at equal power: the deviation is the same everywhere
      values[i] = (float) (from[i] * Math.cos(turn) + to[i] * Math.sin(turn));
    }
  }

  private double normal(int number, long leg) {
    long own = CounterRandom.stream(stream, number);
    double radius = Math.sqrt(-2 * Math.log(1 - CounterRandom.uniform(own, 2 * leg + 1)));
    double value = radius * Math.cos(2 * Math.PI * CounterRandom.uniform(own, 2 * leg + 2));
    return Math.max(-FARTHEST, Math.min(FARTHEST, value));
  }

  /** Where it is. The array is this object's own. */
  float[] values() {
    return values;
  }
}
