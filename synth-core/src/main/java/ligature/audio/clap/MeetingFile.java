package ligature.audio.clap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import ligature.files.InputException;

/**
 * The file in which plugins meet us. It stays when we go, so that a plugin finds the next Ligature
 * in the same memory; in the folders where it lies nothing outlives the user's login or the
 * machine's next start. Threads: {@code [io-thread]}.
 */
final class MeetingFile implements AutoCloseable {

  private static final String NAME = "ligature-clap";
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private final FileChannel channel;
  private final Meeting meeting;

  private MeetingFile(FileChannel channel, Meeting meeting) {
    this.channel = channel;
    this.meeting = meeting;
  }

  /** Where it lies: in {@code $XDG_RUNTIME_DIR}, else in /dev/shm with the user's number. */
  static Path path() {
    String run = System.getenv("XDG_RUNTIME_DIR");
    if (run != null && run.startsWith("/")) {
      return Path.of(run, NAME);
    }
    return Path.of("/dev/shm", NAME + "-" + uid(Path.of("/proc/self")));
  }

  private static Object uid(Path file) {
    try {
      return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | UnsupportedOperationException e) {
      throw new InputException("clap: the system does not say whose " + file + " is", e);
    }
  }

  /**
   * Opens the file, or makes it; a damaged one is replaced.
   *
   * @throws InputException if another Ligature has it, or it cannot be made
   */
  static MeetingFile open(Path path) {
    try {
      MeetingFile found = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? existing(path) : null;
      if (found != null) {
        return found;
      }
      create(path);
      found = existing(path);
      if (found != null) {
        return found;
      }
    } catch (IOException e) {
      throw new InputException("clap: " + path + ": cannot be opened: " + e.getMessage(), e);
    }
    throw new InputException("clap: " + path + ": cannot be made");
  }

  /** The file that is there, locked; null if it is none of ours. */
  private static MeetingFile existing(Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        || !uid(path).equals(uid(Path.of("/proc/self")))) {
      throw new InputException("clap: " + path + ": is not a file of yours; remove it");
    }
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean kept = false;
    try {
      FileLock lock = lock(channel);
      if (lock == null) {
        throw new InputException(
            "clap: another Ligature is played by a DAW already; close that one first");
      }
      if (channel.size() == Meeting.BYTES
          && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(OURS_ALONE)) {
        Meeting meeting = new Meeting(channel);
        kept = meeting.isOfOurs();
        return kept ? new MeetingFile(channel, meeting) : null;
      }
      return null;
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) { // in this process
      return null;
    }
  }

  /** Puts a whole new file in the place of what is there. */
  private static void create(Path path) throws IOException {
    Path made =
        Files.createTempFile(
            path.getParent(), NAME, ".new", PosixFilePermissions.asFileAttribute(OURS_ALONE));
    try {
      try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
        channel.write(java.nio.ByteBuffer.allocate(1), Meeting.BYTES - 1);
        channel.write(Meeting.head(), 0);
      }
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  Meeting meeting() {
    return meeting;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger("ligature.audio.clap").log(System.Logger.Level.DEBUG, "closing", e);
    }
  }
}
