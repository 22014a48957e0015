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

  /** From one kind of filter to another: 5 ms. */
  private static final int FADE_STEPS = 15;

  // [stage][channel]
  private final StateVariable[][] filters = new StateVariable[STAGES][2];
  private final Mix[] from = new Mix[STAGES];
  private final Mix[] to = new Mix[STAGES];
  private final float[] dampingsFrom = new float[STAGES];
  private final float[] dampings = new float[STAGES];
  private int stagesFrom;
  private int stages;
  private int fadeSteps;

  /** Whether the fade begins with this very step. */
  private boolean begun;

  private float fadeShare;

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
    if (isFresh()) {
      turn();
      fadeSteps = 0;
      stagesFrom = stages;
      System.arraycopy(to, 0, from, 0, STAGES);
    } else if (fadeSteps == 0 && (to[0] != mix(0) || to[1] != mix(1))) {
      stagesFrom = stages;
      System.arraycopy(to, 0, from, 0, STAGES);
      turn();
      fadeSteps = FADE_STEPS;
      begun = true;
      if (stagesFrom < STAGES) {
        filters[1][0].clear(); // it passes on what it gets, and begins with that
        filters[1][1].clear();
      }
    }
    aim();
  }

  private Mix mix(int stage) {
    return stage <= (int) value(SLOPE) ? MIXES[(int) value(MODE)] : Mix.NOTHING;
  }

  private void turn() {
    stages = 1 + (int) value(SLOPE);
    to[0] = mix(0);
    to[1] = mix(1);
  }

  private void aim() {
    float coefficient = StateVariable.coefficient(value(CUTOFF), rateHz());
    fadeShare = 1 - (float) fadeSteps / FADE_STEPS;
    for (int s = 0; s < STAGES; s++) {
      // the second stage is that of two; it is there or passes on what it gets
      dampingsFrom[s] = StateVariable.damping(s, s == 0 ? stagesFrom : STAGES, value(RESONANCE));
      dampings[s] = StateVariable.damping(s, s == 0 ? stages : STAGES, value(RESONANCE));
      for (StateVariable filter : filters[s]) {
        filter.jump(coefficient, dampings[s], to[s]);
      }
    }
    if (fadeSteps > 0) {
      fade();
    }
  }

  private void fade() {
    for (int s = 0; s < STAGES; s++) {
      float damping = dampingsFrom[s] + fadeShare * (dampings[s] - dampingsFrom[s]);
      filters[s][0].turn(damping, from[s], to[s], fadeShare);
      filters[s][1].turn(damping, from[s], to[s], fadeShare);
    }
  }

  @Override
  void everyStep() {
    if (fadeSteps > 0) {
      if (!begun) {
        fadeSteps--;
        aim();
      }
      begun = false;
    } else if (to[0] != mix(0) || to[1] != mix(1)) {
      update(); // turned once more while it was on its way
      begun = false;
    }
  }

  @Override
  void run(float[] left, float[] right, int begin, int count) {
    int used = fadeSteps > 0 ? Math.max(stages, stagesFrom) : stages;
    for (int i = begin; i < begin + count; i++) {
      if (fadeSteps > 0) {
        fadeShare += 1f / (FADE_STEPS * STEP_FRAMES);
        fade();
      }
      left[i] = filtered(left[i], 0, used);
      right[i] = filtered(right[i], 1, used);
    }
  }

  private float filtered(float input, int channel, int used) {
    float x = input;
    for (int s = 0; s < used; s++) {
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
