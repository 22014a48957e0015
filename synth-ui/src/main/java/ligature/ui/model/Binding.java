package ligature.ui.model;

import java.util.function.LongSupplier;
import ligature.live.Player;
import ligature.parameter.Parameter;
import ligature.ui.control.ControlValue;

/**
 * Ties a control to a parameter of what plays.
 *
 * <p>What the control turns is sent to the player and holds here at once; the player's own value
 * follows a moment later on its meters. So shortly after a turn the meters are not believed, and
 * then only when they have moved: a hand never fights its own echo. Threads: {@code [ui-thread]}.
 */
public final class Binding implements ControlValue {

  private static final long ECHO_NANOS = 300_000_000;

  private final Player player;
  private final Parameter parameter;
  private final LongSupplier nanoTime;
  private float own;
  private float metered;
  private long turnedAt;
  private boolean holds;
  private boolean echoed; // what was turned has come back
  private Gesture gesture;

  public Binding(Player player, Parameter parameter) {
    this(player, parameter, System::nanoTime);
  }

  Binding(Player player, Parameter parameter, LongSupplier nanoTime) {
    this.player = player;
    this.parameter = parameter;
    this.nanoTime = nanoTime;
  }

  @Override
  public float value() {
    float now = player.meters().value(parameter);
    if (!holds) {
      return now;
    }
    if (nanoTime.getAsLong() - turnedAt < ECHO_NANOS) {
      if (echoed && now != own) { // somebody else has turned it since
        holds = false;
        return now;
      }
      echoed = now == own;
      metered = now;
      return own;
    }
    if (now != metered) {
      holds = false;
      return now;
    }
    return own;
  }

  /** Turns become part of this gesture from now on. */
  void setGesture(Gesture gesture) {
    this.gesture = gesture;
  }

  @Override
  public void turn(float value) {
    float before = value();
    steer(value);
    if (gesture != null) {
      gesture.turned(parameter, before, own);
    }
  }

  /** Turns without being part of a gesture: for undo, and for what moves by itself. */
  public void steer(float value) {
    expect(parameter.clamp(value));
    player.set(parameter, own);
  }

  @Override
  public void grab() {
    if (gesture != null) {
      gesture.grab();
    }
  }

  @Override
  public void letGo() {
    if (gesture != null) {
      gesture.letGo();
    }
  }

  /** Takes a value that the player was given in another way, by a patch. */
  void expect(float value) {
    own = value;
    metered = player.meters().value(parameter);
    turnedAt = nanoTime.getAsLong();
    holds = true;
    echoed = false;
  }

  @Override
  public float min() {
    return parameter.min();
  }

  @Override
  public float max() {
    return parameter.max();
  }

  @Override
  public float initial() {
    return parameter.initial();
  }
}
