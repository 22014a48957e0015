package ligature.neural.torch;

import ligature.plugin.NoteEvent;

/**
 * What is played in a stretch of frames, in their order. Where there is no room, all keys are
 * lifted, so that none hangs.
 *
 * <p>Threads: one at a time; no allocation after the constructor.
 */
final class ChunkNotes {

  private static final int CAPACITY = 512;
  private static final int CHANNELS = 16;
  private static final NoteEvent[] EVENTS = NoteEvent.values();

  private final int[] frames = new int[CAPACITY];
  private final byte[] events = new byte[CAPACITY];
  private final byte[] channels = new byte[CAPACITY];
  private final byte[] numbers = new byte[CAPACITY];
  private final float[] values = new float[CAPACITY];
  private int size;

  void add(int frame, NoteEvent event, int channel, int number, float value) {
    if (size == CAPACITY) {
      size = 0;
      for (int c = 0; c < CHANNELS; c++) {
        add(frame, NoteEvent.ALL_NOTES_OFF, c, 0, 0);
      }
    }
    frames[size] = frame;
    events[size] = (byte) event.ordinal();
    channels[size] = (byte) (channel & 15);
    numbers[size] = (byte) (number & 127);
    values[size] = value;
    size++;
  }

  /**
   * Adds those of another stretch before a frame of it, from {@code first} on, moved by so many.
   */
  int addBefore(ChunkNotes other, int first, int endFrame, int movedBy) {
    int i = first;
    while (i < other.size && other.frames[i] < endFrame) {
      add(
          Math.max(0, other.frames[i] + movedBy),
          other.event(i),
          other.channels[i],
          other.numbers[i],
          other.values[i]);
      i++;
    }
    return i;
  }

  int size() {
    return size;
  }

  int frame(int index) {
    return frames[index];
  }

  NoteEvent event(int index) {
    return EVENTS[events[index]];
  }

  int channel(int index) {
    return channels[index];
  }

  /** The key or the controller. */
  int number(int index) {
    return numbers[index];
  }

  float value(int index) {
    return values[index];
  }

  void clear() {
    size = 0;
  }
}
