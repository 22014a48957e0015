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

  private static final int MIDDLE_C = 60;

  private final Player player;
  private final int[] holders = new int[128];
  private boolean sustained;
  private int latest = -1;
  private float latestVelocity = 0.8f;
  private int borrowed = -1;
  private int unheld = -1;

  public PlayedKeys(Player player) {
    this.player = player;
  }

  @Override
  public void press(int key, float velocity) {
    holders[key]++;
    latest = key;
    latestVelocity = velocity;
    player.noteOn(key, velocity);
  }

  @Override
  public void lift(int key) {
    if (holders[key] > 0 && --holders[key] == 0) {
      player.noteOff(key);
    }
  }

  /**
   * Strikes once more the key that was pressed here last and is still held; if none is, the highest
   * that somebody else holds.
   */
  void strikeAgain() {
    if (latest >= 0 && holders[latest] > 0) {
      returnKey();
      strike(latest);
      return;
    }
    if (borrowed >= 0 && !player.isKeyDown(borrowed)) {
      borrowed = -1;
    }
    for (int key = holders.length - 1; borrowed < 0 && key >= 0; key--) {
      borrowed = player.isKeyDown(key) ? key : -1;
    }
    if (borrowed >= 0) {
      strike(borrowed);
    }
  }

  /**
   * Presses the key that was played here last, if nobody holds any.
   *
   * @return whether it was pressed now
   */
  boolean strikeUnheld() {
    for (int key = 0; key < holders.length; key++) {
      if (holders[key] > 0 || player.isKeyDown(key)) {
        return false;
      }
    }
    unheld = latest < 0 ? MIDDLE_C : latest;
    press(unheld, latestVelocity);
    return true;
  }

  /** Lifts what {@link #strikeUnheld} has pressed. */
  void liftUnheld() {
    if (unheld >= 0) {
      lift(unheld);
      unheld = -1;
    }
  }

  private void strike(int key) {
    player.noteOff(key);
    player.noteOn(key, latestVelocity);
  }

  /** Lifts the key of somebody else that was struck here. */
  void returnKey() {
    if (borrowed >= 0) {
      player.noteOff(borrowed);
      borrowed = -1;
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
    unheld = -1;
    sustain(false);
    player.panic();
  }

  /** Bends the notes that are played here, -1 to 1. */
  public void bend(float amount) {
    player.bend(amount);
  }

  /** Turns the modulation wheel, 0 to 1. */
  public void modulationWheel(float value) {
    player.modulationWheel(value);
  }
}
