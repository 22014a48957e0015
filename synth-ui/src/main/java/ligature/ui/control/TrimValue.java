package ligature.ui.control;

/** A part of a recording that a hand sets. In seconds of the recording. */
public interface TrimValue {

  double seconds();

  double start();

  double end();

  /** Moves the start; it stays before the end. */
  void setStart(double seconds);

  /** Moves the end; it stays behind the start. */
  void setEnd(double seconds);

  /** A hand takes hold: until it lets go, all is one movement. */
  void hold();

  void letGo();
}
