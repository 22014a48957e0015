package ligature.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that appears whole or not at all: it is written beside its target and moved into place by
 * {@link #commit}.
 *
 * <p>Closing without a commit removes what was written and leaves an older file of that name as it
 * was. Threads: one.
 */
public final class AtomicOutput implements AutoCloseable {

  /** What an interrupt must not leave behind. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> OPEN.forEach(AtomicOutput::delete), "ligature-partials"));
  }

  private final Path target;
  private final Path partial;
  private boolean committed;

  private AtomicOutput(Path target, Path partial) {
    this.target = target;
    this.partial = partial;
    OPEN.add(partial);
  }

  /**
   * Prepares to write {@code target}.
   *
   * @throws InputException if the folder is missing or cannot be written to
   */
  public static AtomicOutput to(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      throw new InputException(target + ": is a folder; name a file in it");
    }
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException(target + ": there is no folder " + folder + "; create it first");
    }
    try {
      // not createTempFile: it gives files that nobody else may read, and so would the target be
      String name = "." + absolute.getFileName() + "." + UUID.randomUUID() + ".partial";
      return new AtomicOutput(absolute, Files.createFile(folder.resolve(name)));
    } catch (NoSuchFileException e) { // the folder is there, so it is of a kind that takes none
      throw new InputException(target + ": no file can be made in " + folder + "; name another", e);
    } catch (IOException e) {
      throw asInput(target, e);
    }
  }

  /** Where to write; it lies in the target's folder, so that the move is atomic. */
  public Path path() {
    return partial;
  }

  /** Moves the finished file into place. */
  public void commit() throws IOException {
    try {
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      committed = true;
      OPEN.remove(partial);
    } catch (IOException e) {
      throw asInput(target, e);
    }
  }

  @Override
  public void close() {
    if (!committed) {
      delete(partial);
      OPEN.remove(partial);
    }
  }

  private static void delete(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      System.getLogger("ligature.files")
          .log(System.Logger.Level.WARNING, "left behind: " + partial, e);
    }
  }

  /** Says in one line why {@code file} could not be read or written. */
  public static InputException asInput(Path file, IOException e) {
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getMessage();
    if (e instanceof NoSuchFileException) {
      reason = "no such file";
    } else if (e instanceof AccessDeniedException) {
      reason = "permission denied";
    } else if (reason != null && reason.contains("No space left")) {
      reason = "the disk is full; free some space and run the command again";
    }
    return new InputException(file + ": " + reason, e);
  }
}
