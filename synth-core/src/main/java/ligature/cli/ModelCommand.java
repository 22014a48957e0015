package ligature.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.files.Sha256;
import ligature.neural.TrustedModels;
import ligature.neural.nam.NamProvider;
import ligature.neural.torch.NeutoneProvider;
import ligature.neural.torch.NnProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What concerns one neural model of others. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Looks at a neural model for the insert slots, or trusts it.",
    subcommands = {ModelCommand.Check.class, ModelCommand.Trust.class, ModelCommand.Distrust.class})
final class ModelCommand {

  private static Path existing(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute)) {
      throw new InputException(file + ": there is no such file");
    }
    return absolute;
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  private static Map<String, Object> check(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".nam")) {
      return new NamProvider().check(file);
    } else if (name.endsWith(".ts")) {
      return new NnProvider().check(file);
    } else if (name.endsWith(".nm")) {
      return new NeutoneProvider().check(file);
    }
    throw new InputException(
        file + ": wanted a file *.nam (NAM), *.ts (nn~, RAVE) or *.nm (Neutone)");
  }

  /** Says what a file is. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Says what a model is and, if it may run, how late and how fast it is; tries it out in a child process.")
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "*.nam, *.ts or *.nm")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    private boolean json;

    @Override
    public Integer call() {
      Map<String, Object> said = check(existing(file));
      if (json) {
        Json.print(said);
      } else {
        said.forEach((key, value) -> System.out.printf("%-18s  %s%n", key, value));
      }
      return "ok".equals(said.get("status")) ? 0 : Main.WRONG_INPUT;
    }
  }

  /** Lets a model run. */
  @Command(
      name = "trust",
      mixinStandardHelpOptions = true,
      description = "Lets a model that is a program run here; it is known again by its SHA-256.")
  static final class Trust implements Runnable {

    @Parameters(paramLabel = "FILE", description = "*.ts or *.nm")
    private Path file;

    @Override
    public void run() {
      Path model = existing(file);
      String sha256 = hash(model);
      TrustedModels.installed().set(model, sha256, true);
      System.out.println("trusted: " + model + ", SHA-256 " + sha256);
    }
  }

  /** Lets it run no more. */
  @Command(
      name = "distrust",
      mixinStandardHelpOptions = true,
      description = "Lets a model run no more.")
  static final class Distrust implements Runnable {

    @Parameters(paramLabel = "FILE", description = "*.ts or *.nm")
    private Path file;

    @Override
    public void run() {
      Path model = existing(file);
      TrustedModels.installed().set(model, hash(model), false);
    }
  }
}
