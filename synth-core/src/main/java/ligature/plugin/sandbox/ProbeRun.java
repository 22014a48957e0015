package ligature.plugin.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import ligature.files.InputException;

/**
 * Tries things out in child processes: one child after the other, until each has a result. The one
 * at which a child dies or stands still is the one that did it.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class ProbeRun {

  /** A plugin that works needs some tens of milliseconds; this machine may be busy. */
  private static final int LIMIT_SECONDS = 20;

  /** Until the first plugin's turn: a JVM starts and reads all Turtle files. */
  private static final int START_SECONDS = 60;

  private static final int POLL_MILLIS = 20;

  /** Address space, most of which a JVM reserves and never uses. */
  private static final long LIMIT_KIB = 6L << 20;

  /** Of 128 frames: 2.7 s. */
  public static final int BLOCKS = 1000;

  /**
   * What became of one.
   *
   * @param reason what is wrong, empty if nothing is
   * @param found what the child found out about it
   */
  public record Result(String reason, String found) {}

  private final String mainClass;
  private final List<String> arguments;
  private final double limitSeconds;
  private final Map<String, String> environment;

  /** Lets plugins process {@link #BLOCKS} blocks each. */
  public ProbeRun() {
    this(ProbeMain.class.getName(), List.of(String.valueOf(BLOCKS)), LIMIT_SECONDS, Map.of());
  }

  /**
   * @param mainClass what the child runs: its first argument is the file for a {@link ProbeReport}
   * @param arguments those that follow, before the ids
   * @param limitSeconds the longest that one may take
   * @param environment added to the child's
   */
  public ProbeRun(
      String mainClass,
      List<String> arguments,
      double limitSeconds,
      Map<String, String> environment) {
    this.mainClass = mainClass;
    this.arguments = List.copyOf(arguments);
    this.limitSeconds = limitSeconds;
    this.environment = environment;
  }

  /**
   * What becomes of each.
   *
   * @param progress told the part that is done, 0 to 1
   */
  public Map<String, Result> run(List<String> ids, DoubleConsumer progress) {
    Map<String, Result> results = new LinkedHashMap<>();
    try {
      Path folder = Files.createTempDirectory("ligature-probe");
      try {
        List<String> left = new ArrayList<>(ids);
        while (!left.isEmpty()) {
          child(folder, left, results, done -> progress.accept(done / ids.size()));
          left.removeAll(results.keySet());
        }
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new InputException("plugins cannot be probed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return results;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private void child(
      Path folder, List<String> ids, Map<String, Result> found, DoubleConsumer progress)
      throws IOException, InterruptedException {
    Path results = folder.resolve("results");
    Path output = folder.resolve("output");
    Files.write(results, new byte[0]);
    ProcessBuilder builder = new ProcessBuilder(command(results, ids));
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .directory(folder.toFile())
            .start();
    long size = 0;
    long since = System.nanoTime();
    boolean hangs = false;
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (Files.size(results) != size) {
          size = Files.size(results);
          since = System.nanoTime();
          progress.accept(found.size() + (double) Files.readAllLines(results).size() / 2);
        } else if ((System.nanoTime() - since) * 1e-9
            > (size == 0 ? START_SECONDS : limitSeconds)) {
          hangs = true;
          break;
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    String end =
        hangs
            ? "takes more than " + limitSeconds + " s"
            : "ends the process (status " + process.exitValue() + ")";
    collect(Files.readAllLines(results), printed(output), end, found);
  }

  private List<String> command(Path results, List<String> ids) {
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", "ulimit -c 0; ulimit -v " + LIMIT_KIB + "; exec \"$0\" \"$@\""));
    List<String> all = new ArrayList<>(List.of(results.toString()));
    all.addAll(arguments);
    all.addAll(ids);
    command.addAll(ChildJvm.command(mainClass, all));
    return command;
  }

  /** The last line that each plugin printed. */
  private static Map<String, String> printed(Path output) throws IOException {
    Map<String, String> last = new LinkedHashMap<>();
    String id = "";
    for (String line : new String(Files.readAllBytes(output), "ISO-8859-1").split("\n")) {
      if (line.startsWith(ProbeReport.MARK)) {
        id = line.substring(ProbeReport.MARK.length());
      } else if (!line.isBlank()) {
        last.put(id, line.strip());
      }
    }
    return last;
  }

  private void collect(
      List<String> lines, Map<String, String> printed, String end, Map<String, Result> results) {
    String begun = null;
    for (String line : lines) {
      String[] parts = line.split("\t", 3);
      if (parts.length < 3) {
        continue; // the child died while it wrote
      }
      if (parts[0].equals(ProbeReport.BEGIN)) {
        begun = parts[1];
      } else {
        results.put(
            parts[1],
            parts[0].equals(ProbeReport.OK)
                ? new Result("", parts[2])
                : new Result(withPrinted(parts[2], printed.getOrDefault(parts[1], "")), ""));
        begun = null;
      }
    }
    if (begun != null) {
      results.put(begun, new Result("when it was probed, it " + end, ""));
    } else if (lines.isEmpty()) { // no plugin's fault
      throw new InputException(
          "plugins cannot be probed: the child process " + end + ": " + printed.get(""));
    }
  }

  private static String withPrinted(String reason, String printed) {
    return printed.isEmpty() ? reason : reason + " (" + printed + ")";
  }
}
