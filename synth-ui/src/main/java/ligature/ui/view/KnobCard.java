package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.util.List;
import javax.swing.JPanel;
import ligature.ui.control.Knob;
import ligature.ui.control.Painted;
import ligature.ui.theme.Palette;

/**
 * Knobs of one function under their title, in rows of as many as there is room for. Threads: {@code
 * [ui-thread]}.
 */
class KnobCard extends JPanel {

  private static final int PAD = 7;
  private static final int HEADING = 18;

  private final String title;
  private final List<Knob> knobs;

  /**
   * @param title "" for none
   */
  KnobCard(String title, List<Knob> knobs) {
    super(null);
    this.title = title;
    this.knobs = List.copyOf(knobs);
    setOpaque(false);
    setName("group " + title);
    getAccessibleContext().setAccessibleName(title);
    knobs.forEach(this::add);
  }

  void tick() {
    knobs.forEach(Knob::tick);
  }

  private int pad() {
    return UIScale.scale(PAD);
  }

  private int heading() {
    return title.isEmpty() ? 0 : UIScale.scale(HEADING);
  }

  private Dimension cell() {
    return knobs.isEmpty() ? new Dimension(1, 1) : knobs.get(0).getPreferredSize();
  }

  /** How many knobs stand side by side in a width. */
  private int columns(int width) {
    int most = Math.max(1, (width - 2 * pad()) / cell().width);
    int rows = (knobs.size() + most - 1) / Math.max(1, most);
    return Math.max(1, rows == 0 ? 1 : (knobs.size() + rows - 1) / rows);
  }

  /** The least size of which the width is at most this. */
  Dimension sizeFor(int width) {
    int columns = columns(width);
    int rows = (knobs.size() + columns - 1) / columns;
    return new Dimension(
        columns * cell().width + 2 * pad(), rows * cell().height + heading() + 2 * pad());
  }

  @Override
  public void doLayout() {
    int columns = columns(getWidth());
    double cell = (getWidth() - 2.0 * pad()) / columns;
    int height = cell().height;
    for (int i = 0; i < knobs.size(); i++) {
      int width = Math.min((int) cell, (int) (cell().width * 1.35));
      knobs
          .get(i)
          .setBounds(
              pad() + (int) (i % columns * cell + (cell - width) / 2),
              pad() + heading() + i / columns * height,
              width,
              height);
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    int arc = UIScale.scale(12);
    g.setColor(Palette.color("Ligature.panel"));
    g.fillRoundRect(0, 0, getWidth(), getHeight(), arc, arc);
    g.setColor(Palette.color("Ligature.line"));
    g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    g.setFont(Palette.smallBold());
    FontMetrics metrics = g.getFontMetrics();
    g.setColor(Palette.color("Button.foreground"));
    g.drawString(
        title,
        pad() + UIScale.scale(4),
        pad() + (heading() - UIScale.scale(4) + metrics.getAscent() - metrics.getDescent()) / 2);
    g.dispose();
  }
}
