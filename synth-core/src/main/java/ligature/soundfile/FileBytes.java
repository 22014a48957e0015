package ligature.soundfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import ligature.files.InputException;

/**
 * A file read in pieces, none of which is allocated before it is known that the file holds it.
 * Threads: one.
 */
final class FileBytes implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final long size;

  private FileBytes(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  /**
   * Opens a file; pipes and devices, which have no end to rely on, are refused.
   *
   * @throws InputException if it is no regular file
   */
  static FileBytes open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new InputException(path + ": is not a file with audio in it");
    }
    return new FileBytes(path, FileChannel.open(path));
  }

  long size() {
    return size;
  }

  /** Reads {@code length} bytes. */
  ByteBuffer read(long at, int length, ByteOrder order) throws IOException {
    if (at < 0 || length < 0 || at > size - length) {
      throw broken("is cut short: it ends at byte " + size);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
    fill(bytes, at);
    return bytes;
  }

  /** Fills a buffer, from its beginning to its limit, from a place that the file holds. */
  void fill(ByteBuffer bytes, long at) throws IOException {
    bytes.rewind();
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw broken("became shorter while it was read");
      }
    }
    bytes.flip();
  }

  /**
   * The size of the chunk whose head begins here: RIFF and AIFF differ in the byte order only.
   *
   * @throws ligature.files.InputException if it claims more than the file has
   */
  long chunkBytes(long at, ByteOrder order) throws IOException {
    long size = read(at + 4, 4, order).getInt() & 0xFFFFFFFFL;
    long left = size() - at - 8;
    if (size > left) {
      throw broken(
          "is cut short: its chunk '"
              + id(at).strip()
              + "' claims "
              + size
              + " bytes, the file has "
              + left
              + " left");
    }
    return size;
  }

  /** The four characters at a place, or an empty text where the file has ended. */
  String id(long at) throws IOException {
    return at > size - 4
        ? ""
        : new String(read(at, 4, ByteOrder.BIG_ENDIAN).array(), StandardCharsets.ISO_8859_1);
  }

  /** A mistake in this file, as a sentence about it. */
  InputException broken(String what) {
    return new InputException(path + ": " + what);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
