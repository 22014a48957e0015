package ligature.ui.model;

import ligature.plugin.InsertSetting;
import ligature.plugin.PluginParameter;

/**
 * A parameter of an insert slot's plugin, or how much of the plugin is mixed in, as a knob turns
 * it. Threads: {@code [ui-thread]}.
 */
public final class InsertKnob extends QuantityKnob {

  private static final PluginParameter WET = PluginParameter.linear("wet", "Wet", "%", 0, 100, 100);

  private final Inserts inserts;
  private final int slot;
  private final PluginParameter parameter;
  private final boolean isWet;
  private final float initial;

  private InsertKnob(
      Inserts inserts, int slot, PluginParameter parameter, boolean isWet, float initial) {
    super(Quantity.of(parameter));
    this.inserts = inserts;
    this.slot = slot;
    this.parameter = parameter;
    this.isWet = isWet;
    this.initial = initial;
  }

  public static InsertKnob of(Inserts inserts, int slot, PluginParameter parameter) {
    return new InsertKnob(inserts, slot, parameter, false, parameter.initial());
  }

  /**
   * How much is mixed in, in per cent.
   *
   * @param initialWet what the plugin suggests, [0, 1]
   */
  public static InsertKnob wet(Inserts inserts, int slot, float initialWet) {
    return new InsertKnob(inserts, slot, WET, true, 100 * initialWet);
  }

  @Override
  public float value() {
    if (slot >= inserts.slots().size()) {
      return initial; // the slot was just emptied
    }
    InsertSetting setting = inserts.slots().get(slot);
    if (isWet) {
      return Float.isNaN(setting.wet()) ? initial : 100 * setting.wet();
    }
    return setting.values().getOrDefault(parameter.id(), initial);
  }

  @Override
  public void turn(float value) {
    if (slot < inserts.slots().size()) {
      InsertSetting now = inserts.slots().get(slot);
      float next = quantity().clamp(value);
      inserts.turn(
          slot, parameter.name(), isWet ? now.withWet(next / 100) : now.with(parameter.id(), next));
    }
  }

  @Override
  public void grab() {
    inserts.grab();
  }

  @Override
  public void letGo() {
    inserts.letGo();
  }

  @Override
  public float initial() {
    return initial;
  }
}
