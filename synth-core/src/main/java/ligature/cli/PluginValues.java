package ligature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;

/**
 * What the command line sets on a plugin: NAME=VALUE, once each.
 *
 * @param option that gave it, for messages
 */
record PluginValues(String option, Plugin plugin) {

  /** Of the slot rather than of the plugin. */
  private static final String WET = "wet";

  private static final String PRESET = "preset";

  /**
   * A setting with these values.
   *
   * @param texts NAME=VALUE each
   * @throws InputException if there is no such parameter or value
   */
  InsertSetting set(InsertSetting setting, List<String> texts) {
    InsertSetting with = setting;
    for (String text : texts) {
      with = set(with, text);
    }
    return with;
  }

  private InsertSetting set(InsertSetting setting, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new InputException(option + " " + text + ": wanted NAME=VALUE");
    }
    String name = text.substring(0, equals);
    String value = text.substring(equals + 1);
    for (PluginParameter parameter : plugin.parameters()) {
      if (parameter.id().equals(name)) {
        return setting.with(name, parsed(parameter, value));
      }
    }
    if (name.equals(WET)) {
      return setting.withWet(parsed(PluginParameter.linear(WET, "Wet", "", 0, 1, 1), value));
    }
    if (name.equals(PRESET)) {
      return withPreset(setting, value);
    }
    List<String> names =
        new ArrayList<>(plugin.parameters().stream().map(PluginParameter::id).toList());
    names.add(WET);
    throw new InputException(
        option
            + " "
            + text
            + ": "
            + setting.id()
            + " has no such parameter; it has "
            + String.join(", ", Nearest.of(name, names, 12)));
  }

  private InsertSetting withPreset(InsertSetting setting, String name) {
    Map<String, Map<String, Float>> presets = plugin.presets();
    if (!presets.containsKey(name)) {
      throw new InputException(
          option
              + " preset="
              + name
              + ": "
              + setting.id()
              + (presets.isEmpty()
                  ? " has no presets"
                  : " has the presets "
                      + String.join(", ", Nearest.of(name, presets.keySet(), 12))));
    }
    InsertSetting with = setting;
    for (PluginParameter parameter : plugin.parameters()) {
      Float value = presets.get(name).get(parameter.id());
      with = value == null ? with : with.with(parameter.id(), value);
    }
    return with;
  }

  private float parsed(PluginParameter parameter, String value) {
    try {
      return parameter.parse(value);
    } catch (InputException e) {
      throw new InputException(option + " " + e.getMessage());
    }
  }
}
