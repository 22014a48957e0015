package ligature.cli;

import java.util.ArrayList;
import java.util.List;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.PluginLibrary;
import picocli.CommandLine.Option;

/** One {@code --insert} with the {@code --insert-param}s that follow it. */
final class InsertOption {

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
   * @throws ligature.files.InputException if there is no such plugin, parameter or value
   */
  InsertSetting setting() {
    InsertSetting setting = InsertSetting.of(id);
    try (Plugin plugin = PluginLibrary.installed().open(id)) {
      setting = new PluginValues("--insert-param", plugin).set(setting, values);
    }
    return setting;
  }
}
