package ligature.neural.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ligature.files.InputException;
import ligature.plugin.sandbox.ChildJvm;
import ligature.plugin.sandbox.ProbeCache;

/**
 * Tries models out, each in a child process with limits on its time and its memory, and keeps what
 * was found in a file of the cache folder, by the content and the method.
 *
 * <p>Threads: {@code [io-thread]}.
 */
final class Probes {

  /** Large models load for seconds, on a machine that is busy. */
  private static final int LIMIT_SECONDS = 60;

  /** Address space: a JVM and libtorch reserve some GiB and never use them. */
  private static final long LIMIT_KIB = 24L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProbeCache cache;
  private final int limitSeconds;

  Probes(Path file) {
    this(file, LIMIT_SECONDS);
  }

  /**
   * @param limitSeconds the longest that one model may take
   */
  Probes(Path file, int limitSeconds) {
    cache = new ProbeCache(file, "models are tried again", "what trying a model found");
    this.limitSeconds = limitSeconds;
  }

  /** What was found, null if it was never tried. */
  synchronized Probe known(String sha256, String method) {
    try {
      JsonNode found = cache.read().get(key(sha256, method));
      return found == null ? null : JSON.treeToValue(found, Probe.class);
    } catch (IOException | RuntimeException e) {
      return null; // of another version: tried again
    }
  }

  /** What was found, or is found now. */
  synchronized Probe of(TorchFile source, String method, boolean again) {
    Probe known = again ? null : known(source.sha256(), method);
    if (known == null) {
      known = run(source, method);
      keep(key(source.sha256(), method), known);
    }
    return known;
  }

  private static String key(String sha256, String method) {
    return sha256 + "#" + method;
  }

  private void keep(String key, Probe probe) {
    ObjectNode all = cache.read();
    all.set(key, JSON.valueToTree(probe));
    cache.keep(all);
  }

  private Probe run(TorchFile source, String method) {
    try {
      Path folder = Files.createTempDirectory("ligature-model");
      try {
        return run(source, method, folder.resolve("result"), folder.resolve("printed"));
      } finally {
        Files.deleteIfExists(folder.resolve("result"));
        Files.deleteIfExists(folder.resolve("printed"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new InputException(source.path() + ": cannot be tried out: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException(source.path() + ": was not tried out to the end", e);
    }
  }

  private Probe run(TorchFile source, String method, Path result, Path printed)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", "ulimit -c 0; ulimit -v " + LIMIT_KIB + "; exec \"$0\" \"$@\""));
    command.addAll(
        ChildJvm.command(
            ProbeMain.class.getName(),
            List.of(source.path().toString(), source.sha256(), method, result.toString())));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try {
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        return Probe.failed("when it was tried out, it took more than " + limitSeconds + " s");
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    if (Files.exists(result)) {
      return JSON.readValue(Files.readAllBytes(result), Probe.class);
    }
    return Probe.failed(
        "when it was tried out, it ended the process (status "
            + process.exitValue()
            + ")"
            + lastLine(printed));
  }

  private static String lastLine(Path printed) throws IOException {
    String[] lines =
        new String(Files.readAllBytes(printed), StandardCharsets.ISO_8859_1).split("\n");
    for (int i = lines.length - 1; i >= 0; i--) {
      if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
        return ": " + lines[i].strip();
      }
    }
    return "";
  }
}
