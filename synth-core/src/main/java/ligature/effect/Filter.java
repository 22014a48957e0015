package ligature.effect;

import ligature.dsp.StateVariable;
import ligature.dsp.StateVariable.Mix;
import ligature.plugin.PluginParameter;

/**
 * A state-variable filter: low-, band-, high-pass or notch, 12 or 24 dB an octave.
 *
 * <p>At no resonance the low- and high-pass are Butterworth's, 3 dB down at the cutoff. Its states
 * are linear up to full scale and bend above it, so that resonance cannot run away. Bilinear
 * transform with the trapezoidal rule, after which the cutoff can be moved at any speed.
 */
public final class Filter extends Effect {

  static final int MODE = 0;
  static final int SLOPE = 1;
  static final int CUTOFF = 2;
  static final int RESONANCE = 3;

  private static final Mix[] MIXES = {Mix.LOWPASS, Mix.BANDPASS, Mix.HIGHPASS, Mix.NOTCH};
  private static final int STAGES = 2;

  // [stage][channel]
  private final StateVariable[][] filters = new StateVariable[STAGES][2];
  private int stages;

  public Filter() {
    super(
        PluginParameter.choice("mode", "Mode", 0, "lowpass", "bandpass", "highpass", "notch"),
        PluginParameter.choice("slope", "Slope", 0, "12", "24"),
        PluginParameter.logarithmic("cutoff", "Cutoff", "Hz", 20, 20_000, 2000),
        PluginParameter.linear("resonance", "Resonance", "", 0, 1, 0));
    for (StateVariable[] stage : filters) {
      stage[0] = new StateVariable();
      stage[1] = new StateVariable();
    }
  }

  @Override
  void allocate() {}

  @Override
  void clear() {
    for (StateVariable[] stage : filters) {
      stage[0].clear();
      stage[1].clear();
    }
  }

  @Override
  void update() {
    float coefficient = StateVariable.coefficient(value(CUTOFF), rateHz());
    stages = 1 + (int) value(SLOPE);
    for (int s = 0; s < stages; s++) {
      for (StateVariable filter : filters[s]) {
        filter.jump(
            coefficient,
            StateVariable.damping(s, stages, value(RESONANCE)),
            MIXES[(int) value(MODE)]);
      }
    }
  }

  @Override
  void run(float[] left, float[] right, int from, int count) {
    for (int i = from; i < from + count; i++) {
      left[i] = filtered(left[i], 0);
      right[i] = filtered(right[i], 1);
    }
  }

  private float filtered(float input, int channel) {
    float x = input;
    for (int s = 0; s < stages; s++) {
      x = filters[s][channel].next(x);
    }
    return x;
  }

  @Override
  public long tailFrames() {
    // a resonance decays by e in 2 Q / w; 120 dB are 13.8 times that, two stages take a little more
    double q = StateVariable.q(1 + (int) target(SLOPE), target(RESONANCE));
    return (long) (40 * q / (Math.PI * target(CUTOFF)) * rateHz()) + STEP_FRAMES;
  }
}
