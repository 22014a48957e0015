package ligature.latent;

/**
 * What a note of one timbre does over time: up to where it begins to turn at random as it is read,
 * and then what it is on average. Immutable; any thread.
 */
public final class TimbreCourse {

  private final Timbre timbre;
  private final ZoneMix mix = new ZoneMix();

  /**
   * The course of a key.
   *
   * @param velocity 1 to 127
   */
  public TimbreCourse(Timbre timbre, int key, float velocity) {
    this.timbre = timbre;
    timbre.mixAt(key, velocity, mix);
  }

  /**
   * The codes of a held note; one that has ended stays at its last.
   *
   * @return [step * codeSize + i]
   */
  public float[] codes(int count) {
    int size = timbre.codeSize();
    float[] read = new float[count * size];
    for (int z = 0; z < mix.count; z++) {
      float[] codes = timbre.zone(mix.zones[z]).codes();
      float[] mean = steady(codes);
      for (int step = 0; step < count; step++) {
        int from = Math.min(step, timbre.steps() - 1) * size;
        for (int k = 0; k < size; k++) {
          float code = turns(step) ? mean[k] : codes[from + k];
          read[step * size + k] += mix.weights[z] * code;
        }
      }
    }
    return read;
  }

  /** Whether a note may have turned back by then. */
  private boolean turns(int step) {
    return timbre.sustains()
        && step >= Math.min(timbre.loopEnd(), timbre.loopStart() + CodeClock.SHORTEST_LEG_CODES);
  }

  private float[] steady(float[] codes) {
    int size = timbre.codeSize();
    float[] mean = new float[size];
    int length = timbre.loopEnd() - timbre.loopStart();
    for (int step = timbre.loopStart(); step < timbre.loopEnd(); step++) {
      for (int k = 0; k < size; k++) {
        mean[k] += codes[step * size + k] / length;
      }
    }
    return mean;
  }

  /**
   * The pitch contour as it is read.
   *
   * @param position in codes
   * @return cents against the key
   */
  public float cents(double position) {
    return mix.cents(timbre, position);
  }
}
