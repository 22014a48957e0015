package ligature.soundfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads AIFF and uncompressed AIFF-C: 8 to 32 bits, either byte order, or float of 32 or 64.
 *
 * <p>Format: Audio Interchange File Format 1.3 and AIFF-C (Apple). Threads: {@code [io-thread]}.
 */
final class AiffReader {

  private AiffReader() {}

  /** The common chunk: what the audio is. */
  private record Common(int channels, long frames, int bits, int rateHz, String compression) {}

  static boolean accepts(FileBytes in) throws IOException {
    String type = in.id(8);
    return in.id(0).equals("FORM") && (type.equals("AIFF") || type.equals("AIFC"));
  }

  static Excerpt read(FileBytes in, double mostSeconds) throws IOException {
    boolean compressed = in.id(8).equals("AIFC");
    Common common = null;
    long audioAt = -1;
    long audioBytes = 0;
    long at = 12;
    for (int chunk = 0; chunk < WavReader.MOST_CHUNKS && at <= in.size() - 8; chunk++) {
      String id = in.id(at);
      long size = in.chunkBytes(at, ByteOrder.BIG_ENDIAN);
      at += 8;
      if (id.equals("COMM")) {
        common = common(in, at, size, compressed);
      } else if (id.equals("SSND") && size >= 8) {
        long offset = in.read(at, 4, ByteOrder.BIG_ENDIAN).getInt() & 0xFFFFFFFFL;
        audioAt = at + 8 + offset;
        audioBytes = size - 8 - offset;
      }
      at += size + (size & 1);
    }
    if (common == null || audioAt < 0) {
      throw in.broken("has no audio in it");
    }
    return decode(in, common, audioAt, audioBytes, mostSeconds);
  }

  private static Common common(FileBytes in, long at, long size, boolean compressed)
      throws IOException {
    if (size < (compressed ? 22 : 18)) {
      throw in.broken("its common chunk is too short");
    }
    ByteBuffer bytes = in.read(at, compressed ? 22 : 18, ByteOrder.BIG_ENDIAN);
    int channels = bytes.getShort() & 0xFFFF;
    long frames = bytes.getInt() & 0xFFFFFFFFL;
    int bits = bytes.getShort() & 0xFFFF;
    double rate = extended(bytes.getShort(), bytes.getLong());
    String compression =
        compressed ? new String(bytes.array(), 18, 4, StandardCharsets.ISO_8859_1) : "NONE";
    int rateHz = rate > 0 && rate < 1e9 ? (int) Math.round(rate) : 0;
    SoundFile.checkShape(in, rateHz, channels);
    return new Common(channels, frames, bits, rateHz, compression);
  }

  /** The 80-bit number of the SANE that the format takes its rate from. */
  private static double extended(short signAndExponent, long mantissa) {
    int exponent = (signAndExponent & 0x7FFF) - 16383 - 63;
    double unsigned = (mantissa >>> 1) * 2.0 + (mantissa & 1);
    return Math.scalb(signAndExponent < 0 ? -unsigned : unsigned, exponent);
  }

  private static Excerpt decode(
      FileBytes in, Common common, long at, long bytes, double mostSeconds) throws IOException {
    int container = (common.bits + 7) / 8;
    PcmKind kind =
        switch (common.compression) {
          case "NONE", "twos", "sowt", "in24", "in32" -> PcmKind.signed(container);
          case "raw " -> container == 1 ? PcmKind.UNSIGNED_8 : null;
          case "fl32", "FL32" -> PcmKind.FLOAT_32;
          case "fl64", "FL64" -> PcmKind.FLOAT_64;
          default -> null;
        };
    if (kind == null) {
      throw in.broken(
          "is AIFF of a kind that is not read (compression "
              + common.compression.strip()
              + ", "
              + common.bits
              + " bits); save it without compression");
    }
    if (bytes < 0 || common.frames * common.channels * kind.bytes() > bytes) {
      throw in.broken(
          "is cut short: it claims " + common.frames + " frames and has not as many bytes");
    }
    int wanted = SoundFile.wanted(in, common.frames, mostSeconds, common.rateHz, common.channels);
    ByteOrder order =
        common.compression.equals("sowt") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    float[] samples = kind.read(in, at, wanted * common.channels, order);
    return new Excerpt(common.rateHz, common.channels, samples, common.frames);
  }
}
