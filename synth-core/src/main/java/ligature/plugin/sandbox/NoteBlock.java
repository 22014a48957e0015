package ligature.plugin.sandbox;

import ligature.plugin.NoteEvent;

/**
 * What is played in the next block, until a child takes it: what a late child missed is told it
 * with the block after, so that no note hangs.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class NoteBlock {

  private static final int CHANNELS = 16;

  private final int[] frames = new int[SlotMemory.MAX_NOTES];
  private final int[] words = new int[SlotMemory.MAX_NOTES];
  private final float[] values = new float[SlotMemory.MAX_NOTES];
  private int size;
  private int missed;

  void add(int frame, NoteEvent event, int channel, int number, float value) {
    if (size == SlotMemory.MAX_NOTES) { // what is lost could be a note's end
      size = 0;
      for (int c = 0; c < CHANNELS; c++) {
        add(0, NoteEvent.ALL_NOTES_OFF, c, 0, 0);
      }
    }
    frames[size] = frame;
    words[size] = event.ordinal() << 16 | (channel & 15) << 8 | number & 127;
    values[size] = value;
    size++;
  }

  /** The block passed without the child: what was played in it counts from the next one's start. */
  void miss() {
    missed = size;
  }

  void clear() {
    size = 0;
    missed = 0;
  }

  /** Puts all of it where the child finds it. */
  void moveTo(SlotMemory memory) {
    for (int i = 0; i < size; i++) {
      memory.note(i, i < missed ? 0 : frames[i], words[i], values[i]);
    }
    memory.notes(size);
    clear();
  }
}
