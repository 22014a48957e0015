package ligature.ui.model;

import java.util.Arrays;
import ligature.live.Player;
import ligature.ui.control.KeyBed;

/**
 * The keys that mouse and computer keyboard hold together: a key sounds until its last holder lets
 * it go.
 *
 * <p>Threads: {@code [ui-thread]}.
 */
public final class PlayedKeys implements KeyBed {

  private final Player player;
  private final int[] holders = new int[128];
  private boolean sustained;

  public PlayedKeys(Player player) {
    this.player = player;
  }

  @Override
  public void press(int key, float velocity) {
    holders[key]++;
    player.noteOn(key, velocity);
  }

  @Override
  public void lift(int key) {
    if (holders[key] > 0 && --holders[key] == 0) {
      player.noteOff(key);
    }
  }

  @Override
  public void sustain(boolean down) {
    if (down != sustained) {
      sustained = down;
      player.sustain(down);
    }
  }

  /** Whether the sustain was put down here. */
  public boolean isSustained() {
    return sustained;
  }

  @Override
  public boolean isDown(int key) {
    return player.isKeyDown(key);
  }

  /** Silences everything; what is still held here is forgotten. */
  public void panic() {
    Arrays.fill(holders, 0);
    sustain(false);
    player.panic();
  }
}
