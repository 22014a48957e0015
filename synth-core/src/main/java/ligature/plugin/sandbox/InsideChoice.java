package ligature.plugin.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import ligature.files.AtomicOutput;
import ligature.files.Folders;
import ligature.files.InputException;

/**
 * The native plugins that the user trusts to run inside this process: ids, one a line, in a file of
 * the settings folder.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class InsideChoice {

  private final Path file;

  InsideChoice(Path file) {
    this.file = file;
  }

  /** The choice of this user. */
  public static InsideChoice installed() {
    return new InsideChoice(Folders.config().resolve("plugins-inside.txt"));
  }

  /** All of them. */
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    try {
      if (Files.isRegularFile(file)) {
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
          if (!line.isBlank()) {
            ids.add(line.strip());
          }
        }
      }
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return ids;
  }

  public boolean contains(String id) {
    return ids().contains(id);
  }

  /** Lets a plugin run inside, or in the child as all others; heard when it is opened next. */
  public void set(String id, boolean inside) {
    Set<String> ids = ids();
    if (!(inside ? ids.add(id) : ids.remove(id))) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      try (AtomicOutput out = AtomicOutput.to(file)) {
        Files.writeString(out.path(), String.join("\n", ids) + "\n");
        out.commit();
      }
    } catch (IOException e) {
      throw new InputException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
