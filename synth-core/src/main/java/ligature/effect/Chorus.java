package ligature.effect;

import ligature.plugin.PluginParameter;

/**
 * Three delayed voices a side, each detuned by a slow wave of its own phase; with feedback and a
 * short delay a flanger.
 */
public final class Chorus extends Effect {

  static final int RATE = 0;
  static final int DEPTH = 1;
  static final int DELAY = 2;
  static final int FEEDBACK = 3;
  static final int WIDTH = 4;

  private static final int VOICES = 3;
  private static final float LONGEST_SECONDS = 0.05f;

  /** Voices of unlike phase add up like noises. */
  private static final float VOICE_GAIN = (float) Math.sqrt(1.0 / VOICES);

  private final DelayLine[] lines = new DelayLine[2];
  private final float[][] delay = new float[2][VOICES];
  private final float[][] delayStep = new float[2][VOICES];
  private final float[] fed = new float[2];
  private double phase;
  private float feedback;
  private float feedbackStep;

  public Chorus() {
    super(
        PluginParameter.logarithmic("rate", "Rate", "Hz", 0.05f, 8, 0.6f),
        PluginParameter.linear("depth", "Depth", "ms", 0, 8, 2),
        PluginParameter.logarithmic("delay", "Delay", "ms", 1, 30, 12),
        PluginParameter.linear("feedback", "Feedback", "", -0.9f, 0.9f, 0),
        PluginParameter.linear("width", "Width", "", 0, 1, 1));
  }

  @Override
  public float initialWet() {
    return 0.5f;
  }

  @Override
  double glideSeconds(int index) {
    return index == DELAY || index == DEPTH ? 0.08 : super.glideSeconds(index);
  }

  @Override
  void allocate() {
    for (int c = 0; c < 2; c++) {
      lines[c] = new DelayLine((int) (LONGEST_SECONDS * rateHz()));
    }
  }

  @Override
  void clear() {
    phase = 0;
    for (int c = 0; c < 2; c++) {
      lines[c].clear();
      fed[c] = 0;
    }
  }

  @Override
  void update() {
    if (isFresh()) {
      feedback = value(FEEDBACK);
      for (int c = 0; c < 2; c++) {
        for (int v = 0; v < VOICES; v++) {
          delay[c][v] = delayFrames(c, v);
        }
      }
    }
  }

  @Override
  void everyStep() {
    phase += value(RATE) * STEP_FRAMES / rateHz();
    phase -= Math.floor(phase);
    feedbackStep = (value(FEEDBACK) - feedback) / STEP_FRAMES;
    for (int c = 0; c < 2; c++) {
      for (int v = 0; v < VOICES; v++) {
        delayStep[c][v] = (delayFrames(c, v) - delay[c][v]) / STEP_FRAMES;
      }
    }
  }

  private float delayFrames(int channel, int voice) {
    double place = phase + (double) voice / VOICES + channel * value(WIDTH) * 0.25;
    double millis = value(DELAY) + value(DEPTH) * (1 + Math.sin(2 * Math.PI * place));
    return (float) Math.max(1, millis * 1e-3 * rateHz());
  }

  @Override
  void run(float[] left, float[] right, int from, int count) {
    run(left, 0, from, count);
    run(right, 1, from, count);
    feedback += count * feedbackStep;
  }

  private void run(float[] samples, int channel, int from, int count) {
    DelayLine line = lines[channel];
    float[] frames = delay[channel];
    float[] steps = delayStep[channel];
    float back = feedback;
    for (int i = from; i < from + count; i++) {
      back += feedbackStep;
      line.write(atRest(samples[i] + back * fed[channel]));
      float sum = 0;
      for (int v = 0; v < VOICES; v++) {
        frames[v] += steps[v];
        float voice = line.read(frames[v]);
        if (v == 0) { // one of three feeds back, or all would at their sum
          fed[channel] = voice;
        }
        sum += voice;
      }
      samples[i] = VOICE_GAIN * sum;
    }
  }

  @Override
  public long tailFrames() {
    double longest = (target(DELAY) + 2 * target(DEPTH)) * 1e-3 * rateHz();
    double fall = Math.abs(target(FEEDBACK));
    double passes = fall < 1e-3 ? 1 : 1 + 13.9 / -Math.log(fall);
    return (long) (longest * passes) + STEP_FRAMES;
  }
}
