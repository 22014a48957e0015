package ligature.soundfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/** Reads WAV files of 16, 24 or 32 bits, integer or float. Threads: {@code [io-thread]}. */
public final class WavReader {

  private static final long MAX_BYTES = 1L << 30;
  private static final int EXTENSIBLE = 0xFFFE;

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
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new InputException(path + ": is larger than 1 GiB");
      }
      return parse(path, ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw AtomicOutput.asInput(path, e);
    }
  }

  private static Sound parse(Path path, ByteBuffer in) {
    if (in.remaining() < 12 || in.getInt() != fourCc("RIFF") || in.getInt(8) != fourCc("WAVE")) {
      throw new InputException(path + ": is not a WAV file");
    }
    in.position(12);
    ByteBuffer format = null;
    while (in.remaining() >= 8) {
      int id = in.getInt();
      long size = in.getInt() & 0xFFFFFFFFL;
      int length = (int) Math.min(size, in.remaining());
      ByteBuffer chunk = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      if (id == fourCc("fmt ")) {
        format = chunk;
      } else if (id == fourCc("data") && format != null) {
        return decode(path, format, chunk);
      }
      in.position((int) Math.min(in.limit(), in.position() + size + (size & 1)));
    }
    throw new InputException(path + ": has no audio in it");
  }

  private static Sound decode(Path path, ByteBuffer format, ByteBuffer data) {
    if (format.remaining() < 16) {
      throw new InputException(path + ": its format chunk is too short");
    }
    int tag = format.getShort(0) & 0xFFFF;
    if (tag == EXTENSIBLE && format.remaining() >= 26) {
      tag = format.getShort(24) & 0xFFFF;
    }
    int channels = format.getShort(2) & 0xFFFF;
    int rateHz = format.getInt(4);
    int bits = format.getShort(14) & 0xFFFF;
    boolean known = tag == 1 && (bits == 16 || bits == 24 || bits == 32) || tag == 3 && bits == 32;
    if (!known || channels < 1 || channels > 64 || rateHz < 1) {
      throw new InputException(
          path
              + ": is WAV of a kind that is not read (format "
              + tag
              + ", "
              + bits
              + " bits); use 16, 24 or 32 bits");
    }
    int frames = data.remaining() / (bits / 8) / channels;
    float[] samples = new float[frames * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          switch (bits) {
            case 16 -> data.getShort() / 32768f;
            case 24 ->
                ((data.get() & 0xFF) | (data.get() & 0xFF) << 8 | data.get() << 16) / 8388608f;
            default -> tag == 3 ? data.getFloat() : data.getInt() / 2147483648f;
          };
    }
    return new Sound(rateHz, channels, samples);
  }

  private static int fourCc(String id) {
    return id.charAt(0) | id.charAt(1) << 8 | id.charAt(2) << 16 | id.charAt(3) << 24;
  }
}
