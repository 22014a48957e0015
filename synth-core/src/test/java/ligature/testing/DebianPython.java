package ligature.testing;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ligature.files.Sha256;
import org.junit.jupiter.api.Assumptions;

/** Runs scripts of the test resources with Debian's PyTorch; without it the test is skipped. */
public final class DebianPython {

  private static final String PYTHON = "/usr/bin/python3";

  private static final Path MADE = Path.of("target", "made");

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
    String wrong = run(List.of(script(resource).toString(), argument.toString()));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(resource + ": " + wrong);
    }
  }

  /**
   * Lets a script make files in a folder that it is given. It does so once for all processes, since
   * that takes many seconds, and again when it has changed; everybody gets copies.
   *
   * @param resource its path in the test resources
   */
  public static synchronized void make(String resource, Path folder)
      throws IOException, InterruptedException {
    Path made = MADE.resolve(Sha256.of(script(resource)));
    Files.createDirectories(MADE);
    try (FileChannel channel =
            FileChannel.open(
                MADE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!Files.exists(made)) {
        Path part = Files.createTempDirectory(MADE, "part");
        run(resource, part);
        Files.move(part, made, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    for (File file : made.toFile().listFiles()) {
      Files.copy(file.toPath(), folder.resolve(file.getName()));
    }
  }

  private static Path script(String resource) {
    return Path.of("src/test/resources").resolve(resource).toAbsolutePath();
  }

  /** What it printed if it failed, else nothing. */
  private static String run(List<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("python", ".txt");
    try {
      List<String> command = new ArrayList<>(List.of(PYTHON));
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
