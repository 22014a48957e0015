package ligature.plugin;

import java.util.List;
import ligature.parameter.InsertParameter;
import ligature.parameter.TakeOver;

/**
 * Which hardware control holds which parameter of a plugin. A control that set a value holds it
 * until somebody else sets another; then, as at first, it has to meet the value. Threads: {@code
 * [model-thread]}; no allocation after the constructor.
 */
final class InsertGrip {

  private static final PluginParameter WET =
      PluginParameter.linear(InsertParameter.WET, "Wet", "", 0, 1, 1);
  private static final int NOBODY = -1;

  private final PluginParameter[] parameters;
  private final int[] holders;
  private final int[] rounds;
  private final float[] leftAt;

  /** The last place is that of how much is mixed in. */
  InsertGrip(List<PluginParameter> ofPlugin) {
    int count = ofPlugin.size();
    parameters = ofPlugin.toArray(new PluginParameter[count + 1]);
    parameters[count] = WET;
    holders = new int[count + 1];
    rounds = new int[count + 1];
    leftAt = new float[count + 1];
    java.util.Arrays.fill(holders, NOBODY);
  }

  /**
   * A control moved.
   *
   * @param before where it was, NaN if nobody knows
   * @param round what was held in another one is held no more
   * @return whether it turned the parameter
   */
  boolean turn(Insert insert, int control, String name, float position, float before, int round) {
    float now = insert.value(name);
    if (Float.isNaN(now)) {
      return false; // there is none such
    }
    Integer index = insert.indexOf(name);
    int at = index == null ? parameters.length - 1 : index;
    PluginParameter parameter = parameters[at];
    boolean holds = holders[at] == control && rounds[at] == round && leftAt[at] == now;
    if (!holds && !TakeOver.passes(parameter.positionOf(now), before, position)) {
      return false;
    }
    insert.turn(name, parameter.valueAt(position));
    holders[at] = control;
    rounds[at] = round;
    leftAt[at] = insert.value(name);
    return true;
  }
}
