package ligature.effect;

import java.util.List;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.plugin.PluginParameter.Scale;

/**
 * What the effects share: parameters that glide, in steps of 16 frames on a grid of their own, so
 * that the output does not depend on the block size.
 */
abstract class Effect implements Plugin {

  /** Frames from one step of the parameters to the next. */
  static final int STEP_FRAMES = 16;

  /** Below this, 300 dB under full scale, a recursion is at rest: what is smaller becomes zero. */
  private static final float REST = 1e-15f;

  private static final double GLIDE_SECONDS = 0.005;
  private static final float NEAR = 1e-5f;

  private final List<PluginParameter> parameters;
  private final PluginParameter[] each;
  private final float[] targets;
  private final float[] values;
  private final float[] glides;
  private int rateHz;
  private int untilStep;
  private boolean fresh;

  Effect(PluginParameter... parameters) {
    each = parameters;
    this.parameters = List.of(parameters);
    targets = new float[each.length];
    values = new float[each.length];
    glides = new float[each.length];
    for (int i = 0; i < each.length; i++) {
      targets[i] = each[i].initial();
    }
  }

  /** Allocates for a rate. */
  abstract void allocate();

  /** Forgets all sound. */
  abstract void clear();

  /** Takes new values: they have moved, or nothing has been processed yet. */
  abstract void update();

  /** Processes {@code [from, from + count)} in place; at most a step. */
  abstract void run(float[] left, float[] right, int from, int count);

  /** How long a parameter takes to get near its target. */
  double glideSeconds(int index) {
    return GLIDE_SECONDS;
  }

  @Override
  public final List<PluginParameter> parameters() {
    return parameters;
  }

  @Override
  public final void prepare(int newRateHz, int maxFrames) {
    rateHz = newRateHz;
    for (int i = 0; i < glides.length; i++) {
      glides[i] = (float) (1 - Math.exp(-STEP_FRAMES / (glideSeconds(i) * rateHz)));
    }
    allocate();
    reset();
  }

  @Override
  public final void reset() {
    clear();
    fresh = true;
    untilStep = 0;
  }

  @Override
  public final void set(int index, float value) {
    targets[index] = each[index].clamp(value);
  }

  @Override
  public final void process(float[] left, float[] right, int frames) {
    for (int done = 0; done < frames; ) {
      if (untilStep == 0) {
        step();
        untilStep = STEP_FRAMES;
      }
      int count = Math.min(frames - done, untilStep);
      run(left, right, done, count);
      done += count;
      untilStep -= count;
    }
  }

  private void step() {
    boolean moved = fresh;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != targets[i] || fresh) {
        values[i] = fresh ? targets[i] : glided(i);
        moved = true;
      }
    }
    if (moved) {
      update();
    }
    fresh = false;
    everyStep();
  }

  private float glided(int i) {
    float rest = targets[i] - values[i];
    if (each[i].scale() == Scale.STEPPED) {
      return targets[i];
    }
    if (each[i].scale() == Scale.LOGARITHMIC) {
      float next = values[i] * (float) Math.pow(targets[i] / values[i], glides[i]);
      return Math.abs(targets[i] - next) < NEAR * targets[i] ? targets[i] : next;
    }
    float next = values[i] + glides[i] * rest;
    return Math.abs(targets[i] - next) < NEAR * (each[i].max() - each[i].min()) ? targets[i] : next;
  }

  /** Called before every step, after {@link #update}. */
  void everyStep() {}

  /** Where a parameter is on its way. */
  final float value(int index) {
    return values[index];
  }

  /** Where a parameter is going. */
  final float target(int index) {
    return targets[index];
  }

  /** Whether {@link #update} is called for the first time, where nothing is to be faded. */
  final boolean isFresh() {
    return fresh;
  }

  final int rateHz() {
    return rateHz;
  }

  /** Zero for what nobody can hear and a processor is slow at. */
  static float atRest(float x) {
    return Math.abs(x) < REST ? 0 : x;
  }

  /** The share of the way that a one-pole lowpass goes in a frame. */
  final float onePole(double hz) {
    return (float) (1 - Math.exp(-2 * Math.PI * hz / rateHz));
  }
}
