package ligature.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs scripts of the test resources with Debian's PyTorch; without it the test is skipped. */
public final class DebianPython {

  private static final String PYTHON = "/usr/bin/python3";

  /** The folders that scripts have filled. */
  private static final Map<String, Path> MADE = new HashMap<>();

  private DebianPython() {}

  /**
   * Runs a script.
   *
   * @param resource its path in the test resources
   */
  public static void run(String resource, Path argument) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(PYTHON)) && run(List.of("-c", "import torch, numpy")).isEmpty(),
        "SKIPPED: apt install python3-torch python3-numpy");
    Path script = Path.of("src/test/resources").resolve(resource).toAbsolutePath();
    String wrong = run(List.of(script.toString(), argument.toString()));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(resource + ": " + wrong);
    }
  }

  /**
   * Lets a script make files in a folder that it is given: once in this process, since that takes
   * seconds, and everybody gets copies.
   *
   * @param resource its path in the test resources
   */
  public static synchronized void make(String resource, Path folder)
      throws IOException, InterruptedException {
    Path made = MADE.get(resource);
    if (made == null) {
      made = Files.createTempDirectory("made");
      made.toFile().deleteOnExit();
      run(resource, made);
      MADE.put(resource, made);
    }
    for (File file : made.toFile().listFiles()) {
      file.deleteOnExit();
      Files.copy(file.toPath(), folder.resolve(file.getName()));
    }
  }

  /** What it printed if it failed, else nothing. */
  private static String run(List<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("python", ".txt");
    try {
      List<String> command = new java.util.ArrayList<>(List.of(PYTHON));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("OMP_NUM_THREADS", "1");
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return "takes more than two minutes";
      }
      return process.exitValue() == 0 ? "" : Files.readString(output) + " ";
    } finally {
      Files.delete(output);
    }
  }
}
