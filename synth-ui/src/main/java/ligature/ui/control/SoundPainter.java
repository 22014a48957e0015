package ligature.ui.control;

import java.awt.Color;
import java.awt.Graphics2D;

/** One way to show what sounds. */
interface SoundPainter {

  /** For people. */
  String title();

  /** Takes what sounds now; whether it is to be painted again. */
  boolean take(SoundFeed feed);

  /** Paints what was taken last into [0, width] x [0, height]. */
  void paint(Graphics2D g, float width, float height, Color light);
}
