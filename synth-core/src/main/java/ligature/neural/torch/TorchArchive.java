package ligature.neural.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * The zip file that a TorchScript module lies in, read with limits; nothing of it is run.
 *
 * <p>Threads: {@code [io-thread]}.
 */
final class TorchArchive implements AutoCloseable {

  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END64_BYTES = 56;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int MOST_COMMENT_BYTES = 0xFFFF;

  /** A directory of a hundred thousand entries. */
  private static final long MOST_DIRECTORY_BYTES = 16 << 20;

  private final Path file;
  private final ZipFile zip;
  private final String root;

  /**
   * Opens a file.
   *
   * @throws InputException if it is no TorchScript archive
   */
  TorchArchive(Path file) {
    this.file = file;
    try {
      checkDirectory(file);
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw noArchive("is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    root = root();
    if (root == null) {
      close();
      throw noArchive("has no data.pkl", null);
    }
  }

  /** What a zip file says of its own directory is believed by the library that reads it. */
  private void checkDirectory(Path path) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      long length = in.length();
      int window = (int) Math.min(length, MOST_COMMENT_BYTES + END_BYTES);
      ByteBuffer tail = bytes(in, length - window, window);
      int at = window - END_BYTES;
      while (at >= 0 && tail.getInt(at) != END_SIGNATURE) {
        at--;
      }
      if (at < 0) {
        throw noArchive("is no zip file", null);
      }
      long directory = Integer.toUnsignedLong(tail.getInt(at + 12));
      if (directory == 0xFFFFFFFFL) {
        directory = directory64(in, length - window + at - LOCATOR_BYTES, length);
      }
      if (directory < 0 || directory > MOST_DIRECTORY_BYTES) {
        throw noArchive("has a directory of more than 16 MiB", null);
      }
    }
  }

  private long directory64(RandomAccessFile in, long locatorAt, long length) throws IOException {
    if (locatorAt >= 0) {
      ByteBuffer locator = bytes(in, locatorAt, LOCATOR_BYTES);
      long endAt = locator.getLong(8);
      if (locator.getInt(0) == LOCATOR_SIGNATURE && endAt >= 0 && endAt <= length - END64_BYTES) {
        ByteBuffer end = bytes(in, endAt, END64_BYTES);
        if (end.getInt(0) == END64_SIGNATURE) {
          return end.getLong(40);
        }
      }
    }
    throw noArchive("is damaged: its directory cannot be found", null);
  }

  private static ByteBuffer bytes(RandomAccessFile in, long at, int count) throws IOException {
    byte[] bytes = new byte[count];
    in.seek(at);
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The folder that all entries lie in, with its slash. */
  private String root() {
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      String name = entries.nextElement().getName();
      int slash = name.indexOf('/');
      if (slash > 0 && name.equals(name.substring(0, slash) + "/data.pkl")) {
        return name.substring(0, slash + 1);
      }
    }
    return null;
  }

  /**
   * The content of an entry.
   *
   * @param name below the archive's root
   * @param mostBytes that it may have
   * @return null if there is no such entry
   */
  byte[] read(String name, int mostBytes) {
    byte[] bytes = readBegin(name, mostBytes + 1);
    if (bytes != null && bytes.length > mostBytes) {
      throw noArchive("has more than " + (mostBytes >> 10) + " KiB in " + name, null);
    }
    return bytes;
  }

  /** No more than the first so many bytes of an entry. */
  byte[] readBegin(String name, int bytes) {
    ZipEntry entry = zip.getEntry(root + name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(bytes);
    } catch (ZipException e) {
      throw noArchive("is damaged: " + name + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  InputException noArchive(String reason, Exception cause) {
    return new InputException(file + ": is no TorchScript file: it " + reason, cause);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
