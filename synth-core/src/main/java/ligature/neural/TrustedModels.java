package ligature.neural;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ligature.files.AtomicOutput;
import ligature.files.Folders;
import ligature.files.InputException;

/**
 * The models that may run code here, by the SHA-256 of their content: a line each in a file of the
 * settings folder, with the path that was trusted behind it.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class TrustedModels {

  private final Path file;

  TrustedModels(Path file) {
    this.file = file;
  }

  /** Those of this user. */
  public static TrustedModels installed() {
    return new TrustedModels(Folders.config().resolve("models-trusted.txt"));
  }

  /** All of them: paths by hashes. */
  public Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    try {
      if (Files.isRegularFile(file)) {
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
          String[] parts = line.strip().split("\\s+", 2);
          if (parts[0].length() == 64) {
            all.put(parts[0], parts.length > 1 ? parts[1] : "");
          }
        }
      }
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    return all;
  }

  public boolean contains(String sha256) {
    return all().containsKey(sha256);
  }

  /**
   * Checks that a file may run.
   *
   * @throws InputException if it may not, which names its hash and what to do
   */
  public void check(Path model, String sha256) {
    if (!contains(sha256)) {
      throw new InputException(
          model
              + ": is a program (TorchScript) of unknown origin, SHA-256 "
              + sha256
              + "; if you trust whoever made it: ligature model trust "
              + model);
    }
  }

  /** Trusts a content, wherever it lies, or no more. */
  public void set(Path model, String sha256, boolean trusted) {
    Map<String, String> all = all();
    if (trusted) {
      all.put(sha256, model.toString().replaceAll("\\s*\\R\\s*", " "));
    } else {
      all.remove(sha256);
    }
    StringBuilder text = new StringBuilder();
    all.forEach((hash, path) -> text.append(hash).append("  ").append(path).append('\n'));
    try {
      Files.createDirectories(file.getParent());
      try (AtomicOutput out = AtomicOutput.to(file)) {
        Files.writeString(out.path(), text);
        out.commit();
      }
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }
}
