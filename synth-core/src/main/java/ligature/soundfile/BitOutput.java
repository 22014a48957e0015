package ligature.soundfile;

import java.util.Arrays;

/** Bits, the most significant first, and the check sums of FLAC over them. Threads: one. */
final class BitOutput {

  private static final int[] CRC_8 = table(8, 0x07);
  private static final int[] CRC_16 = table(16, 0x8005);

  private byte[] bytes = new byte[1 << 14];
  private int length;
  private long pending;
  private int pendingBits;

  private static int[] table(int width, int polynomial) {
    int[] table = new int[256];
    int top = 1 << width - 1;
    for (int i = 0; i < 256; i++) {
      int crc = i << width - 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & top) != 0 ? crc << 1 ^ polynomial : crc << 1;
      }
      table[i] = crc & (1 << width) - 1;
    }
    return table;
  }

  void clear() {
    length = 0;
    pending = 0;
    pendingBits = 0;
  }

  /** Appends the lowest {@code count} bits, at most 32. */
  void put(long value, int count) {
    pending = pending << count | value & (1L << count) - 1;
    pendingBits += count;
    while (pendingBits >= 8) {
      pendingBits -= 8;
      add((byte) (pending >> pendingBits));
    }
  }

  /** Appends {@code zeros} bits 0 and a 1. */
  void unary(int zeros) {
    int left = zeros;
    while (left >= 32) {
      put(0, 32);
      left -= 32;
    }
    put(1, left + 1);
  }

  private void add(byte value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = value;
  }

  /** Fills up the last byte with zeros. */
  void align() {
    if (pendingBits > 0) {
      put(0, 8 - pendingBits);
    }
  }

  /** Of the whole bytes so far. */
  int crc8() {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc = CRC_8[crc ^ bytes[i] & 0xFF];
    }
    return crc;
  }

  /** Of the whole bytes so far. */
  int crc16() {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc = (crc << 8 ^ CRC_16[crc >> 8 ^ bytes[i] & 0xFF]) & 0xFFFF;
    }
    return crc;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
