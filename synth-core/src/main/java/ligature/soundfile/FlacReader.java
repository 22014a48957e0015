package ligature.soundfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads FLAC: every block size, channel coding, predictor and residual of RFC 9639, up to 32 bits.
 * The checksums of headers and frames are checked. What it works with is one block, at most 4 MiB;
 * samples are kept of a file that is sound only. Threads: {@code [io-thread]}.
 */
final class FlacReader {

  private static final int[] RATES = {
    0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
  };
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};
  private static final int STREAMINFO_BYTES = 34;
  private static final int SYNC = 0x3FFE;

  private final FileBytes file;
  private final FlacBits in;
  private int rateHz;
  private int channels;
  private int bits;
  private long totalFrames;
  private long[][] block;
  private int blockFrames;

  private FlacReader(FileBytes file) {
    this.file = file;
    this.in = new FlacBits(file);
  }

  static boolean accepts(FileBytes in) throws IOException {
    return in.id(0).equals("fLaC");
  }

  static Excerpt read(FileBytes file, double mostSeconds) throws IOException {
    return new FlacReader(file).decode(mostSeconds);
  }

  private Excerpt decode(double mostSeconds) throws IOException {
    long firstFrame = readMetadata();
    // an unknown length is told as 0
    long promised = totalFrames == 0 ? Long.MAX_VALUE : totalFrames;
    int most =
        SoundFile.wanted(
            file, Math.min(promised, 1L << 40), Math.min(mostSeconds, 600), rateHz, channels);
    block = new long[channels][];
    // all of it is decoded before anything is kept: silence of hours takes a few bytes
    in.seek(firstFrame);
    int frames = decodeFrames(most, null);
    boolean goesOn = !in.atEnd();
    float[] samples = new float[frames * channels];
    in.seek(firstFrame);
    decodeFrames(frames, samples);
    long whole = totalFrames == 0 ? frames + (goesOn ? 1 : 0) : totalFrames;
    return new Excerpt(rateHz, channels, samples, whole);
  }

  /**
   * Decodes so many frames, or to the end of a stream that does not tell its length.
   *
   * @param samples what becomes of them, or null if they are only checked
   * @return how many there are
   */
  private int decodeFrames(int most, float[] samples) throws IOException {
    float scale = (float) Math.scalb(1.0, 1 - bits);
    int frames = 0;
    while (frames < most && !(totalFrames == 0 && in.atEnd())) {
      readFrame();
      int taken = Math.min(blockFrames, most - frames);
      for (int i = 0; samples != null && i < taken; i++) {
        for (int c = 0; c < channels; c++) {
          samples[(frames + i) * channels + c] = block[c][i] * scale;
        }
      }
      frames += taken;
    }
    return frames;
  }

  /** Reads STREAMINFO, skips the rest, and gives where the audio begins. */
  private long readMetadata() throws IOException {
    long at = 4;
    boolean last = false;
    for (int blocks = 0; !last; blocks++) {
      int head = file.read(at, 4, ByteOrder.BIG_ENDIAN).getInt();
      last = head < 0;
      int type = head >>> 24 & 0x7F;
      int length = head & 0xFFFFFF;
      if (blocks == 0 && (type != 0 || length != STREAMINFO_BYTES) || blocks > 1000) {
        throw file.broken("is not sound FLAC: it does not begin with its stream's properties");
      }
      if (blocks == 0) {
        ByteBuffer info = file.read(at + 4, STREAMINFO_BYTES, ByteOrder.BIG_ENDIAN);
        long packed = info.getLong(10);
        rateHz = (int) (packed >>> 44);
        channels = (int) (packed >>> 41 & 7) + 1;
        bits = (int) (packed >>> 36 & 31) + 1;
        totalFrames = packed & 0xFFFFFFFFFL;
        SoundFile.checkShape(file, rateHz, channels);
        if (bits < 4) {
          throw file.broken("is not sound FLAC: it has " + bits + " bits a sample");
        }
      }
      at += 4 + length;
    }
    return at;
  }

  private void readFrame() throws IOException {
    in.beginFrame();
    if (in.bits(14) != SYNC || in.bits(1) != 0) {
      throw file.broken("is damaged: a frame does not begin at byte " + in.position());
    }
    in.bits(1); // fixed or variable blocks: only the frame's number, which is not needed, differs
    int sizeCode = (int) in.bits(4);
    int rateCode = (int) in.bits(4);
    int assignment = (int) in.bits(4);
    int bitsCode = (int) in.bits(3);
    in.bits(1);
    skipFrameNumber();
    blockFrames =
        switch (sizeCode) {
          case 0 -> throw file.broken("is damaged: a frame has a reserved block size");
          case 1 -> 192;
          case 2, 3, 4, 5 -> 144 << sizeCode;
          case 6 -> (int) in.bits(8) + 1;
          case 7 -> (int) in.bits(16) + 1;
          default -> 1 << sizeCode;
        };
    int rate =
        switch (rateCode) {
          case 12 -> (int) in.bits(8) * 1000;
          case 13 -> (int) in.bits(16);
          case 14 -> (int) in.bits(16) * 10;
          case 15 -> -1;
          default -> RATES[rateCode];
        };
    int frameChannels = assignment < 8 ? assignment + 1 : assignment < 11 ? 2 : -1;
    if (rate != 0 && rate != rateHz
        || frameChannels != channels
        || BITS[bitsCode] != 0 && BITS[bitsCode] != bits) {
      throw file.broken("is damaged: a frame has other properties than its stream");
    }
    in.checkHeader();
    for (int c = 0; c < channels; c++) {
      boolean side =
          assignment == 8 && c == 1 || assignment == 9 && c == 0 || assignment == 10 && c == 1;
      if (block[c] == null || block[c].length < blockFrames) {
        block[c] = new long[blockFrames];
      }
      readSubframe(block[c], side ? bits + 1 : bits);
    }
    in.checkFrame();
    joinChannels(assignment);
  }

  /** The number is written like a character of UTF-8, in up to seven bytes. */
  private void skipFrameNumber() throws IOException {
    int first = (int) in.bits(8);
    int more = Integer.numberOfLeadingZeros(~(first << 24));
    if (more == 1 || more > 7) {
      throw file.broken("is damaged: a frame has no number");
    }
    for (int i = 1; i < more; i++) {
      in.bits(8);
    }
  }

  /** Left and side, side and right, or middle and side become left and right. */
  private void joinChannels(int assignment) {
    if (assignment < 8) {
      return;
    }
    long[] a = block[0];
    long[] b = block[1];
    for (int i = 0; i < blockFrames; i++) {
      switch (assignment) {
        case 8 -> b[i] = a[i] - b[i];
        case 9 -> a[i] = a[i] + b[i];
        default -> {
          long side = b[i];
          long twice = a[i] << 1 | side & 1;
          a[i] = twice + side >> 1;
          b[i] = twice - side >> 1;
        }
      }
    }
  }

  private void readSubframe(long[] out, int sampleBits) throws IOException {
    if (in.bits(1) != 0) {
      throw file.broken("is damaged: a subframe does not begin where it should");
    }
    int type = (int) in.bits(6);
    int wasted = in.bits(1) == 0 ? 0 : 1 + in.zeros(sampleBits);
    int width = sampleBits - wasted;
    if (width < 1) {
      throw file.broken("is damaged: a subframe has no bits left");
    }
    if (type == 0) {
      Arrays.fill(out, 0, blockFrames, in.signed(width));
    } else if (type == 1) {
      readRaw(out, blockFrames, width);
    } else if (type >= 8 && type <= 12) {
      readPredicted(out, type - 8, width, false);
    } else if (type >= 32) {
      readPredicted(out, type - 31, width, true);
    } else {
      throw file.broken("is damaged: a subframe has the reserved type " + type);
    }
    for (int i = 0; wasted > 0 && i < blockFrames; i++) {
      out[i] <<= wasted;
    }
  }

  private void readRaw(long[] out, int count, int width) throws IOException {
    for (int i = 0; i < count; i++) {
      out[i] = in.signed(width);
    }
  }

  private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private void readPredicted(long[] out, int order, int width, boolean linear) throws IOException {
    if (order > blockFrames) {
      throw file.broken("is damaged: a predictor is longer than its block");
    }
    readRaw(out, order, width);
    int shift = 0;
    int[] weights = linear ? new int[order] : FIXED[order];
    if (linear) {
      int precision = (int) in.bits(4) + 1;
      shift = (int) in.signed(5);
      if (precision == 16 || shift < 0) {
        throw file.broken("is damaged: a predictor has impossible weights");
      }
      for (int i = 0; i < order; i++) {
        weights[i] = (int) in.signed(precision);
      }
    }
    readResidual(out, order);
    for (int i = order; i < blockFrames; i++) {
      long sum = 0;
      for (int k = 0; k < order; k++) {
        sum += weights[k] * out[i - 1 - k];
      }
      out[i] += sum >> shift;
      if (out[i] >> 33 != 0 && out[i] >> 33 != -1) {
        throw file.broken("is damaged: its samples are out of range");
      }
    }
  }

  private void readResidual(long[] out, int order) throws IOException {
    int method = (int) in.bits(2);
    int parameterBits = method == 0 ? 4 : 5;
    int partitionOrder = (int) in.bits(4);
    int partition = blockFrames >> partitionOrder;
    if (method > 1 || partition << partitionOrder != blockFrames || partition < order) {
      throw file.broken("is damaged: a block does not divide into its parts");
    }
    int escape = (1 << parameterBits) - 1;
    int at = order;
    for (int p = 0; p < 1 << partitionOrder; p++) {
      int end = (p + 1) * partition;
      int parameter = (int) in.bits(parameterBits);
      if (parameter == escape) {
        int width = (int) in.bits(5);
        for (; at < end; at++) {
          out[at] = width == 0 ? 0 : in.signed(width);
        }
      } else {
        for (; at < end; at++) {
          out[at] = in.rice(parameter);
        }
      }
    }
  }
}
