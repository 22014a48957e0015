package ligature.plugin.clap;

import java.util.Arrays;
import java.util.List;

/**
 * The values of a plugin's parameters, the same for all its instances, and what moves them: told to
 * the instances as they change, or all anew. Threads: {@code [audio]} of CLAP; no allocation after
 * the constructor.
 */
final class ClapValues {

  private final ClapInstance[] instances;
  private final List<ClapParameter> known;

  /** NaN for what was never set. */
  private final float[] values;

  private final float[] offsets;

  ClapValues(ClapInstance[] instances) {
    this.instances = instances;
    known = instances[0].parameters();
    values = new float[known.size()];
    offsets = new float[known.size()];
    Arrays.fill(values, Float.NaN);
  }

  /**
   * Sets and moves a parameter; one that cannot be modulated is set to the sum.
   *
   * @param tells whether the instances can be told now; else {@link #tellAll} is to follow
   */
  void modulate(int index, float value, float offset, boolean tells) {
    ClapParameter parameter = known.get(index);
    float kept = parameter.isModulatable() ? value : parameter.face().clamp(value + offset);
    float moved = parameter.isModulatable() ? offset : 0;
    boolean isNew = kept != values[index];
    boolean isMoved = moved != offsets[index];
    values[index] = kept;
    offsets[index] = moved;
    for (int i = 0; i < instances.length && tells; i++) {
      if (isNew) {
        tell(instances[i], index, Clap.PARAM_VALUE, kept);
      }
      if (isMoved) {
        tell(instances[i], index, Clap.PARAM_MOD, moved);
      }
    }
  }

  /** Tells all that was ever set: some of it while nobody could be told. */
  void tellAll() {
    for (int p = 0; p < values.length; p++) {
      for (int i = 0; i < instances.length && !Float.isNaN(values[p]); i++) {
        tell(instances[i], p, Clap.PARAM_VALUE, values[p]);
        if (known.get(p).isModulatable()) {
          tell(instances[i], p, Clap.PARAM_MOD, offsets[p]);
        }
      }
    }
  }

  /** A parameter's cookie is the instance's own. */
  private static void tell(ClapInstance instance, int index, int event, float value) {
    ClapParameter own = instance.parameters().get(index);
    instance.events().parameter(event, own.id(), own.cookie(), value);
  }
}
