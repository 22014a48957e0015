package ligature.soundfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * Reads WAV files of 8, 16, 24 or 32 bits, integer, or float of 32 or 64, plain or extensible.
 *
 * <p>Format: Multimedia Programming Interface and Data Specifications 1.0 (RIFF), and
 * WAVE_FORMAT_EXTENSIBLE. A chunk that claims more than the file holds is refused. Threads: {@code
 * [io-thread]}.
 */
public final class WavReader {

  private static final int PCM = 1;
  private static final int IEEE_FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  /** Nobody writes more; without a bound a file of empty chunks would take minutes. */
  static final int MOST_CHUNKS = 1000;

  private WavReader() {}

  /**
   * A sound in memory.
   *
   * @param samples [frame * channels + channel], full scale 1
   */
  public record Sound(int rateHz, int channels, float[] samples) {

    public int frames() {
      return samples.length / channels;
    }

    /** One channel, copied. */
    public float[] channel(int index) {
      float[] one = new float[frames()];
      for (int i = 0; i < one.length; i++) {
        one[i] = samples[i * channels + index];
      }
      return one;
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws InputException if it cannot be read or is not such a WAV file
   */
  public static Sound read(Path path) {
    try (FileBytes in = FileBytes.open(path)) {
      Excerpt whole = read(in, Double.POSITIVE_INFINITY);
      return new Sound(whole.rateHz(), whole.channels(), whole.samples());
    } catch (IOException e) {
      throw AtomicOutput.asInput(path, e);
    }
  }

  static boolean accepts(FileBytes in) throws IOException {
    return in.id(0).equals("RIFF") && in.id(8).equals("WAVE");
  }

  static Excerpt read(FileBytes in, double mostSeconds) throws IOException {
    if (!accepts(in)) {
      throw in.broken("is not a WAV file");
    }
    ByteBuffer format = null;
    long at = 12;
    for (int chunk = 0; chunk < MOST_CHUNKS && at <= in.size() - 8; chunk++) {
      String id = in.id(at);
      long size = in.chunkBytes(at, ByteOrder.LITTLE_ENDIAN);
      at += 8;
      if (id.equals("fmt ")) {
        format = in.read(at, (int) Math.min(size, 40), ByteOrder.LITTLE_ENDIAN);
      } else if (id.equals("data") && format != null) {
        return decode(in, format, at, size, mostSeconds);
      }
      at += size + (size & 1);
    }
    throw in.broken("has no audio in it");
  }

  private static Excerpt decode(
      FileBytes in, ByteBuffer format, long at, long size, double mostSeconds) throws IOException {
    if (format.remaining() < 16) {
      throw in.broken("its format chunk is too short");
    }
    int tag = format.getShort(0) & 0xFFFF;
    if (tag == EXTENSIBLE && format.remaining() >= 26) {
      tag = format.getShort(24) & 0xFFFF;
    }
    int channels = format.getShort(2) & 0xFFFF;
    int rateHz = format.getInt(4);
    int frameBytes = format.getShort(12) & 0xFFFF;
    int bits = format.getShort(14) & 0xFFFF;
    SoundFile.checkShape(in, rateHz, channels);
    // the container counts: 20 bits lie in three bytes
    int bytes = frameBytes / channels;
    PcmKind kind = null;
    if (frameBytes % channels == 0 && bits >= 1 && bits <= 8 * bytes) {
      kind = kind(tag, bytes);
    }
    if (kind == null) {
      throw in.broken(
          "is WAV of a kind that is not read (format "
              + tag
              + ", "
              + bits
              + " bits); use 16, 24 or 32 bits");
    }
    long frames = size / frameBytes;
    int wanted = SoundFile.wanted(in, frames, mostSeconds, rateHz, channels);
    float[] samples = kind.read(in, at, wanted * channels, ByteOrder.LITTLE_ENDIAN);
    return new Excerpt(rateHz, channels, samples, frames);
  }

  private static PcmKind kind(int tag, int bytes) {
    if (tag == PCM) {
      return bytes == 1 ? PcmKind.UNSIGNED_8 : PcmKind.signed(bytes);
    }
    if (tag != IEEE_FLOAT) {
      return null;
    }
    return bytes == 4 ? PcmKind.FLOAT_32 : bytes == 8 ? PcmKind.FLOAT_64 : null;
  }
}
