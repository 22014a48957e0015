package ligature.engine;

import ligature.rt.OnThread;
import ligature.rt.Published;
import ligature.rt.ThreadRole;

/**
 * Adds a recorded sound to what the voices play. One that is cut short or replaced fades out while
 * the next begins, so that nothing clicks; so does one that is heard faster than it is made, until
 * there is more of it.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #publish}; allocates nothing.
 */
final class ClipPlayer {

  private static final double FADE_IN_SECONDS = 0.001;
  private static final double FADE_OUT_SECONDS = 0.005;

  /** What must be there before one goes on that had to wait. */
  private static final double REST_SECONDS = 0.25;

  private final Published<Clip> wanted = new Published<>(null);
  private final float rise;
  private final float fall;
  private final int fadeFrames;
  private final int restFrames;
  private Clip taken;
  private Clip clip;
  private int at;
  private float gain;
  private boolean waits;
  private Clip leaving;
  private int leavingAt;
  private float leavingGain;

  ClipPlayer(int sampleRateHz) {
    rise = (float) (1 / (FADE_IN_SECONDS * sampleRateHz));
    fall = (float) (1 / (FADE_OUT_SECONDS * sampleRateHz));
    fadeFrames = (int) Math.ceil(FADE_OUT_SECONDS * sampleRateHz);
    restFrames = (int) (REST_SECONDS * sampleRateHz);
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
    gain = next != null && next.isMix() ? 1 : 0; // a recording may begin anywhere, a mix at silence
    waits = false;
  }

  private void leave(float[] left, float[] right, int frames) {
    int end = leaving.ready();
    for (int i = 0; i < frames && leavingGain > 0 && leavingAt < end; i++) {
      leavingGain = Math.max(0, leavingGain - fall);
      left[i] += leavingGain * leaving.left[leavingAt];
      right[i] += leavingGain * leaving.right[leavingAt++];
    }
    if (leavingGain <= 0 || leavingAt >= end) {
      leaving = null;
    }
  }

  private void play(float[] left, float[] right, int frames) {
    int ready = clip.ready();
    // what is still being made must not break off
    int wanted = waits ? restFrames : frames + fadeFrames;
    waits = ready < clip.to && ready - at < wanted;
    float step = waits ? -fall : rise;
    int n = Math.min(frames, ready - at);
    for (int i = 0; i < n && !(waits && gain == 0); i++) {
      gain = Math.max(0, Math.min(1, gain + step));
      float now = Math.min(gain, fall * (clip.to - at));
      left[i] += now * clip.left[at];
      right[i] += now * clip.right[at++];
    }
    clip.reached(at);
    if (at == clip.to) {
      clip.end();
      clip = null;
    }
  }
}
