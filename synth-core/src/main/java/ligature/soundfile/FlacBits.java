package ligature.soundfile;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The bits of a FLAC stream, the highest first, with the two checksums that go over them. Threads:
 * one.
 */
final class FlacBits {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int[] CRC_8 = table(0x07, 8);
  private static final int[] CRC_16 = table(0x8005, 16);

  /** No residual of 33 bits has a longer quotient that any encoder would write. */
  private static final int LONGEST_ZEROS = 1 << 26;

  private final FileBytes file;
  private byte[] buffer = new byte[0];
  private long bufferAt;
  private int next;
  private long hold;
  private int held;
  private int crc8;
  private int crc16;

  FlacBits(FileBytes file) {
    this.file = file;
  }

  private static int[] table(int polynomial, int width) {
    int[] table = new int[256];
    int top = 1 << width - 1;
    for (int i = 0; i < 256; i++) {
      int crc = i << width - 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & top) != 0 ? crc << 1 ^ polynomial : crc << 1;
      }
      table[i] = crc & (top << 1) - 1;
    }
    return table;
  }

  void seek(long position) {
    bufferAt = position;
    buffer = new byte[0];
    next = 0;
    held = 0;
  }

  /** The byte that is read next, if bits are aligned to bytes. */
  long position() {
    return bufferAt + next;
  }

  boolean atEnd() {
    return held == 0 && position() >= file.size();
  }

  private int nextByte() throws IOException {
    if (next == buffer.length) {
      bufferAt += next;
      next = 0;
      long left = file.size() - bufferAt;
      if (left <= 0) {
        throw file.broken("is cut short: it ends within its audio");
      }
      buffer =
          file.read(bufferAt, (int) Math.min(left, BUFFER_BYTES), ByteOrder.BIG_ENDIAN).array();
    }
    int value = buffer[next++] & 0xFF;
    crc8 = CRC_8[crc8 ^ value];
    crc16 = (crc16 << 8 ^ CRC_16[crc16 >> 8 ^ value]) & 0xFFFF;
    return value;
  }

  /** Up to 33 bits as an unsigned number. */
  long bits(int count) throws IOException {
    while (held < count) {
      hold = hold << 8 | nextByte();
      held += 8;
    }
    held -= count;
    return hold >>> held & (1L << count) - 1;
  }

  /** Up to 33 bits as a signed number. */
  long signed(int count) throws IOException {
    return bits(count) << 64 - count >> 64 - count;
  }

  /** Counts the zeros before the next one, and takes both. */
  int zeros(int most) throws IOException {
    int zeros = 0;
    while (bits(1) == 0) {
      if (++zeros > most) {
        throw file.broken("is damaged: a number in it is too long");
      }
    }
    return zeros;
  }

  /** A number in Rice's code with so many low bits; the sign is the lowest bit. */
  long rice(int parameter) throws IOException {
    long quotient = zeros(LONGEST_ZEROS);
    long folded = quotient << parameter | bits(parameter);
    return folded >>> 1 ^ -(folded & 1);
  }

  void beginFrame() {
    crc8 = 0;
    crc16 = 0;
  }

  void checkHeader() throws IOException {
    bits(8);
    if (crc8 != 0) {
      throw file.broken("is damaged: the checksum of a frame's header is wrong");
    }
  }

  /** Skips to the next byte and checks the whole frame. */
  void checkFrame() throws IOException {
    held -= held % 8;
    bits(16);
    if (crc16 != 0) {
      throw file.broken("is damaged: the checksum of a frame is wrong");
    }
  }
}
