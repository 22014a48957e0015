package ligature.voice;

import ligature.latent.CounterRandom;
import ligature.parameter.Parameter;

/**
 * The player's vibrato of one note: a sine, whose phase is the note's own, that waits for its delay
 * and then grows. Threads: {@code [model-thread]}, no allocation.
 */
final class Vibrato {

  /** From nothing to all of it, after a delay. */
  private static final double GROWTH_SECONDS = 0.25;

  private final double hopSeconds;
  private double phase;
  private double seconds;

  Vibrato(double hopSeconds) {
    this.hopSeconds = hopSeconds;
  }

  /**
   * Begins a note.
   *
   * @param stream its random numbers
   */
  void begin(long stream) {
    phase = CounterRandom.uniform(stream, 0);
    seconds = 0;
  }

  /** How far the pitch is off in the coming hop, in cents. */
  double next(VoiceValues values) {
    float depth = values.value(Parameter.VIBRATO_DEPTH);
    double middle = phase + 0.5 * hopSeconds * values.value(Parameter.VIBRATO_RATE);
    phase += hopSeconds * values.value(Parameter.VIBRATO_RATE);
    phase -= Math.floor(phase);
    double waits = values.value(Parameter.VIBRATO_DELAY);
    double grown = waits == 0 ? 1 : (seconds - waits) / GROWTH_SECONDS;
    seconds += hopSeconds;
    return depth == 0 || grown <= 0
        ? 0
        : depth * Math.min(1, grown) * Math.sin(2 * Math.PI * middle);
  }
}
