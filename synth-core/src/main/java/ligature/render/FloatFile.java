package ligature.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import ligature.soundfile.SoundWriter;

/**
 * Audio set aside on the disk, to be read several times: a song does not fit into memory. Threads:
 * one.
 */
final class FloatFile implements SoundWriter {

  private final FileChannel channel;
  private final int rateHz;
  private final int channels;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private long frames;

  FloatFile(Path path, int rateHz, int channels) throws IOException {
    this.rateHz = rateHz;
    this.channels = channels;
    channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void room(int floats) {
    int size = floats * Float.BYTES;
    if (bytes.capacity() < size) {
      bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
    bytes.clear().limit(size);
  }

  @Override
  public void write(float[] samples, int offsetFrames, int count) throws IOException {
    room(count * channels);
    bytes.asFloatBuffer().put(samples, offsetFrames * channels, count * channels);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    frames += count;
  }

  @Override
  public void finish() {
    // it has no header
  }

  void rewind() throws IOException {
    channel.position(0);
  }

  /** Reads the next {@code count} frames; what is missing at the end is silence. */
  int read(float[] out, int count) throws IOException {
    room(count * channels);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // reads on
    }
    while (bytes.hasRemaining()) {
      bytes.put((byte) 0);
    }
    bytes.flip();
    bytes.asFloatBuffer().get(out, 0, count * channels);
    return count;
  }

  long frames() {
    return frames;
  }

  int rateHz() {
    return rateHz;
  }

  int channels() {
    return channels;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
