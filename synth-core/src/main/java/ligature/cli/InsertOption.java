package ligature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.PluginLibrary;
import ligature.plugin.PluginParameter;
import picocli.CommandLine.Option;

/** One {@code --insert} with the {@code --insert-param}s that follow it. */
final class InsertOption {

  /** Of the slot rather than of the plugin. */
  private static final String WET = "wet";

  private static final String PRESET = "preset";

  @Option(
      names = "--insert",
      paramLabel = "FORMAT:NAME",
      required = true,
      description =
          "A plugin behind the voices: java:reverb, lv2:URI, clap:ID (see: ligature plugins); repeatable.")
  private String id;

  @Option(
      names = "--insert-param",
      paramLabel = "NAME=VALUE",
      description =
          "A parameter of the insert before it; or wet=0..1, how much of its output is mixed in; "
              + "or preset=NAME, one of the plugin's own sounds.")
  private List<String> values = new ArrayList<>();

  /**
   * What the options say, checked against the plugin.
   *
   * @throws InputException if there is no such plugin, parameter or value
   */
  InsertSetting setting() {
    InsertSetting setting = InsertSetting.of(id);
    try (Plugin plugin = PluginLibrary.installed().open(id)) {
      for (String value : values) {
        setting = with(setting, plugin, value);
      }
    }
    return setting;
  }

  private InsertSetting with(InsertSetting setting, Plugin plugin, String text) {
    List<PluginParameter> parameters = plugin.parameters();
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new InputException("--insert-param " + text + ": wanted NAME=VALUE");
    }
    String name = text.substring(0, equals);
    String value = text.substring(equals + 1);
    for (PluginParameter parameter : parameters) {
      if (parameter.id().equals(name)) {
        return setting.with(name, parsed(parameter, value));
      }
    }
    if (name.equals(WET)) {
      return setting.withWet(parsed(PluginParameter.linear(WET, "Wet", "", 0, 1, 1), value));
    }
    if (name.equals(PRESET)) {
      return withPreset(setting, plugin, value);
    }
    List<String> names = new ArrayList<>(parameters.stream().map(PluginParameter::id).toList());
    names.add(WET);
    throw new InputException(
        "--insert-param "
            + text
            + ": "
            + id
            + " has no such parameter; it has "
            + String.join(", ", Nearest.of(name, names, 12)));
  }

  private static InsertSetting withPreset(InsertSetting setting, Plugin plugin, String name) {
    Map<String, Map<String, Float>> presets = plugin.presets();
    if (!presets.containsKey(name)) {
      throw new InputException(
          "--insert-param preset="
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

  private static float parsed(PluginParameter parameter, String value) {
    try {
      return parameter.parse(value);
    } catch (InputException e) {
      throw new InputException("--insert-param " + e.getMessage());
    }
  }
}
