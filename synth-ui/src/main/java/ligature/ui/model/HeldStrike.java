package ligature.ui.model;

import java.util.BitSet;
import java.util.function.LongSupplier;
import ligature.live.Player;
import ligature.preset.Patch;

/**
 * Lets a sound be heard at once: the keys that are held are struck again, whoever holds them; where
 * none is, a key of its own is held, at least for a moment. Threads: {@code [ui-thread]}.
 */
final class HeldStrike {

  private static final int MIDDLE_C = 60;
  private static final float VELOCITY = 0.75f;

  /** A click is shorter than a sound can be heard. */
  private static final long LEAST_NANOS = 700_000_000;

  /** A key of the computer that is held down repeats itself, released and pressed at once. */
  private static final long REPEAT_NANOS = 60_000_000;

  private final Player player;
  private final LongSupplier nanoTime;
  private final BitSet borrowed = new BitSet();
  private int own = -1;
  private int ownBefore = -1; // the meters may show it a moment longer
  private long struckAt;
  private long releasedAt;
  private boolean struck;
  private boolean down;

  HeldStrike(Player player, LongSupplier nanoTime) {
    this.player = player;
    this.nanoTime = nanoTime;
  }

  /** Whether a key that is held down is only repeating itself. */
  boolean isRepeated() {
    return struck && (down || nanoTime.getAsLong() - releasedAt < REPEAT_NANOS);
  }

  /** Strikes what is held, or a key of its own. */
  void strike(Patch patch) {
    lift();
    for (int key = 0; key < 128; key++) {
      if (key != ownBefore && player.isKeyDown(key) || borrowed.get(key)) {
        borrowed.set(key);
        player.noteOff(key);
        player.noteOn(key, VELOCITY);
      }
    }
    if (borrowed.isEmpty()) {
      own = patch.nearestKey(MIDDLE_C, VELOCITY);
      player.noteOn(own, VELOCITY);
    }
    struckAt = nanoTime.getAsLong();
    struck = true;
    down = true;
  }

  /** Goes on holding what was released just now. */
  void holdOn() {
    down = true;
  }

  /** The hand is away: its own key is lifted soon. */
  void release() {
    down = false;
    releasedAt = nanoTime.getAsLong();
  }

  /** About 30 Hz. */
  void tick() {
    long now = nanoTime.getAsLong();
    if (struck && !down && now - releasedAt > REPEAT_NANOS && now - struckAt > LEAST_NANOS) {
      lift();
    }
    for (int key = borrowed.nextSetBit(0); key >= 0; key = borrowed.nextSetBit(key + 1)) {
      if (now - struckAt > LEAST_NANOS && !player.isKeyDown(key)) {
        borrowed.clear(key); // its holder has let it go
      }
    }
  }

  private void lift() {
    if (own >= 0) {
      player.noteOff(own);
      ownBefore = own;
      own = -1;
    }
  }

  /** Lifts all that was struck here. */
  void end() {
    lift();
    struck = false;
    down = false;
    borrowed.stream().forEach(player::noteOff);
    borrowed.clear();
  }
}
