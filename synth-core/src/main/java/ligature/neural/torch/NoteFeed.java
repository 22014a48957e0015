package ligature.neural.torch;

import ligature.plugin.NoteEvent;

/**
 * Brings what is played in a slot's blocks into the chunks of a model. While no chunk is free, it
 * waits for the next one and counts from its start.
 *
 * <p>Threads: one; no allocation after the constructor.
 */
final class NoteFeed {

  private static final int AT_ONCE = Integer.MIN_VALUE / 2;

  private final ChunkNotes block = new ChunkNotes();
  private final ChunkNotes waiting = new ChunkNotes();
  private int next;

  /** Something is played in the next block. */
  void play(int frame, NoteEvent event, int channel, int number, float value) {
    block.add(frame, event, channel, number, value);
  }

  /** A chunk begins to be filled. */
  void begin(ChunkNotes chunk) {
    chunk.clear();
    chunk.addBefore(waiting, 0, Integer.MAX_VALUE, 0);
    waiting.clear();
  }

  /**
   * A part of the block goes into a chunk.
   *
   * @param chunk null where none is free
   * @param from the part's first frame in the block, and {@code at} in the chunk
   */
  void pass(ChunkNotes chunk, int from, int frames, int at) {
    next =
        chunk != null
            ? chunk.addBefore(block, next, from + frames, at - from)
            : waiting.addBefore(block, next, from + frames, AT_ONCE);
  }

  /** The block is over. */
  void end() {
    block.clear();
    next = 0;
  }

  void clear() {
    end();
    waiting.clear();
  }
}
