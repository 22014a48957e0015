package ligature.audio;

/**
 * What is heard of a channel after its frames have run out: it goes on in the direction that it
 * had, and dies away along half a cosine. So there is neither a step nor a bend that would click.
 *
 * <p>Threads: {@code [audio-thread]}, no allocation.
 */
final class FadingTail {

  /** The direction is kept for some frames only: a wave turns round. */
  private static final float SLOPE_DECAY = 0.8f;

  private final float[] window;
  private int at;
  private float value;
  private float slope;
  private float last;
  private float beforeLast;

  FadingTail(int frames) {
    window = new float[frames];
    for (int i = 0; i < frames; i++) {
      window[i] = (float) (0.5 + 0.5 * Math.cos(Math.PI * (i + 1) / frames));
    }
    at = frames;
  }

  /** From the next frame on there is nothing: begins to die away from what was heard. */
  void begin() {
    value = last;
    slope = last - beforeLast;
    at = 0;
  }

  /** Silence, at once. */
  void clear() {
    at = window.length;
    last = 0;
    beforeLast = 0;
  }

  /** The next frame: what comes in, and what still dies away. */
  float add(float in) {
    float out = in;
    if (at < window.length) {
      slope *= SLOPE_DECAY;
      value += slope;
      out += value * window[at++];
    }
    beforeLast = last;
    last = out;
    return out;
  }
}
