package ligature.voice;

import ligature.parameter.Parameter;

/**
 * How a note crosses from the strike's point of the pad to the body's: it stays at the one for a
 * time and then goes over along half a cosine. Velocity may stretch or shorten both times.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
final class Strike {

  /** The hardest and the softest note have the times divided and multiplied by this, at most. */
  private static final double MOST_STRETCH = 4;

  private static final double LONGEST_SECONDS = 0.5;

  private final double hopSeconds;
  private float velocity;
  private boolean over;

  Strike(double hopSeconds) {
    this.hopSeconds = hopSeconds;
  }

  /**
   * Begins a note.
   *
   * @param ofNote its velocity, (0, 1]
   */
  void begin(float ofNote) {
    velocity = ofNote;
    over = false;
  }

  /**
   * How far from the body's point to the strike's the note is, 0 to 1.
   *
   * @param hop the coming hop, since the onset; never less than in the call before
   */
  float share(VoiceValues values, long hop) {
    float amount = values.value(Parameter.STRIKE);
    if (amount == 0 || over) {
      return 0;
    }
    double stays =
        seconds(values.value(Parameter.STRIKE_TIME), values.value(Parameter.STRIKE_TIME_VELOCITY));
    double crosses =
        seconds(
            values.value(Parameter.STRIKE_CROSS), values.value(Parameter.STRIKE_CROSS_VELOCITY));
    double gone = (hop * hopSeconds - stays) / Math.max(hopSeconds, crosses);
    if (gone >= 1) {
      over = true; // the body has the note: times that are moved later do not bring the strike back
      return 0;
    }
    return gone <= 0 ? amount : amount * (float) (0.5 + 0.5 * Math.cos(Math.PI * gone));
  }

  private double seconds(float millis, float byVelocity) {
    double stretch = byVelocity == 0 ? 1 : Math.pow(MOST_STRETCH, byVelocity * (1 - 2 * velocity));
    return Math.min(LONGEST_SECONDS, 1e-3 * millis * stretch);
  }
}
