package ligature.effect;

import ligature.plugin.PluginParameter;

/**
 * Echoes: exact to the frame, with a filter in the feedback, in stereo or from side to side.
 *
 * <p>A new time fades over to another place of the line, without a change of pitch.
 */
public final class Delay extends Effect {

  static final int TIME = 0;
  static final int FEEDBACK = 1;
  static final int PING_PONG = 2;
  static final int LOW_CUT = 3;
  static final int HIGH_CUT = 4;

  private static final double FADE_SECONDS = 0.02;
  private static final float LONGEST_SECONDS = 2;

  private final DelayLine[] lines = new DelayLine[2];
  private final float[] dark = new float[2];
  private final float[] rumble = new float[2];
  private int frames;
  private int nextFrames;
  private float fade;
  private float fadeStep;
  private float crossing;
  private float feedback;
  private float feedbackStep;
  private float lowCut;
  private float highCut;

  public Delay() {
    super(
        PluginParameter.logarithmic("time", "Time", "s", 0.001f, LONGEST_SECONDS, 0.375f),
        PluginParameter.linear("feedback", "Feedback", "", 0, 0.95f, 0.4f),
        PluginParameter.choice("ping-pong", "Ping-pong", 0, "off", "on"),
        PluginParameter.logarithmic("low-cut", "Low cut", "Hz", 10, 2000, 80),
        PluginParameter.logarithmic("high-cut", "High cut", "Hz", 500, 20_000, 6000));
  }

  @Override
  public float initialWet() {
    return 0.35f;
  }

  @Override
  void allocate() {
    for (int c = 0; c < 2; c++) {
      lines[c] = new DelayLine((int) (LONGEST_SECONDS * rateHz()) + 1);
    }
    fadeStep = (float) (1 / (FADE_SECONDS * rateHz()));
  }

  @Override
  void clear() {
    for (int c = 0; c < 2; c++) {
      lines[c].clear();
      dark[c] = 0;
      rumble[c] = 0;
    }
  }

  @Override
  void update() {
    lowCut = value(LOW_CUT) <= 10.1f ? 0 : onePole(value(LOW_CUT));
    highCut = value(HIGH_CUT) >= 19_900 ? 1 : onePole(value(HIGH_CUT));
    if (isFresh()) {
      frames = targetFrames();
      nextFrames = frames;
      fade = 0;
      feedback = value(FEEDBACK);
      crossing = value(PING_PONG);
    }
  }

  private int targetFrames() {
    return Math.max(1, Math.round(target(TIME) * rateHz()));
  }

  @Override
  void everyStep() {
    feedbackStep = (value(FEEDBACK) - feedback) / STEP_FRAMES;
    if (fade == 0 && targetFrames() != frames) {
      nextFrames = targetFrames();
      fade = fadeStep;
    }
  }

  @Override
  void run(float[] left, float[] right, int from, int count) {
    float crossingEnd = value(PING_PONG);
    for (int i = from; i < from + count; i++) {
      feedback += feedbackStep;
      crossing += Math.max(-fadeStep, Math.min(fadeStep, crossingEnd - crossing));
      float l = echo(lines[0]);
      float r = echo(lines[1]);
      float backLeft = filtered(l, 0) * feedback;
      float backRight = filtered(r, 1) * feedback;
      // from side to side: both go in on the left, what comes out there goes in on the right
      float middle = 0.5f * (left[i] + right[i]);
      float inLeft = left[i] + crossing * (middle - left[i]);
      float inRight = (1 - crossing) * right[i];
      lines[0].write(atRest(inLeft + backLeft + crossing * (backRight - backLeft)));
      lines[1].write(atRest(inRight + backRight + crossing * (backLeft - backRight)));
      left[i] = l;
      right[i] = r;
      if (fade > 0) {
        fade += fadeStep;
        if (fade >= 1) {
          frames = nextFrames;
          fade = 0;
        }
      }
    }
  }

  /** Read before this frame is written, so one write less lies between. */
  private float echo(DelayLine line) {
    float now = line.read(frames - 1);
    return fade == 0 ? now : now + fade * (line.read(nextFrames - 1) - now);
  }

  private float filtered(float x, int channel) {
    dark[channel] = atRest(dark[channel] + highCut * (x - dark[channel]));
    rumble[channel] = atRest(rumble[channel] + lowCut * (dark[channel] - rumble[channel]));
    return dark[channel] - rumble[channel];
  }

  @Override
  public long tailFrames() {
    double passes = target(FEEDBACK) < 1e-3 ? 1 : 1 + 13.9 / -Math.log(target(FEEDBACK));
    return (long) (targetFrames() * passes) + rateHz() / 10;
  }
}
