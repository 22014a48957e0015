package ligature.plugin;

/**
 * How much of an insert is heard: it comes and goes, is mixed in more or less, and its own sound is
 * there or away. Every change is faded over {@link #SECONDS}.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class InsertFades {

  static final double SECONDS = 0.02;

  private final float step;

  /** Until what came in first comes out; it fades in after that. */
  private int fillingFrames;

  private float presence;
  private boolean leaving;
  private float mix;
  private float heard = 1;

  /**
   * @param latencyFrames after which its first sound comes out
   */
  InsertFades(int rateHz, int latencyFrames) {
    step = stepAt(rateHz);
    fillingFrames = latencyFrames;
  }

  /** How far a factor goes in a frame. */
  static float stepAt(int rateHz) {
    return (float) (1 / (SECONDS * rateHz));
  }

  /** Lets it fade in. */
  void enter() {
    leaving = false;
  }

  /** Lets it fade out. */
  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Whether it has faded out. */
  boolean isGone() {
    return leaving && presence == 0;
  }

  /** Whether nothing of the plugin is mixed in. */
  boolean isDry() {
    return mix == 0;
  }

  /** Whether the plugin's own sound has faded out. */
  boolean isUnheard() {
    return heard == 0;
  }

  /** Is there, or gone, and mixed in so, at once. */
  void jump(float mixEnd) {
    presence = leaving ? 0 : 1;
    mix = mixEnd;
    fillingFrames = 0;
  }

  /** Lets the plugin's own sound fade out, or in again. */
  void hide(float[] wetLeft, float[] wetRight, int frames, boolean isHidden) {
    float end = isHidden ? 0 : 1;
    for (int i = 0; i < frames && (heard < 1 || end < 1); i++) {
      heard = towards(heard, end);
      wetLeft[i] *= heard;
      wetRight[i] *= heard;
    }
  }

  /**
   * Blends a block of the plugin and of the dry signal into what came in.
   *
   * @param left what came in, and what is to go on
   * @param dryLeft what came in, as late as the plugin is
   * @param mixEnd how much of the plugin is to be mixed in, 0 to 1
   */
  void blend(
      float[] left,
      float[] right,
      float[] dryLeft,
      float[] dryRight,
      float[] wetLeft,
      float[] wetRight,
      int frames,
      float mixEnd) {
    float presenceEnd = leaving || fillingFrames > 0 ? 0 : 1;
    fillingFrames = Math.max(0, fillingFrames - frames);
    if (mix == 1 && mixEnd == 1 && presence == 1 && presenceEnd == 1) { // the plugin's very bits
      System.arraycopy(wetLeft, 0, left, 0, frames);
      System.arraycopy(wetRight, 0, right, 0, frames);
      return;
    }
    for (int i = 0; i < frames; i++) {
      mix = towards(mix, mixEnd);
      presence = towards(presence, presenceEnd);
      float l = dryLeft[i] + mix * (wetLeft[i] - dryLeft[i]);
      float r = dryRight[i] + mix * (wetRight[i] - dryRight[i]);
      left[i] += presence * (l - left[i]);
      right[i] += presence * (r - right[i]);
    }
  }

  private float towards(float value, float end) {
    return value < end ? Math.min(end, value + step) : Math.max(end, value - step);
  }
}
