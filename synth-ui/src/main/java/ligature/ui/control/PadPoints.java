package ligature.ui.control;

/** What hands can do with timbres that lie at points of their own. Threads: {@code [ui-thread]}. */
public interface PadPoints {

  /** A point is about to be pulled. */
  void grab();

  /** Puts a point elsewhere: as near to there as others let it. */
  void pull(int index, float x, float y);

  /** It is let go. */
  void letGo();

  /** Asks for another timbre in the place of one. */
  void replace(int index);

  /** Takes a timbre away; does nothing where only two are left. */
  void remove(int index);

  /** Asks for a timbre to lie at a place; does nothing where there is room for no more. */
  void add(float x, float y);
}
