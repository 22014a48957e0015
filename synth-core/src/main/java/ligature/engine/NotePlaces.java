package ligature.engine;

import java.util.concurrent.atomic.AtomicLongArray;
import ligature.voice.VoiceWatch;

/**
 * Where on the pad the notes are that sound now.
 *
 * <p>Each note is one number, so that none is ever half of a hop and half of the next; the notes of
 * a reading may be of two hops that follow each other. Threads: written by {@code [model-thread]};
 * read by any, wait-free.
 */
public final class NotePlaces {

  /** The most notes that are shown. */
  public static final int MOST = 64;

  /** Numbers of a note in {@link #read}. */
  public static final int SIZE = VoiceWatch.PLACE_SIZE;

  private static final int BITS = 20;
  private static final long ALL = (1L << BITS) - 1;
  private static final long NOTE = 1L << 3 * BITS;

  private final AtomicLongArray notes = new AtomicLongArray(MOST);
  private final float[] taken = new float[MOST * SIZE];

  /** [model-thread] Takes the places of a hop. */
  void take(VoiceWatch voices) {
    int count = voices.places(taken);
    if (count < MOST) { // first, or a reader might run on into notes of long ago
      notes.setRelease(count, 0);
    }
    for (int i = 0; i < count; i++) {
      long packed = NOTE;
      for (int n = 0; n < SIZE; n++) {
        packed |= pack(taken[i * SIZE + n]) << n * BITS;
      }
      notes.setRelease(i, packed);
    }
  }

  /**
   * Copies the places of now.
   *
   * @param out x and y on the pad in [0, 1] and the recent peak, up to full scale 1, of one note
   *     after the other; {@link #MOST} times {@link #SIZE} numbers hold all
   * @return the number of notes
   */
  public int read(float[] out) {
    int count = 0;
    while (count < MOST && (count + 1) * SIZE <= out.length) {
      long packed = notes.getAcquire(count);
      if (packed == 0) {
        break;
      }
      for (int n = 0; n < SIZE; n++) {
        out[count * SIZE + n] = (float) (packed >>> n * BITS & ALL) / ALL;
      }
      count++;
    }
    return count;
  }

  private static long pack(float value) {
    return Math.round(Math.max(0, Math.min(1, value)) * ALL);
  }
}
