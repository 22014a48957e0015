package ligature.soundfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Samples without compression, as WAV and AIFF store them. */
enum PcmKind {
  UNSIGNED_8(1),
  SIGNED_8(1),
  SIGNED_16(2),
  SIGNED_24(3),
  SIGNED_32(4),
  FLOAT_32(4),
  FLOAT_64(8);

  /** No honest recording is louder than this: 120 dB above full scale. */
  private static final double LOUDEST = 1e6;

  private static final int BLOCK_SAMPLES = 8192;

  private final int bytes;

  PcmKind(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Integer samples of so many bytes, or null if there are none such. */
  static PcmKind signed(int bytes) {
    return switch (bytes) {
      case 1 -> SIGNED_8;
      case 2 -> SIGNED_16;
      case 3 -> SIGNED_24;
      case 4 -> SIGNED_32;
      default -> null;
    };
  }

  /** Reads {@code count} samples to full scale 1. */
  float[] read(FileBytes in, long at, int count, ByteOrder order) throws IOException {
    if ((long) count * bytes > in.size() - at) {
      throw in.broken("is cut short: it ends within its audio");
    }
    float[] samples = new float[count];
    ByteBuffer block = ByteBuffer.allocate(Math.min(BLOCK_SAMPLES, count) * bytes).order(order);
    for (int done = 0; done < count; done += BLOCK_SAMPLES) {
      int n = Math.min(BLOCK_SAMPLES, count - done);
      in.fill(block.limit(n * bytes), at + (long) done * bytes);
      for (int i = done; i < done + n; i++) {
        samples[i] = next(block);
        if (!(Math.abs(samples[i]) <= LOUDEST)) {
          throw in.broken("has samples that are no numbers, or far beyond full scale");
        }
      }
    }
    return samples;
  }

  private float next(ByteBuffer in) {
    return switch (this) {
      case UNSIGNED_8 -> ((in.get() & 0xFF) - 128) / 128f;
      case SIGNED_8 -> in.get() / 128f;
      case SIGNED_16 -> in.getShort() / 32768f;
      case SIGNED_24 -> {
        int a = in.get() & 0xFF;
        int b = in.get() & 0xFF;
        int c = in.get() & 0xFF;
        int value =
            in.order() == ByteOrder.LITTLE_ENDIAN ? a | b << 8 | c << 16 : c | b << 8 | a << 16;
        yield (value << 8 >> 8) / 8388608f;
      }
      case SIGNED_32 -> in.getInt() / 2147483648f;
      case FLOAT_32 -> in.getFloat();
      case FLOAT_64 -> (float) in.getDouble();
    };
  }
}
