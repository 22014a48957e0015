package ligature.engine;

import ligature.rt.OnThread;
import ligature.rt.Published;
import ligature.rt.ThreadRole;

/**
 * Adds a recorded sound to what the voices play. One that is cut short or replaced fades out while
 * the next begins, so that nothing clicks.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #publish}; allocates nothing.
 */
final class ClipPlayer {

  private static final double FADE_IN_SECONDS = 0.001;
  private static final double FADE_OUT_SECONDS = 0.005;

  private final Published<Clip> wanted = new Published<>(null);
  private final float rise;
  private final float fall;
  private Clip taken;
  private Clip clip;
  private int at;
  private float gain;
  private Clip leaving;
  private int leavingAt;
  private float leavingGain;

  ClipPlayer(int sampleRateHz) {
    rise = (float) (1 / (FADE_IN_SECONDS * sampleRateHz));
    fall = (float) (1 / (FADE_OUT_SECONDS * sampleRateHz));
  }

  /** Plays this from its beginning, in place of what plays; null for nothing. [any one thread] */
  void publish(Clip next) {
    wanted.publish(next);
  }

  /** Adds the next frames to both sides. */
  @OnThread(ThreadRole.MODEL)
  void add(float[] left, float[] right, int frames) {
    if (leaving == null) {
      take();
    }
    if (leaving != null) {
      leave(left, right, frames);
    }
    if (clip != null) {
      play(left, right, frames);
    }
  }

  private void take() {
    Clip next = wanted.current();
    if (next == taken) {
      return;
    }
    if (clip != null) {
      clip.end();
      leaving = clip;
      leavingAt = at;
      leavingGain = gain;
    }
    taken = next;
    clip = next;
    at = next == null ? 0 : next.from;
    gain = 0;
  }

  private void leave(float[] left, float[] right, int frames) {
    for (int i = 0; i < frames && leavingGain > 0 && leavingAt < leaving.to; i++) {
      leavingGain = Math.max(0, leavingGain - fall);
      float x = leavingGain * leaving.samples[leavingAt++];
      left[i] += x;
      right[i] += x;
    }
    if (leavingGain <= 0 || leavingAt >= leaving.to) {
      leaving = null;
    }
  }

  private void play(float[] left, float[] right, int frames) {
    int n = Math.min(frames, clip.to - at);
    for (int i = 0; i < n; i++) {
      gain = Math.min(1, gain + rise);
      float x = Math.min(gain, fall * (clip.to - at)) * clip.samples[at++];
      left[i] += x;
      right[i] += x;
    }
    clip.reached(at);
    if (at == clip.to) {
      clip.end();
      clip = null;
    }
  }
}
