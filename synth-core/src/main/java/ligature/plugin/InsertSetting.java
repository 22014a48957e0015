package ligature.plugin;

import java.util.Map;
import java.util.TreeMap;
import ligature.parameter.InsertParameter;

/**
 * What a slot is to hold, as a preset saves it. Immutable; any thread.
 *
 * @param id of the plugin: {@code java:reverb}
 * @param values of its parameters, by their ids; those missing have their initial values
 * @param wet how much of its output is mixed in, [0, 1]; NaN for as much as the plugin suggests
 * @param bypass whether it is left out for now
 * @param state in base64, what the plugin holds beyond its parameters; empty for nothing
 */
public record InsertSetting(
    String id, Map<String, Float> values, float wet, boolean bypass, String state) {

  public InsertSetting {
    if (wet < 0 || wet > 1) {
      throw new IllegalArgumentException("wet is in [0, 1]: " + wet);
    }
    values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** A plugin as it comes. */
  public static InsertSetting of(String id) {
    return new InsertSetting(id, Map.of(), Float.NaN, false, "");
  }

  /** The same with another value. */
  public InsertSetting with(String parameterId, float value) {
    Map<String, Float> changed = new TreeMap<>(values);
    changed.put(parameterId, value);
    return new InsertSetting(id, changed, wet, bypass, state);
  }

  /** The same with another value of a parameter, or of how much is mixed in, as routes name it. */
  public InsertSetting turned(String name, float value) {
    boolean isWet = name.equals(InsertParameter.WET) && !values.containsKey(name);
    return isWet ? withWet(value) : with(name, value);
  }

  public InsertSetting withWet(float newWet) {
    return new InsertSetting(id, values, newWet, bypass, state);
  }

  public InsertSetting withState(String newState) {
    return new InsertSetting(id, values, wet, bypass, newState);
  }

  public InsertSetting withBypass(boolean newBypass) {
    return new InsertSetting(id, values, wet, newBypass, state);
  }
}
