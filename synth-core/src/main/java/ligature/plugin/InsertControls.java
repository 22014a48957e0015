package ligature.plugin;

import java.util.Arrays;
import ligature.parameter.ParameterValues;
import ligature.parameter.PluginControls;
import ligature.parameter.PluginTarget;

/**
 * Turns the plugins of a chain by hardware controls. Threads: as {@link PluginControls}; {@link
 * #isTurned} and {@link #takeTurned} any.
 */
public final class InsertControls implements PluginControls {

  private final InsertChain chain;
  private final float[] seen = new float[ParameterValues.CONTROLS];
  private int round;
  private volatile boolean turned;

  InsertControls(InsertChain chain) {
    this.chain = chain;
    Arrays.fill(seen, Float.NaN);
  }

  @Override
  public void turn(int control, PluginTarget target, float position) {
    Insert insert = chain.holding(target);
    if (insert != null
        && insert.grip().turn(insert, control, target.name(), position, seen[control], round)) {
      turned = true;
    }
    seen[control] = position;
  }

  @Override
  public void letGo() {
    round++;
  }

  /** Whether a control has turned anything since {@link #takeTurned}. */
  public boolean isTurned() {
    return turned;
  }

  /** What was turned until now is known. */
  public void takeTurned() {
    turned = false;
  }
}
