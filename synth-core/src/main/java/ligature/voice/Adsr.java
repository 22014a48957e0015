package ligature.voice;

/**
 * An envelope: it rises in a straight line, falls along an exponential to what it sustains, and
 * falls to 0 when it is released. A hop at a time; between hops it is straight.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
final class Adsr {

  /** A fall is over at a thousandth of its way. */
  private static final double FALL = Math.log(1000);

  private static final float NEAR = 1e-5f;

  private final double hopSeconds;
  private float value;
  private boolean risen;

  Adsr(double hopSeconds) {
    this.hopSeconds = hopSeconds;
  }

  /** Begins a note. */
  void begin(float attackSeconds) {
    risen = attackSeconds == 0;
    value = risen ? 1 : 0;
  }

  /** Where it is. */
  float value() {
    return value;
  }

  /**
   * Moves on by a hop while the key is down.
   *
   * @return where it is at the end of it
   */
  float hold(float attackSeconds, float decaySeconds, float sustain) {
    if (!risen) {
      value += (float) (hopSeconds / Math.max(hopSeconds, attackSeconds));
      if (value >= 1) {
        value = 1;
        risen = true;
      }
    } else {
      fall(decaySeconds, sustain);
    }
    return value;
  }

  /**
   * Moves on by a hop after the key was lifted.
   *
   * @return where it is at the end of it
   */
  float release(float releaseSeconds) {
    fall(releaseSeconds, 0);
    return value;
  }

  private void fall(float seconds, float to) {
    float rest = to - value;
    value =
        Math.abs(rest) < NEAR
            ? to
            : to - rest * (float) Math.exp(-FALL * hopSeconds / Math.max(hopSeconds, seconds));
  }
}
