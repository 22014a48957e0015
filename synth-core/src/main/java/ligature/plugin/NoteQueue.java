package ligature.plugin;

/**
 * Note events on their way to a plugin, each with the frame of the slot's own clock at which it
 * sounds: behind slots that are late it waits as long as the sound does.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class NoteQueue {

  private static final int CAPACITY = 1024;
  private static final int CHANNELS = 16;

  private final long[] frames = new long[CAPACITY];
  private final int[] words = new int[CAPACITY];
  private final float[] values = new float[CAPACITY];
  private int first;
  private int size;
  private boolean overflowed;

  void add(long frame, NoteEvent event, int channel, int number, float value) {
    if (size == CAPACITY) { // what is lost could be a note's end
      overflowed = true;
      return;
    }
    // a slot that is late by less than before: nothing overtakes what waits already
    long last = size == 0 ? frame : frames[(first + size - 1) % CAPACITY];
    int at = (first + size++) % CAPACITY;
    frames[at] = Math.max(frame, last);
    words[at] = event.ordinal() << 16 | (channel & 15) << 8 | number & 127;
    values[at] = value;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether something sounds before a frame. */
  boolean isDue(long end) {
    return size > 0 && frames[first] < end;
  }

  void clear() {
    size = 0;
    overflowed = false;
  }

  /** Hands a plugin what sounds in the block of so many frames that begins at {@code start}. */
  void deliver(long start, int count, Plugin plugin) {
    int last = 0;
    while (isDue(start + count)) {
      int word = words[first];
      last = Math.max(last, (int) (frames[first] - start));
      plugin.play(last, NoteEvent.of(word >> 16), word >> 8 & 15, word & 127, values[first]);
      first = (first + 1) % CAPACITY;
      size--;
    }
    if (overflowed && size == 0) {
      overflowed = false;
      for (int channel = 0; channel < CHANNELS; channel++) {
        plugin.play(last, NoteEvent.ALL_NOTES_OFF, channel, 0, 0);
      }
    }
  }
}
