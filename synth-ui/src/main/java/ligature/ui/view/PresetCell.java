package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;
import ligature.preset.PresetEntry;
import ligature.ui.control.Glyph;
import ligature.ui.control.Painted;
import ligature.ui.theme.Palette;

/** A preset in a list: a star, its title, its timbres' colours, its tags. */
final class PresetCell extends JPanel implements ListCellRenderer<PresetEntry> {

  static final int HEIGHT = 44;

  /** How far the star's part of the cell reaches, in pixels at scale 1. */
  static final int STAR_WIDTH = 32;

  private final Predicate<PresetEntry> isFavourite;
  private final Predicate<PresetEntry> isChosen;
  private final Function<String, Color> timbreColor;
  private PresetEntry preset;
  private boolean selected;
  private boolean focused;
  private Color selection;
  private Color selectionText;

  /**
   * @param timbreColor the colour of a timbre's family
   */
  PresetCell(
      Predicate<PresetEntry> isFavourite,
      Predicate<PresetEntry> isChosen,
      Function<String, Color> timbreColor) {
    this.isFavourite = isFavourite;
    this.isChosen = isChosen;
    this.timbreColor = timbreColor;
    setOpaque(false);
  }

  @Override
  public Component getListCellRendererComponent(
      JList<? extends PresetEntry> list,
      PresetEntry value,
      int index,
      boolean isSelected,
      boolean focus) {
    preset = value;
    selected = isSelected;
    focused = focus;
    selection = list.getSelectionBackground();
    selectionText = list.getSelectionForeground();
    getAccessibleContext()
        .setAccessibleName(value.title() + (isFavourite.test(value) ? ", favourite" : ""));
    return this;
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    int arc = UIScale.scale(10);
    if (selected) {
      g.setColor(selection);
      g.fillRoundRect(
          0, UIScale.scale(1), getWidth() - UIScale.scale(4), getHeight() - 2, arc, arc);
    }
    if (focused) {
      g.setColor(Palette.color("MorphPad.focusColor"));
      g.drawRoundRect(
          0, UIScale.scale(1), getWidth() - UIScale.scale(4) - 1, getHeight() - 3, arc, arc);
    }
    paintStar(g);
    float left = UIScale.scale((float) STAR_WIDTH);
    float right = getWidth() - UIScale.scale(12f);
    float dot = UIScale.scale(7f);
    List<String> timbres = preset.timbres();
    float dotsLeft = right - timbres.size() * (dot + UIScale.scale(3f));
    for (int i = 0; i < timbres.size(); i++) {
      g.setColor(timbreColor.apply(timbres.get(i)));
      g.fill(
          new Ellipse2D.Float(
              dotsLeft + i * (dot + UIScale.scale(3f)), UIScale.scale(13f), dot, dot));
    }
    g.setFont(Palette.font("semibold.font"));
    Color text = selected ? selectionText : Palette.color("Button.foreground");
    g.setColor(isChosen.test(preset) && !selected ? Palette.color("MorphPad.focusColor") : text);
    draw(g, preset.title(), left, UIScale.scale(20f), dotsLeft - left - UIScale.scale(6f));
    g.setFont(Palette.font("small.font"));
    g.setColor(selected ? text : Palette.color("Ligature.muted"));
    String below = String.join("  ", preset.tags());
    String line = preset.own() ? below.isEmpty() ? "own" : "own  " + below : below;
    draw(g, line, left, UIScale.scale(35f), right - left);
    g.dispose();
  }

  private void paintStar(Graphics2D g) {
    boolean favourite = isFavourite.test(preset);
    setForeground(Palette.color(favourite ? "Ligature.favourite" : "Ligature.faint"));
    int size = UIScale.scale(16);
    (favourite ? Glyph.STAR : Glyph.STAR_OUTLINE)
        .icon()
        .paintIcon(this, g, UIScale.scale(9), (getHeight() - size) / 2);
  }

  private static void draw(Graphics2D g, String text, float x, float y, float width) {
    g.drawString(Painted.fitted(g.getFontMetrics(), text, width), x, y);
  }
}
