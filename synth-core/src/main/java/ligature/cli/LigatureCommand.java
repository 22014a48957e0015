package ligature.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The program without a command: the window. */
@Command(name = "ligature", mixinStandardHelpOptions = true, version = "ligature 0.1.0",
    description = "A synthesizer that plays the sounds between two timbres. Without a command it opens its window.",
    subcommands = {PlayCommand.class, RenderCommand.class, ListCommands.Timbres.class, ListCommands.Presets.class,
        ListCommands.Models.class, BenchCommand.class})
final class LigatureCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    return 0;
  }
}
