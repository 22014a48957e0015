package ligature.plugin.lv2;

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
import ligature.plugin.sandbox.ChildJvm;

/**
 * Tries plugins out in child processes: one child after the other, until every plugin has a result.
 * The plugin at which a child dies or stands still is the one that did it.
 *
 * <p>Threads: {@code [io-thread]}.
 */
final class ProbeRun {

  /** A plugin that works needs some tens of milliseconds; this machine may be busy. */
  private static final int LIMIT_SECONDS = 20;

  /** Until the first plugin's turn: a JVM starts and reads all Turtle files. */
  private static final int START_SECONDS = 60;

  private static final int POLL_MILLIS = 20;

  /** Address space, most of which a JVM reserves and never uses. */
  private static final long LIMIT_KIB = 6L << 20;

  private final int blocks;
  private final double limitSeconds;
  private final String mainClass;
  private final Map<String, String> environment;

  ProbeRun(int blocks) {
    this(blocks, LIMIT_SECONDS, ProbeMain.class.getName(), Map.of());
  }

  /**
   * @param limitSeconds the longest that one plugin may take
   * @param mainClass what the child runs
   * @param environment added to the child's
   */
  ProbeRun(int blocks, double limitSeconds, String mainClass, Map<String, String> environment) {
    this.blocks = blocks;
    this.limitSeconds = limitSeconds;
    this.mainClass = mainClass;
    this.environment = environment;
  }

  /** What is wrong with each plugin, by URI; empty if nothing is. */
  Map<String, String> run(List<String> uris, DoubleConsumer progress) {
    Map<String, String> reasons = new LinkedHashMap<>();
    try {
      Path folder = Files.createTempDirectory("ligature-probe");
      try {
        List<String> left = new ArrayList<>(uris);
        while (!left.isEmpty()) {
          child(folder, left, reasons, done -> progress.accept(done / uris.size()));
          left.removeAll(reasons.keySet());
        }
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new InputException("plugins cannot be probed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return reasons;
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
      Path folder, List<String> uris, Map<String, String> reasons, DoubleConsumer progress)
      throws IOException, InterruptedException {
    Path results = folder.resolve("results");
    Path output = folder.resolve("output");
    Files.write(results, new byte[0]);
    ProcessBuilder builder = new ProcessBuilder(command(results, uris));
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
          progress.accept(reasons.size() + (double) Files.readAllLines(results).size() / 2);
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
    collect(Files.readAllLines(results), printed(output), end, reasons);
  }

  private List<String> command(Path results, List<String> uris) {
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", "ulimit -c 0; ulimit -v " + LIMIT_KIB + "; exec \"$0\" \"$@\""));
    List<String> arguments = new ArrayList<>(List.of(results.toString(), String.valueOf(blocks)));
    arguments.addAll(uris);
    command.addAll(ChildJvm.command(mainClass, arguments));
    return command;
  }

  /** The last line that each plugin printed. */
  private static Map<String, String> printed(Path output) throws IOException {
    Map<String, String> last = new LinkedHashMap<>();
    String uri = "";
    for (String line : new String(Files.readAllBytes(output), "ISO-8859-1").split("\n")) {
      if (line.startsWith(ProbeMain.MARK)) {
        uri = line.substring(ProbeMain.MARK.length());
      } else if (!line.isBlank()) {
        last.put(uri, line.strip());
      }
    }
    return last;
  }

  private void collect(
      List<String> lines, Map<String, String> printed, String end, Map<String, String> reasons) {
    String begun = null;
    for (String line : lines) {
      String[] parts = line.split("\t", 3);
      if (parts.length < 3) {
        continue; // the child died while it wrote
      }
      if (parts[0].equals(ProbeMain.BEGIN)) {
        begun = parts[1];
      } else {
        String said = printed.getOrDefault(parts[1], "");
        boolean failed = parts[0].equals(ProbeMain.FAILED);
        reasons.put(parts[1], failed && !said.isEmpty() ? parts[2] + " (" + said + ")" : parts[2]);
        begun = null;
      }
    }
    if (begun != null) {
      reasons.put(begun, "when it was probed, it " + end);
    } else if (lines.isEmpty()) { // no plugin's fault
      throw new InputException(
          "plugins cannot be probed: the child process " + end + ": " + printed.get(""));
    }
  }
}
