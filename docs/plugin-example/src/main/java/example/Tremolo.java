package example;

import java.util.List;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;

/** Makes the level go up and down, one side after the other. */
public final class Tremolo implements Plugin {

  private static final int RATE = 0;
  private static final int DEPTH = 1;

  private static final List<PluginParameter> PARAMETERS =
      List.of(
          PluginParameter.logarithmic("rate", "Rate", "Hz", 0.1f, 20, 5),
          PluginParameter.linear("depth", "Depth", "", 0, 1, 0.8f));

  private final float[] values = new float[2];
  private int rateHz;
  private double phase;
  private float depth;

  @Override
  public List<PluginParameter> parameters() {
    return PARAMETERS;
  }

  /** Everything that has to be allocated is allocated here. */
  @Override
  public void prepare(int newRateHz, int maxFrames) {
    rateHz = newRateHz;
    for (int i = 0; i < values.length; i++) {
      values[i] = PARAMETERS.get(i).initial();
    }
    reset();
  }

  @Override
  public void set(int index, float value) {
    values[index] = value;
  }

  /** On the thread that makes the sound: no allocation, no lock, no file, no log. */
  @Override
  public void process(float[] left, float[] right, int frames) {
    double step = values[RATE] / rateHz;
    float depthStep = (values[DEPTH] - depth) / frames; // a jump of the depth would click
    for (int i = 0; i < frames; i++) {
      depth += depthStep;
      float wave = (float) Math.sin(2 * Math.PI * phase);
      left[i] *= 1 - depth * (0.5f + 0.5f * wave);
      right[i] *= 1 - depth * (0.5f - 0.5f * wave);
      phase += step;
      phase -= Math.floor(phase);
    }
  }

  /** It is silent as soon as nothing comes in. */
  @Override
  public long tailFrames() {
    return 0;
  }

  @Override
  public void reset() {
    phase = 0;
    depth = values[DEPTH];
  }
}
