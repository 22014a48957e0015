package ligature.ui.app;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.datatransfer.DataFlavor;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.dnd.DropTargetEvent;
import java.util.TooManyListenersException;
import javax.swing.JComponent;
import javax.swing.JRootPane;
import ligature.ui.control.Painted;
import ligature.ui.theme.Palette;

/** Says, while files are carried over the window, what letting go would do. */
final class DropLight extends JComponent {

  private static final String TEXT = "Drop recordings to make timbres of them, or a preset pack";

  private DropLight() {
    setName("dropLight");
    setOpaque(false);
  }

  /** Lights over the window while files are carried over a component that takes them. */
  static void on(Component taker, JRootPane root) {
    DropLight light = new DropLight();
    root.setGlassPane(light);
    try {
      taker.getDropTarget().addDropTargetListener(light.new Watch());
    } catch (TooManyListenersException e) {
      throw new IllegalStateException("a component's own drop target takes one more listener", e);
    }
  }

  private final class Watch extends DropTargetAdapter {

    @Override
    public void dragEnter(DropTargetDragEvent e) {
      setVisible(e.isDataFlavorSupported(DataFlavor.javaFileListFlavor));
    }

    @Override
    public void dragExit(DropTargetEvent e) {
      setVisible(false);
    }

    @Override
    public void drop(DropTargetDropEvent e) {
      setVisible(false);
    }
  }

  /** The mouse is for what is below. */
  @Override
  public boolean contains(int x, int y) {
    return false;
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    int edge = UIScale.scale(8);
    int arc = UIScale.scale(22);
    g.setColor(Palette.withAlpha(Palette.color("MorphPad.base"), 0.72));
    g.fillRect(0, 0, getWidth(), getHeight());
    g.setColor(Palette.color("MorphPad.focusColor"));
    g.setStroke(
        new BasicStroke(
            UIScale.scale(2f),
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND,
            1,
            new float[] {UIScale.scale(8f), UIScale.scale(7f)},
            0));
    g.drawRoundRect(edge, edge, getWidth() - 2 * edge, getHeight() - 2 * edge, arc, arc);
    g.setFont(Palette.font("h3.font"));
    FontMetrics metrics = g.getFontMetrics();
    g.setColor(Palette.color("MorphPad.text"));
    g.drawString(
        TEXT,
        (getWidth() - metrics.stringWidth(TEXT)) / 2,
        (getHeight() + metrics.getAscent()) / 2);
    g.dispose();
  }
}
