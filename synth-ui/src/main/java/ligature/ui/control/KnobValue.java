package ligature.ui.control;

import java.util.List;

/**
 * A number that a knob shows and turns: with a name, figures that people read and type, and a way
 * along which the knob divides the range.
 *
 * <p>Threads: {@code [ui-thread]}; every method returns at once.
 */
public interface KnobValue extends ControlValue {

  /** The name for people. */
  String title();

  /** A value with its unit: "120 ms". */
  String text(float value);

  /**
   * The value that somebody typed. A number without a unit is in the one that {@link #text} shows
   * now.
   *
   * @return NaN if it makes no sense; a value out of range is brought into it
   */
  float parse(String text);

  /** Where on the knob's way a value lies, [0, 1]. */
  float position(float value);

  /** The value at a place on the knob's way, [0, 1]. */
  float valueAt(float position);

  /** Whether only whole numbers are values. */
  boolean isWhole();

  /** The names of the values from {@link #min} on; empty if they have none. */
  List<String> choices();

  /** Whether the user may give it another name. */
  default boolean isNameable() {
    return false;
  }

  /** Gives it another name; "" for the one that it has by itself. */
  default void rename(String name) {}
}
