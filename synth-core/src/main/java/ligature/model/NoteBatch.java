package ligature.model;

/**
 * Whole notes of equal length: what goes into {@link Decoder#decodeNotes} and what comes out. Rows
 * are notes.
 */
public final class NoteBatch {

  public final int notes;

  /** The length of every note in hops. */
  public final int hops;

  /** [(note * hops + hop) * codeSize + i] */
  public final float[] codes;

  /** [note * hops + hop] The pitch that the network is told, in Hz. */
  public final float[] networkPitchHz;

  /** [note * hops + hop] The pitch that sounds, in Hz. */
  public final float[] oscillatorPitchHz;

  /** [(note * hops + hop) * hopFrames + frame] Uniform noise in [-1, 1). */
  public final float[] noise;

  /** [(note * hops + hop) * {@link Colour#SIZE} + i] What is done to the decoder's outputs. */
  public final float[] colours;

  /** [(note * hops + hop) * hopFrames + frame] The decoded audio, full scale 1. */
  public final float[] audio;

  public NoteBatch(int notes, int hops, int codeSize, int hopFrames) {
    this.notes = notes;
    this.hops = hops;
    int steps = Math.multiplyExact(notes, hops);
    codes = new float[Math.multiplyExact(steps, codeSize)];
    networkPitchHz = new float[steps];
    oscillatorPitchHz = new float[steps];
    noise = new float[Math.multiplyExact(steps, hopFrames)];
    colours = new float[Math.multiplyExact(steps, Colour.SIZE)];
    audio = new float[noise.length];
  }

  /** Whether any note has a colour anywhere. */
  public boolean isColoured() {
    return !Colour.isNone(colours, colours.length);
  }
}
