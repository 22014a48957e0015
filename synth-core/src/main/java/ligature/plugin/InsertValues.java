package ligature.plugin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import ligature.plugin.PluginParameter.Scale;

/**
 * Where the parameters of a plugin in a slot were set, what moves them from there, and both on
 * their way, which a plugin that steps without smoothing hears as steps of a hop.
 *
 * <p>A setting and what moves it are kept apart to the end: some plugin formats show the one and
 * play the sum.
 *
 * <p>Threads: {@link #move}, {@link #clearMoves}, {@link #jump} and {@link #passTo} {@code
 * [model-thread]}, the rest any.
 */
final class InsertValues {

  private static final double GLIDE_SECONDS = 0.012;

  /** Nearer than this share of its range, or ratio, a value is there. */
  private static final float NEAR = 1e-4f;

  private final PluginParameter[] parameters;
  private final Map<String, Integer> indices = new HashMap<>();
  private final AtomicIntegerArray targets;
  private final float[] shares;
  private final float[] settings;
  private final float[] sums;
  private final float glide;
  private boolean fresh = true;

  InsertValues(List<PluginParameter> parameters, int rateHz, int blockFrames) {
    this.parameters = parameters.toArray(PluginParameter[]::new);
    int count = this.parameters.length;
    targets = new AtomicIntegerArray(count);
    shares = new float[count];
    settings = new float[count];
    sums = new float[count];
    for (int i = 0; i < count; i++) {
      indices.put(this.parameters[i].id(), i);
      set(i, this.parameters[i].initial());
    }
    glide = (float) (1 - Math.exp(-blockFrames / (GLIDE_SECONDS * rateHz)));
  }

  /** Null if there is none of this name. */
  Integer indexOf(String parameterId) {
    return indices.get(parameterId);
  }

  void set(int index, float value) {
    targets.set(index, Float.floatToRawIntBits(parameters[index].clamp(value)));
  }

  float target(int index) {
    return Float.intBitsToFloat(targets.get(index));
  }

  /** What these do not name is as new. */
  void take(Map<String, Float> values) {
    for (int i = 0; i < parameters.length; i++) {
      set(i, values.getOrDefault(parameters[i].id(), parameters[i].initial()));
    }
  }

  Map<String, Float> targets() {
    Map<String, Float> now = new HashMap<>();
    for (int i = 0; i < parameters.length; i++) {
      now.put(parameters[i].id(), target(i));
    }
    return now;
  }

  /** Nothing is moved any more. */
  void clearMoves() {
    Arrays.fill(shares, 0);
  }

  /** Moves a parameter further on from where it was set, by a share of its range. */
  void move(int index, float share) {
    shares[index] += share;
  }

  /** The next {@link #passTo} goes to the targets at once. */
  void jump() {
    fresh = true;
  }

  /** A hop further on the way, told to the plugin where anything changed. */
  void passTo(Plugin plugin) {
    for (int i = 0; i < parameters.length; i++) {
      PluginParameter parameter = parameters[i];
      float target = target(i);
      float end = shares[i] == 0 ? target : parameter.moved(target, shares[i]);
      if (settings[i] == target && sums[i] == end && !fresh) {
        continue;
      }
      settings[i] = towards(parameter, settings[i], target);
      sums[i] = towards(parameter, sums[i], end);
      if (settings[i] == sums[i]) {
        plugin.set(i, settings[i]);
      } else {
        plugin.modulate(i, settings[i], sums[i] - settings[i]);
      }
    }
    fresh = false;
  }

  private float towards(PluginParameter parameter, float value, float target) {
    if (fresh || parameter.scale() == Scale.STEPPED) {
      return target;
    }
    boolean ratios = parameter.scale() == Scale.LOGARITHMIC;
    float next =
        ratios
            ? (float) (value * Math.pow(target / value, glide))
            : value + glide * (target - value);
    float near = NEAR * (ratios ? target : parameter.max() - parameter.min());
    return Math.abs(target - next) < near ? target : next;
  }
}
