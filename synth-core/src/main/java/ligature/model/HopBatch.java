package ligature.model;

/**
 * One hop of all sounding voices: what goes into {@link Decoder#decode} and what comes out. Rows
 * are voices.
 *
 * <p>The fields are public arrays because this is the inner loop's own notepad: filled, decoded and
 * read by one thread.
 */
public final class HopBatch {

  /** The rows in use, in [0, capacity]. */
  public int voices;

  /** The rows behind those: of voices that rest. They are not decoded and keep their slots. */
  public int resting;

  /** [voice] The decoder slot that holds the voice's state; no slot twice. */
  public final int[] slots;

  /** [voice] Whether the slot begins a new note with this hop. */
  public final boolean[] fresh;

  /**
   * [voice] Whether the slot's state begins anew although its note goes on: the hops before this
   * one were not decoded.
   */
  public final boolean[] resumed;

  /** [voice * codeSize + i] The code of this hop. */
  public final float[] codes;

  /** [voice] The pitch that the network is told, in Hz. */
  public final float[] networkPitchHz;

  /** [voice] The pitch that sounds, in Hz. */
  public final float[] oscillatorPitchHz;

  /** [voice * hopFrames + frame] Uniform noise in [-1, 1). */
  public final float[] noise;

  /** [voice * {@link Colour#SIZE} + i] What is done to the decoder's outputs. */
  public final float[] colours;

  /** [voice * hopFrames + frame] The decoded audio, full scale 1. */
  public final float[] audio;

  /** Whether any voice has a colour. */
  public boolean isColoured() {
    return !Colour.isNone(colours, voices * Colour.SIZE);
  }

  /** A batch for up to {@code capacity} voices. */
  public HopBatch(int capacity, int codeSize, int hopFrames) {
    slots = new int[capacity];
    fresh = new boolean[capacity];
    resumed = new boolean[capacity];
    codes = new float[capacity * codeSize];
    networkPitchHz = new float[capacity];
    oscillatorPitchHz = new float[capacity];
    noise = new float[capacity * hopFrames];
    colours = new float[capacity * Colour.SIZE];
    audio = new float[capacity * hopFrames];
  }
}
