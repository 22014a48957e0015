package ligature.soundfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a WAV file: 16 or 24 bits, or 32-bit float; the sizes in its header are filled in at the
 * end.
 *
 * <p>16 bits are dithered ({@link PcmQuantizer}). Format: Multimedia Programming Interface and Data
 * Specifications 1.0 (RIFF); float as WAVE_FORMAT_IEEE_FLOAT with a fact chunk. Threads: one.
 */
public final class WavWriter implements SoundWriter {

  private static final int PCM = 1;
  private static final int IEEE_FLOAT = 3;

  /** What fits into the 32-bit sizes of RIFF. */
  public static final long MAX_DATA_BYTES = 0xFFFFFFFFL - 256;

  private final RandomAccessFile file;
  private final OutputStream out;
  private final int rateHz;
  private final int channels;
  private final SampleFormat format;
  private final int headerBytes;
  private byte[] bytes = new byte[0];
  private long dataBytes;
  private final PcmQuantizer quantizer;
  private final List<WavChunk> chunks;

  public WavWriter(Path path, int rateHz, int channels, SampleFormat format) throws IOException {
    this(path, rateHz, channels, format, List.of());
  }

  /**
   * @param chunks what else the file says, written before the audio
   */
  public WavWriter(Path path, int rateHz, int channels, SampleFormat format, List<WavChunk> chunks)
      throws IOException {
    this.chunks = List.copyOf(chunks);
    quantizer = new PcmQuantizer(format.bits());
    this.rateHz = rateHz;
    this.channels = channels;
    this.format = format;
    file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(0);
    out = new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), 1 << 16);
    byte[] header = header(0);
    headerBytes = header.length;
    out.write(header);
  }

  @Override
  public void write(float[] samples, int offsetFrames, int frames) throws IOException {
    int count = frames * channels;
    int size = count * format.bytes();
    if (dataBytes + size > MAX_DATA_BYTES) {
      throw new IOException("a WAV file cannot hold more than 4 GiB");
    }
    if (bytes.length < size) {
      bytes = new byte[size];
    }
    if (format == SampleFormat.PCM_24) {
      put24(samples, offsetFrames * channels, count);
    } else {
      put(samples, offsetFrames * channels, count);
    }
    out.write(bytes, 0, size);
    dataBytes += size;
  }

  private void put(float[] samples, int from, int count) {
    int each = format.bytes();
    boolean floats = format == SampleFormat.FLOAT_32;
    for (int i = 0; i < count; i++) {
      float sample = samples[from + i];
      put(i * each, each, floats ? Float.floatToRawIntBits(sample) : quantizer.quantize(sample));
    }
  }

  /** The usual width, without the inner loop. */
  private void put24(float[] samples, int from, int count) {
    int at = 0;
    for (int i = 0; i < count; i++) {
      int value = quantizer.quantize(samples[from + i]);
      bytes[at++] = (byte) value;
      bytes[at++] = (byte) (value >> 8);
      bytes[at++] = (byte) (value >> 16);
    }
  }

  /** The lowest bytes of a number, the lowest first. */
  private void put(int at, int count, int value) {
    for (int i = 0; i < count; i++) {
      bytes[at + i] = (byte) (value >> 8 * i);
    }
  }

  private byte[] header(long data) {
    int fmtBytes = format.isFloat() ? 18 : 16;
    int total = 12 + 8 + fmtBytes + (format.isFloat() ? 12 : 0) + 8;
    total += chunks.stream().mapToInt(WavChunk::paddedBytes).sum();
    ByteBuffer header = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    int frameBytes = channels * format.bytes();
    header.put(ascii("RIFF")).putInt((int) (total - 8 + data + (data & 1))).put(ascii("WAVE"));
    header
        .put(ascii("fmt "))
        .putInt(fmtBytes)
        .putShort((short) (format.isFloat() ? IEEE_FLOAT : PCM));
    header.putShort((short) channels).putInt(rateHz).putInt(rateHz * frameBytes);
    header.putShort((short) frameBytes).putShort((short) format.bits());
    if (format.isFloat()) {
      header.putShort((short) 0).put(ascii("fact")).putInt(4).putInt((int) (data / frameBytes));
    }
    for (WavChunk chunk : chunks) {
      header.put(ascii(chunk.id())).putInt(chunk.content().length).put(chunk.content());
      if ((chunk.content().length & 1) != 0) {
        header.put((byte) 0);
      }
    }
    header.put(ascii("data")).putInt((int) data);
    return header.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void finish() throws IOException {
    if ((dataBytes & 1) != 0) {
      out.write(0);
    }
    out.flush();
    file.seek(0);
    byte[] header = header(dataBytes);
    assert header.length == headerBytes;
    file.write(header);
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
