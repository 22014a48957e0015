package ligature.soundfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Writes a FLAC file of 16 or 24 bits, one or two channels. Lossless, but for the rounding to
 * integers, which is that of {@link WavWriter}.
 *
 * <p>Blocks of 4 096 frames; every channel, or sum and difference where that is smaller, by the
 * best of a constant, the fixed predictors and linear prediction ({@link FlacSubframe}). Format:
 * RFC 9639. Threads: one.
 */
public final class FlacWriter implements SoundWriter {

  private static final int BLOCK_FRAMES = 4096;
  private static final int STREAM_INFO_BYTES = 34;
  private static final int HEADER_BYTES = 4 + 4 + STREAM_INFO_BYTES;

  /** The channel assignment of a sum and a difference. */
  private static final int MID_SIDE = 10;

  private final RandomAccessFile file;
  private final OutputStream out;
  private final int rateHz;
  private final int channels;
  private final int bits;
  private final PcmQuantizer quantizer;
  private final MessageDigest md5;
  private final int[][] block;
  private final BitOutput frame = new BitOutput();
  private int filled;
  private long frames;
  private long blocks;
  private int shortest = Integer.MAX_VALUE;
  private int longest;

  /**
   * @param format not float, which FLAC does not know
   */
  public FlacWriter(Path path, int rateHz, int channels, SampleFormat format) throws IOException {
    if (format.isFloat() || channels < 1 || channels > 2) {
      throw new IllegalArgumentException(format + ", " + channels + " channels");
    }
    this.rateHz = rateHz;
    this.channels = channels;
    bits = format.bits();
    quantizer = new PcmQuantizer(bits);
    block = new int[channels][BLOCK_FRAMES];
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
    file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(0);
    out = new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), 1 << 16);
    out.write(new byte[HEADER_BYTES]);
  }

  @Override
  public void write(float[] samples, int offsetFrames, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < channels; c++) {
        block[c][filled] = quantizer.quantize(samples[(offsetFrames + i) * channels + c]);
      }
      if (++filled == BLOCK_FRAMES) {
        writeBlock();
      }
    }
  }

  private void writeBlock() throws IOException {
    digest();
    frame.clear();
    int[] mid = null;
    int[] side = null;
    FlacSubframe[] coded = new FlacSubframe[channels];
    for (int c = 0; c < channels; c++) {
      coded[c] = FlacSubframe.best(block[c], filled, bits);
    }
    boolean difference = false;
    if (channels == 2) {
      mid = new int[filled];
      side = new int[filled];
      for (int i = 0; i < filled; i++) {
        mid[i] = block[0][i] + block[1][i] >> 1;
        side[i] = block[0][i] - block[1][i];
      }
      FlacSubframe m = FlacSubframe.best(mid, filled, bits);
      FlacSubframe s = FlacSubframe.best(side, filled, bits + 1);
      difference = m.bits() + s.bits() < coded[0].bits() + coded[1].bits();
      if (difference) {
        coded = new FlacSubframe[] {m, s};
      }
    }
    header(difference ? MID_SIDE : channels - 1);
    for (FlacSubframe subframe : coded) {
      subframe.writeTo(frame);
    }
    frame.align();
    frame.put(frame.crc16(), 16);
    out.write(frame.bytes(), 0, frame.length());
    shortest = Math.min(shortest, frame.length());
    longest = Math.max(longest, frame.length());
    frames += filled;
    blocks++;
    filled = 0;
  }

  private void header(int assignment) {
    frame.put(0b11111111111110, 14);
    frame.put(0, 2); // blocks of fixed size
    frame.put(filled == BLOCK_FRAMES ? 12 : 7, 4);
    frame.put(0, 4); // the rate is the stream's
    frame.put(assignment, 4);
    frame.put(bits == 16 ? 4 : 6, 3);
    frame.put(0, 1);
    number(blocks);
    if (filled != BLOCK_FRAMES) {
      frame.put(filled - 1L, 16);
    }
    frame.put(frame.crc8(), 8);
  }

  /** The block's number, in the manner of UTF-8. */
  private void number(long value) {
    if (value < 0x80) {
      frame.put(value, 8);
      return;
    }
    int more = 1;
    while (value >> 6 * more >= 1L << 6 - more) {
      more++;
    }
    frame.put((0xFF00 >> more + 1 & 0xFF) | value >> 6 * more, 8);
    for (int i = more - 1; i >= 0; i--) {
      frame.put(0x80 | value >> 6 * i & 0x3F, 8);
    }
  }

  private void digest() {
    int width = bits / 8;
    byte[] bytes = new byte[filled * channels * width];
    int at = 0;
    for (int i = 0; i < filled; i++) {
      for (int c = 0; c < channels; c++) {
        for (int b = 0; b < width; b++) {
          bytes[at++] = (byte) (block[c][i] >> 8 * b);
        }
      }
    }
    md5.update(bytes);
  }

  @Override
  public void finish() throws IOException {
    if (filled > 0) {
      writeBlock();
    }
    out.flush();
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.put("fLaC".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 0x80).put((byte) 0).putShort((short) STREAM_INFO_BYTES);
    header.putShort((short) BLOCK_FRAMES).putShort((short) BLOCK_FRAMES);
    put24(header, blocks == 0 ? 0 : shortest);
    put24(header, longest);
    header.putLong(
        (long) rateHz << 44 | (long) (channels - 1) << 41 | (long) (bits - 1) << 36 | frames);
    header.put(md5.digest());
    file.seek(0);
    file.write(header.array());
    file.getFD().sync();
  }

  private static void put24(ByteBuffer buffer, int value) {
    buffer.put((byte) (value >> 16)).putShort((short) value);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
