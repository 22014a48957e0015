package ligature.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import ligature.files.Folders;
import ligature.files.InputException;
import picocli.CommandLine;

/**
 * The program: {@code ligature <command>}.
 *
 * <p>Exit status: 0 done; 2 the input is wrong, told in one line on stderr; 1 a fault of ours, a
 * line that names the log; 130 interrupted.
 */
public final class Main {

  static final int WRONG_INPUT = 2;
  static final int FAULT = 1;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a command line and gives its exit status. */
  static int run(String... args) {
    return new CommandLine(new LigatureCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (e, a) ->
                tell(
                    e.getMessage()
                        + "; see ligature "
                        + commandPath(e.getCommandLine())
                        + "--help"))
        .setExecutionExceptionHandler(
            (e, command, result) -> e instanceof InputException ? tell(e.getMessage()) : fault(e))
        .execute(args);
  }

  private static String commandPath(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  private static int tell(String message) {
    System.err.println("ligature: " + message.replaceAll("\\s*\\R\\s*", " "));
    return WRONG_INPUT;
  }

  private static int fault(Exception e) {
    Path log = Folders.cache().resolve("ligature.log");
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    try {
      Files.createDirectories(log.getParent());
      Files.writeString(
          log, Instant.now() + "\n" + trace, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      System.err.println(
          "ligature: this should not have happened: " + e + "; the details are in " + log);
    } catch (IOException cannotLog) {
      System.err.println("ligature: this should not have happened: " + trace);
    }
    return FAULT;
  }
}
