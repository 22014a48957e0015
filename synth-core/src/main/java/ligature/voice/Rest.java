package ligature.voice;

import java.util.Arrays;

/**
 * Whether a voice is decoded, or rests for a moment to save its time. It fades out over a hop that
 * is decoded still, is silent while its note goes on unheard, begins anew in the decoder, as a new
 * note does, and fades in over a hop. Threads: {@code [model-thread]}, no allocation.
 */
final class Rest {

  private enum State {
    NONE,
    FADING,
    RESTING,
    RETURNING
  }

  private State state = State.NONE;

  /** A note begins: it does not rest. */
  void clear() {
    state = State.NONE;
  }

  /** A hop begins: what faded rests, what returned is there. */
  void advance() {
    state =
        switch (state) {
          case FADING, RESTING -> State.RESTING;
          case NONE, RETURNING -> State.NONE;
        };
  }

  /** Fades out in the coming hop; nothing if it rests already. */
  void begin() {
    if (state == State.NONE) {
      state = State.FADING;
    }
  }

  /** Comes back with the coming hop. */
  void end() {
    if (state == State.RESTING) {
      state = State.RETURNING;
    }
  }

  /** Whether the coming hop is not decoded. */
  boolean isResting() {
    return state == State.RESTING;
  }

  /** Whether the decoder has missed what was before the coming hop. */
  boolean isReturning() {
    return state == State.RETURNING;
  }

  /** Whether the voice sounds and goes on to do so. */
  boolean isNone() {
    return state == State.NONE;
  }

  /** Shapes the hop {@code audio[from, from + frames)} that was decoded, or silences it. */
  void shape(float[] audio, int from, int frames) {
    if (state == State.NONE) {
      return;
    }
    if (state == State.RESTING) { // the row holds what was decoded at some time
      Arrays.fill(audio, from, from + frames, 0);
      return;
    }
    for (int i = 0; i < frames; i++) {
      float passed = (i + 0.5f) / frames;
      audio[from + i] *= state == State.FADING ? 1 - passed : passed;
    }
  }
}
