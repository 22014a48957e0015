package ligature.neural.torch;

/**
 * The level of a note over time: straight up, then exponentially to the sustained level, and after
 * its key is lifted to nothing. Times are until 60 dB of the way are gone.
 *
 * <p>Threads: one.
 */
final class KeyEnvelope {

  private static final double DB60 = Math.log(1000);

  /** -80 dB. */
  private static final float SILENCE = 1e-4f;

  private enum Stage {
    ATTACK,
    DECAY,
    RELEASE,
    OVER
  }

  private final int rateHz;
  private Stage stage = Stage.OVER;
  private float level;
  private float rise;
  private float decay;
  private float sustain;
  private float release;

  KeyEnvelope(int rateHz) {
    this.rateHz = rateHz;
  }

  void begin() {
    stage = Stage.ATTACK;
    level = 0;
  }

  void lift() {
    if (stage != Stage.OVER) {
      stage = Stage.RELEASE;
    }
  }

  void end() {
    stage = Stage.OVER;
  }

  boolean isOver() {
    return stage == Stage.OVER;
  }

  /** Whether its key was lifted. */
  boolean isReleased() {
    return stage == Stage.RELEASE || stage == Stage.OVER;
  }

  /** Takes times and levels as they are turned now. */
  void follow(KeyParameters turned) {
    rise = 1 / (turned.attackSeconds() * rateHz);
    decay = share(turned.decaySeconds());
    release = share(turned.releaseSeconds());
    sustain = turned.sustain();
  }

  private float share(double seconds) {
    return (float) -Math.expm1(-DB60 / (seconds * rateHz));
  }

  /** The level of the next frame. */
  float next() {
    switch (stage) {
      case ATTACK -> {
        level += rise;
        if (level >= 1) {
          level = 1;
          stage = Stage.DECAY;
        }
      }
      case DECAY -> level += decay * (sustain - level);
      case RELEASE -> {
        level -= release * level;
        if (level < SILENCE) {
          level = 0;
          stage = Stage.OVER;
        }
      }
      default -> level = 0;
    }
    return level;
  }
}
