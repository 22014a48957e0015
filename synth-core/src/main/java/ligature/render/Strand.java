package ligature.render;

import java.util.Arrays;
import ligature.model.Colour;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;

/**
 * All that one voice asks of the decoder from its onset to its end, and what it gets: a row of a
 * {@link NoteBatch}. The arrays may be longer than the strand. Threads: one.
 */
public final class Strand {

  private final int codeSize;
  private final int hopFrames;
  private int hops;
  private float[] codes;
  private float[] colours;
  private float[] networkPitchHz;
  private float[] oscillatorPitchHz;
  private float[] noise;
  private float[] audio = new float[0];

  Strand(int codeSize, int hopFrames, int expectedHops) {
    this.codeSize = codeSize;
    this.hopFrames = hopFrames;
    codes = new float[expectedHops * codeSize];
    colours = new float[expectedHops * Colour.SIZE];
    networkPitchHz = new float[expectedHops];
    oscillatorPitchHz = new float[expectedHops];
    noise = new float[expectedHops * hopFrames];
  }

  /** Appends what a row of a batch asks for. */
  void add(HopBatch batch, int row) {
    if (hops == networkPitchHz.length) {
      int longer = Math.max(64, 2 * hops);
      codes = Arrays.copyOf(codes, longer * codeSize);
      colours = Arrays.copyOf(colours, longer * Colour.SIZE);
      networkPitchHz = Arrays.copyOf(networkPitchHz, longer);
      oscillatorPitchHz = Arrays.copyOf(oscillatorPitchHz, longer);
      noise = Arrays.copyOf(noise, longer * hopFrames);
    }
    System.arraycopy(batch.codes, row * codeSize, codes, hops * codeSize, codeSize);
    System.arraycopy(batch.noise, row * hopFrames, noise, hops * hopFrames, hopFrames);
    int size = Colour.SIZE;
    System.arraycopy(batch.colours, row * size, colours, hops * size, size);
    networkPitchHz[hops] = batch.networkPitchHz[row];
    oscillatorPitchHz[hops] = batch.oscillatorPitchHz[row];
    hops++;
  }

  /** Fills a row of a batch; beyond its end a strand goes on as it ended, in silence of noise. */
  void writeTo(NoteBatch batch, int note) {
    int first = note * batch.hops;
    System.arraycopy(codes, 0, batch.codes, first * codeSize, hops * codeSize);
    System.arraycopy(noise, 0, batch.noise, first * hopFrames, hops * hopFrames);
    System.arraycopy(networkPitchHz, 0, batch.networkPitchHz, first, hops);
    System.arraycopy(oscillatorPitchHz, 0, batch.oscillatorPitchHz, first, hops);
    int size = Colour.SIZE;
    System.arraycopy(colours, 0, batch.colours, first * size, hops * size);
    for (int h = hops; h < batch.hops; h++) {
      System.arraycopy(codes, (hops - 1) * codeSize, batch.codes, (first + h) * codeSize, codeSize);
      System.arraycopy(colours, (hops - 1) * size, batch.colours, (first + h) * size, size);
      batch.networkPitchHz[first + h] = networkPitchHz[hops - 1];
      batch.oscillatorPitchHz[first + h] = oscillatorPitchHz[hops - 1];
    }
  }

  /** Takes the audio of a decoded row. */
  void readFrom(NoteBatch batch, int note) {
    int from = note * batch.hops * hopFrames;
    audio = Arrays.copyOfRange(batch.audio, from, from + hops * hopFrames);
  }

  /** Copies the decoded hop to {@code out}; beyond the end, silence. */
  void copyHop(int hop, float[] out, int at) {
    if (hop < hops) {
      System.arraycopy(audio, hop * hopFrames, out, at, hopFrames);
    } else {
      Arrays.fill(out, at, at + hopFrames, 0);
    }
  }

  /** Whether all decoded samples are numbers. */
  boolean isSound() {
    float sum = 0;
    for (float sample : audio) {
      sum += sample * 0; // stays 0, and NaN for what is not finite
    }
    return sum == 0;
  }

  public int hops() {
    return hops;
  }

  public int hopFrames() {
    return hopFrames;
  }

  public int codeSize() {
    return codeSize;
  }

  /** [hop * codeSize + i] */
  public float[] codes() {
    return codes;
  }

  /** [hop], Hz; may be changed before the strand is decoded. */
  public float[] oscillatorPitchHz() {
    return oscillatorPitchHz;
  }

  /** [hop * hopFrames + frame]; may be changed before the strand is decoded. */
  public float[] noise() {
    return noise;
  }
}
