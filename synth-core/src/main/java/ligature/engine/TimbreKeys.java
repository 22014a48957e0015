package ligature.engine;

import java.util.Arrays;
import ligature.latent.Blend;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.rt.HeldKeys;
import ligature.voice.Performance;

/**
 * Keys that hold timbres instead of notes: four in a row, for the corners A to D. Those that are
 * held are the blend, each by its velocity, and by its pressure from when it is pressed further.
 *
 * <p>A set that was held stays when its keys are lifted, as fingers lift them: not all in the same
 * instant. A key leaves the blend when others of its set are still held a moment later, or when a
 * new one is pressed.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class TimbreKeys {

  /** Keys that are lifted within this are lifted together. */
  private static final double TOGETHER_SECONDS = 0.08;

  private static final long NEVER = Long.MAX_VALUE;

  private final ParameterValues values;
  private final long togetherFrames;
  private final float[] strengths = new float[Blend.CORNERS];
  private final boolean[] held = new boolean[Blend.CORNERS];
  private final int[] channels = new int[Blend.CORNERS];
  private final int[] keys = new int[Blend.CORNERS];
  private final int[] sources = new int[Blend.CORNERS];
  private long leaveAt = NEVER;

  TimbreKeys(ParameterValues values, int sampleRateHz) {
    this.values = values;
    togetherFrames = Math.round(TOGETHER_SECONDS * sampleRateHz);
  }

  /** The corner of a key, -1 if it is a note's. */
  private int corner(int channel, int key) {
    int only = Math.round(values.target(Parameter.TIMBRE_CHANNEL));
    int corner = key - Math.round(values.target(Parameter.TIMBRE_KEY));
    boolean on = values.target(Parameter.TIMBRE_KEYS) > 0 && (only == 0 || only == channel + 1);
    return on && corner >= 0 && corner < Blend.CORNERS ? corner : -1;
  }

  private int heldCorner(int channel, int key) {
    for (int c = 0; c < Blend.CORNERS; c++) {
      if (held[c] && channels[c] == channel && keys[c] == key) {
        return c;
      }
    }
    return -1;
  }

  /**
   * Takes a key that went down.
   *
   * @param source which producer pressed it
   * @return false if it is a note's
   */
  boolean press(int channel, int key, float velocity, int source) {
    int corner = corner(channel, key);
    if (corner < 0) {
      return false;
    }
    drop();
    held[corner] = true;
    channels[corner] = channel;
    keys[corner] = key;
    sources[corner] = source;
    strengths[corner] = velocity;
    blend();
    return true;
  }

  /**
   * Takes a key that came up.
   *
   * @param frame when
   * @return false if it was a note's
   */
  boolean lift(int channel, int key, long frame) {
    int corner = heldCorner(channel, key);
    if (corner < 0) {
      return false;
    }
    held[corner] = false;
    leaveAt = isAnyHeld() ? frame + togetherFrames : NEVER;
    return true;
  }

  /**
   * Takes the pressure on a key.
   *
   * @return false if it is a note's
   */
  boolean pressure(int channel, int key, float value) {
    int corner = heldCorner(channel, key);
    if (corner < 0) {
      return false;
    }
    strengths[corner] = value;
    blend();
    return true;
  }

  /** All keys of a channel are up, or of {@link Performance#ALL_CHANNELS}; the blend stays. */
  void liftAll(int channel) {
    for (int c = 0; c < Blend.CORNERS; c++) {
      held[c] &= channel != Performance.ALL_CHANNELS && channels[c] != channel;
    }
    leaveAt = NEVER;
  }

  /** Lifts what a producer no longer holds: after events of it were lost. */
  void resynchronise(int source, HeldKeys truly) {
    for (int c = 0; c < Blend.CORNERS; c++) {
      held[c] &= sources[c] != source || truly.isDown(channels[c], keys[c]);
    }
  }

  /** Before a quantum that begins at this frame. */
  void advance(long frame) {
    if (frame >= leaveAt) {
      leaveAt = NEVER;
      drop();
      blend();
    }
  }

  private boolean isAnyHeld() {
    for (boolean h : held) {
      if (h) {
        return true;
      }
    }
    return false;
  }

  /** Those that are not held leave the set. */
  private void drop() {
    leaveAt = NEVER;
    for (int c = 0; c < Blend.CORNERS; c++) {
      if (!held[c]) {
        strengths[c] = 0;
      }
    }
  }

  private void blend() {
    float sum = 0;
    for (float strength : strengths) {
      sum += strength;
    }
    if (sum > 0) {
      for (int c = 0; c < Blend.CORNERS; c++) {
        values.set(Parameter.weight(c), strengths[c] / sum);
      }
    }
  }

  /** A preset brings weights of its own: nothing is held that made them. */
  void forget() {
    Arrays.fill(held, false);
    Arrays.fill(strengths, 0);
    leaveAt = NEVER;
  }
}
