package ligature.voice;

import ligature.preset.Layer;

/**
 * Lays values of each voice over the instrument's. Threads: {@code [model-thread]}, no allocation.
 */
public interface ValuesByVoice {

  /**
   * A note begins in a slot.
   *
   * @param layer what it is made of, and what is its own of the parameters
   * @param ordinal the number of the note since the start
   * @return its values as they were set, until the next call for this slot
   */
  VoiceValues begin(int slot, Layer layer, int channel, int key, float velocity, long ordinal);

  /**
   * A note goes on for a hop.
   *
   * @param pressure on the key or its channel, 0 to 1
   * @param slide of its MPE channel, 0 to 1
   * @param up whether its key is up
   * @return its values, until the next call for this slot
   */
  VoiceValues next(int slot, int channel, int key, float pressure, float slide, boolean up);
}
