package ligature.ui.control;

/**
 * A number that a control shows and turns.
 *
 * <p>Threads: {@code [ui-thread]}; every method returns at once.
 */
public interface ControlValue {

  /** The value that holds now, whoever set it. */
  float value();

  /** Sets the value, brought into its range. */
  void turn(float value);

  /** A hand takes hold: all turns until it lets go are one. */
  void grab();

  /** The hand lets go. */
  void letGo();

  float min();

  float max();

  /** Where a double click returns to. */
  float initial();
}
