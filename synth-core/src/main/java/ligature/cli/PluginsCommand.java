package ligature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the plugins. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = "Lists the plugins for --insert: built in, your own, and those of the system.",
    subcommands = PluginsCommand.Scan.class)
final class PluginsCommand extends ListCommands.Listing {

  PluginsCommand() {
    super("plugins");
  }

  /** The id holds both. */
  private static final List<String> HIDDEN = List.of("uri", "format");

  /** Tries plugins out. */
  @Command(
      name = "scan",
      mixinStandardHelpOptions = true,
      description =
          "Tries every native plugin out in a child process that may crash, then lists them all.")
  static final class Scan extends ListCommands.Listing {

    @Option(names = "--again", description = "Also those whose result is known.")
    private boolean again;

    Scan() {
      super("plugins");
    }

    @Override
    List<Map<String, Object>> rows() {
      try (Progress progress = new Progress("probing plugins")) {
        PluginLibrary.installed().probe(again, progress);
      }
      return PluginsCommand.all();
    }

    @Override
    List<String> hidden() {
      return HIDDEN;
    }
  }

  @Override
  List<Map<String, Object>> rows() {
    return all();
  }

  @Override
  List<String> hidden() {
    return HIDDEN;
  }

  private static List<Map<String, Object>> all() {
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
