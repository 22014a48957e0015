package ligature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginLibrary;
import picocli.CommandLine.Command;

/** Lists the plugins. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = "Lists the plugins for --insert: built in, your own, and those of the system.")
final class PluginsCommand extends ListCommands.Listing {

  PluginsCommand() {
    super("plugins");
  }

  @Override
  List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (PluginDescription plugin : PluginLibrary.installed().plugins()) {
      rows.add(
          ListCommands.row(
              "id",
              plugin.id(),
              "uri",
              plugin.uri(),
              "name",
              plugin.name(),
              "format",
              plugin.format(),
              "kind",
              plugin.kind().name().toLowerCase(Locale.ROOT),
              "status",
              plugin.status().name().toLowerCase(Locale.ROOT),
              "reason",
              plugin.reason()));
    }
    return rows;
  }
}
