package ligature.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ligature.files.Folders;

/** The command line in a process of its own, with an environment of its own. */
public final class Program {

  /** How it ended, and what it said on both streams. */
  public record Run(int status, String said) {}

  private final Map<String, String> environment;

  private Program(Map<String, String> environment) {
    this.environment = environment;
  }

  /** With these variables beside those of this process. */
  public static Program with(Map<String, String> environment) {
    return new Program(Map.copyOf(environment));
  }

  /** With one more. */
  public Program and(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return with(more);
  }

  public Run run(String[] arguments, String... more) throws Exception {
    return run(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
  }

  public Run run(String... arguments) throws Exception {
    Process process = start(ProcessBuilder.Redirect.PIPE, arguments);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said);
  }

  /** Starts it and leaves it running; what it says on both streams goes to {@code output}. */
  public Process start(ProcessBuilder.Redirect output, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it ends before better code would pay
                "-XX:-UsePerfData",
                "-Dligature.home=" + Folders.home(),
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                "ligature.cli.Main"));
    if (Runtime.version().feature() >= 22) {
      command.add(1, "--enable-native-access=ALL-UNNAMED"); // as ./ligature does
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output).environment().putAll(environment);
    return builder.start();
  }
}
