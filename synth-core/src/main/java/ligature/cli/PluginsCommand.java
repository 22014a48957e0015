package ligature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginLibrary;
import ligature.plugin.sandbox.InsideChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the plugins. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = "Lists the plugins for --insert: built in, your own, and those of the system.",
    subcommands = {
      PluginsCommand.Scan.class,
      PluginsCommand.Inside.class,
      PluginsCommand.Outside.class
    })
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

  /** Takes a plugin into this process. */
  @Command(
      name = "inside",
      mixinStandardHelpOptions = true,
      description =
          "Lets a native plugin run inside this process: a little faster, and its crash ends the program.")
  static final class Inside implements Runnable {

    @Parameters(paramLabel = "ID", description = "Of a plugin, such as lv2:URI.")
    private String id;

    @Override
    public void run() {
      choose(id, true);
    }
  }

  /** Puts a plugin back into the child process. */
  @Command(
      name = "outside",
      mixinStandardHelpOptions = true,
      description = "Lets a native plugin run in the child process again, as all do at first.")
  static final class Outside implements Runnable {

    @Parameters(paramLabel = "ID", description = "Of a plugin, such as lv2:URI.")
    private String id;

    @Override
    public void run() {
      choose(id, false);
    }
  }

  private static void choose(String id, boolean inside) {
    List<String> ids =
        PluginLibrary.installed().plugins().stream()
            .map(PluginDescription::id)
            .filter(known -> !known.startsWith("java:"))
            .toList();
    if (inside && !ids.contains(id) && !PluginLibrary.installed().isFile(id)) {
      throw new InputException(
          id
              + ": there is no such native plugin"
              + (ids.isEmpty()
                  ? ""
                  : "; did you mean " + String.join(", ", Nearest.of(id, ids, 3)) + "?"));
    }
    InsideChoice.installed().set(id, inside);
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
