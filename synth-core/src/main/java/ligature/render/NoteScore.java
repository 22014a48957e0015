package ligature.render;

import java.util.ArrayList;
import java.util.List;
import ligature.preset.Patch;

/**
 * A note to be rendered whole, and what its voices ask of the decoder: recorded, perhaps changed,
 * decoded, then played. Threads: one at a time.
 */
public final class NoteScore {

  private final Patch patch;
  private final int key;
  private final int velocity;
  private final long heldFrames;
  private final long mostFrames;
  private final long seed;
  private final List<Strand> strands = new ArrayList<>();

  /**
   * @param heldFrames when the key is lifted, at the decoder's rate
   * @param mostFrames where the note ends at the latest
   */
  public NoteScore(
      Patch patch, int key, int velocity, long heldFrames, long mostFrames, long seed) {
    this.patch = patch;
    this.key = key;
    this.velocity = velocity;
    this.heldFrames = heldFrames;
    this.mostFrames = mostFrames;
    this.seed = seed;
  }

  Patch patch() {
    return patch;
  }

  int key() {
    return key;
  }

  int velocity() {
    return velocity;
  }

  long heldFrames() {
    return heldFrames;
  }

  long mostFrames() {
    return mostFrames;
  }

  long seed() {
    return seed;
  }

  /** One for every voice, in the order in which they began. */
  public List<Strand> strands() {
    return strands;
  }
}
