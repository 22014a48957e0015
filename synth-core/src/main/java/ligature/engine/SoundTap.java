package ligature.engine;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import ligature.voice.VoiceWatch;

/**
 * What sounded in the last moments, for who wants to see it: the mixed frames, the blended codes of
 * the note that began last, and where all notes are in their timbres.
 *
 * <p>Bounded, free of locks, and of cost only while somebody watches: then a hop's frames are
 * copied, and every few hops a code. A reader takes what is newest; it never holds the writer up,
 * and what it was too slow for is lost.
 *
 * <p>Threads: written by {@code [model-thread]}, which allocates nothing; read by any one thread at
 * a time.
 */
public final class SoundTap {

  /** Frames that are kept: 0.34 s at 48 kHz. */
  public static final int KEPT_FRAMES = 1 << 14;

  /** Codes that are kept: 4 s at one every 16 ms. */
  public static final int KEPT_CODES = 1 << 8;

  /** Numbers of a code that are kept. */
  public static final int CODE_SIZE = 16;

  /** The most notes whose positions are shown. */
  public static final int MOST_POSITIONS = 64;

  /** From one kept code to the next, in hops. */
  public static final int CODE_EVERY_HOPS = 6;

  private final float[] frames = new float[KEPT_FRAMES];
  private final float[] codes = new float[KEPT_CODES * CODE_SIZE];
  private final float[] positions = new float[KEPT_CODES];
  private final long[] notes = new long[KEPT_CODES];
  private final float[] code = new float[CODE_SIZE];
  private final AtomicIntegerArray playing = new AtomicIntegerArray(MOST_POSITIONS);
  private final float[] positionsNow = new float[MOST_POSITIONS];
  private final AtomicInteger watchers = new AtomicInteger();
  private volatile long framesWritten;
  private volatile long codesWritten;
  private int hopsToCode;

  /** Somebody begins to watch. */
  public void open() {
    watchers.incrementAndGet();
  }

  /** Somebody who had begun stops watching. */
  public void close() {
    watchers.decrementAndGet();
  }

  /** Whether somebody watches. */
  public boolean isWatched() {
    return watchers.get() > 0;
  }

  /** [model-thread] Takes a hop, the mean of both channels. */
  void write(float[] left, float[] right, int count) {
    long written = framesWritten;
    for (int i = 0; i < count; i++) {
      frames[(int) (written + i) & KEPT_FRAMES - 1] = 0.5f * (left[i] + right[i]);
    }
    framesWritten = written + count;
  }

  /** [model-thread] Whether a code is wanted with this hop. */
  boolean wantsCode() {
    hopsToCode = (hopsToCode + 1) % CODE_EVERY_HOPS;
    return hopsToCode == 0;
  }

  /** [model-thread] Where to put the code that {@link #writeCode} takes. */
  float[] code() {
    return code;
  }

  /**
   * [model-thread] Takes the code in {@link #code}.
   *
   * @param note the number of the note since the start; negative if none sounds
   * @param position where it reads its timbre, in [0, 1]
   */
  void writeCode(long note, float position) {
    long written = codesWritten;
    int at = (int) written & KEPT_CODES - 1;
    System.arraycopy(code, 0, codes, at * CODE_SIZE, CODE_SIZE);
    positions[at] = position;
    notes[at] = note;
    codesWritten = written + 1;
  }

  /** [model-thread] Takes where all notes are in their timbres. */
  void writePositions(VoiceWatch voices) {
    int count = voices.positions(positionsNow);
    if (count < MOST_POSITIONS) { // first, or a reader might run on into notes of long ago
      playing.setRelease(count, 0);
    }
    for (int i = 0; i < count; i++) {
      playing.setRelease(i, Float.floatToRawIntBits(1 + positionsNow[i])); // 0 is the end
    }
  }

  /**
   * Copies where the notes that sound were in their timbres when the last code was taken, in [0,
   * 1]. [any thread]
   *
   * @param out {@link #MOST_POSITIONS} numbers hold all
   * @return the number of notes
   */
  public int positions(float[] out) {
    int count = 0;
    while (count < Math.min(MOST_POSITIONS, out.length)) {
      int bits = playing.getAcquire(count);
      if (bits == 0) {
        break;
      }
      out[count++] = Float.intBitsToFloat(bits) - 1;
    }
    return count;
  }

  /**
   * Copies the newest frames, the newest last; what is older than the first frame is 0.
   *
   * @param out at most half of {@link #KEPT_FRAMES}: a reader that is held up is not overtaken then
   * @return frames written since the start
   */
  public long latestFrames(float[] out) {
    if (out.length > KEPT_FRAMES / 2) {
      throw new IllegalArgumentException("up to " + KEPT_FRAMES / 2 + " frames, not " + out.length);
    }
    long written;
    do {
      written = framesWritten;
      for (int i = 0; i < out.length; i++) {
        long at = written - out.length + i;
        out[i] = at < 0 ? 0 : frames[(int) at & KEPT_FRAMES - 1];
      }
      VarHandle.loadLoadFence();
    } while (framesWritten - written > KEPT_FRAMES / 2);
    return written;
  }

  /** Codes written since the start. */
  public long codesWritten() {
    return codesWritten;
  }

  /**
   * Copies a code that is still kept.
   *
   * @param index the number of the code since the start
   * @param out [CODE_SIZE], and after them the position in [0, 1]
   * @return the number of its note, negative if none sounded; {@link Long#MIN_VALUE} if the code is
   *     gone or not there yet
   */
  public long code(long index, float[] out) {
    if (!isKept(index)) {
      return Long.MIN_VALUE;
    }
    int at = (int) index & KEPT_CODES - 1;
    System.arraycopy(codes, at * CODE_SIZE, out, 0, CODE_SIZE);
    out[CODE_SIZE] = positions[at];
    long note = notes[at];
    VarHandle.loadLoadFence();
    return isKept(index) ? note : Long.MIN_VALUE;
  }

  /** The oldest is not handed out: it may be written over this very moment. */
  private boolean isKept(long index) {
    long written = codesWritten;
    return index >= 0 && index < written && index > written - KEPT_CODES;
  }
}
