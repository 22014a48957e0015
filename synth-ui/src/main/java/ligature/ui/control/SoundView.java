package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.UIManager;
import ligature.ui.theme.Palette;

/**
 * What sounds, to be seen: a scope, a spectrum, or the code that the network is told. A click or
 * enter goes on to the next of them. Watches its feed only while it is on screen. Threads: {@code
 * [ui-thread]}.
 */
public final class SoundView extends JComponent {

  /** The ways to show what sounds. */
  public enum Kind {
    SCOPE,
    SPECTRUM,
    CODE
  }

  private final SoundFeed feed;
  private final List<Kind> kinds;
  private final ScopePainter scope = new ScopePainter();
  private final SpectrumPainter spectrum = new SpectrumPainter();
  private final CodePainter code;
  private int shown;
  private Color light = Color.WHITE;
  private boolean watching;

  /**
   * @param kinds those that a click goes through, the first one first
   */
  public SoundView(SoundFeed feed, List<Kind> kinds) {
    this.feed = feed;
    this.kinds = List.copyOf(kinds);
    code = new CodePainter(feed.codeSize());
    setName("sound" + (kinds.size() == 1 ? kinds.get(0).name() : ""));
    // it is painted often: what lies behind it must not be painted with it
    setOpaque(true);
    if (kinds.size() > 1) {
      setFocusable(true);
      setCursor(Cursor.getPredefinedCursor(Cursor.HAND_CURSOR));
      addFocusListener(new RepaintOnFocus());
      addMouseListener(
          new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent e) {
              next();
            }
          });
      KeyActions.onKey(this, "ENTER", this::next);
    }
    describe();
  }

  /** Goes on to the next way to show it. */
  public void next() {
    shown = (shown + 1) % kinds.size();
    describe();
    repaint();
  }

  /** What is shown. */
  public Kind kind() {
    return kinds.get(shown);
  }

  private SoundPainter painter() {
    return switch (kind()) {
      case SCOPE -> scope;
      case SPECTRUM -> spectrum;
      case CODE -> code;
    };
  }

  private void describe() {
    setToolTipText(
        painter().title() + (kinds.size() > 1 ? " of what sounds; a click shows the next" : ""));
    getAccessibleContext().setAccessibleName(painter().title() + " of what sounds");
  }

  /** The frequency at which the spectrum is highest, in Hz. */
  public double loudestHz() {
    return spectrum.loudestHz();
  }

  /** A number of the newest code that is shown. */
  public float newestCode(int row) {
    return code.newest(row);
  }

  /** Whether the code of a note that sounds is shown. */
  public boolean showsNote() {
    return code.note() >= 0;
  }

  /** Where the newest note reads its timbre, in [0, 1]. */
  public float position() {
    return code.position();
  }

  /** Where each note that sounds reads its timbre, in [0, 1]. */
  public float[] positions() {
    return code.positions();
  }

  /** Takes what sounds now, in a colour. About 60 Hz. */
  public void tick(Color newLight) {
    boolean visible = isShowing();
    if (visible != watching) {
      watching = visible;
      if (visible) {
        feed.open();
      } else {
        feed.close();
      }
    }
    if (visible) {
      boolean other = !newLight.equals(light);
      light = newLight;
      if (painter().take(feed) || other) {
        repaint();
      }
    }
  }

  @Override
  public void removeNotify() {
    if (watching) {
      watching = false;
      feed.close();
    }
    super.removeNotify();
  }

  @Override
  public Dimension getPreferredSize() {
    return isPreferredSizeSet() ? super.getPreferredSize() : UIScale.scale(new Dimension(140, 120));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    float arc = UIScale.scale(UIManager.getInt("CornerChip.arc"));
    RoundRectangle2D.Float card =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
    g.setColor(color("Panel.background"));
    g.fillRect(0, 0, getWidth(), getHeight());
    g.setColor(color("MorphPad.base"));
    g.fill(card);
    float pad = UIScale.scale(9f);
    g.setFont(Palette.font("mini.font"));
    FontMetrics metrics = g.getFontMetrics();
    float head = metrics.getHeight() + UIScale.scale(2f);
    Graphics2D inside = (Graphics2D) g.create();
    inside.translate(pad, pad + head);
    float width = getWidth() - 2 * pad;
    float height = getHeight() - 2 * pad - head;
    inside.clip(new java.awt.geom.Rectangle2D.Float(-pad / 2, 0, width + pad, height));
    if (width > 8 && height > 8) {
      painter().paint(inside, width, height, Palette.onScreen(light));
    }
    inside.dispose();
    g.setColor(color("Ligature.muted"));
    g.drawString(painter().title(), pad, pad + metrics.getAscent() - UIScale.scale(1f));
    float dot = UIScale.scale(5f);
    for (int i = 0; kinds.size() > 1 && i < kinds.size(); i++) {
      g.setColor(color(i == shown ? "Ligature.muted" : "Ligature.line"));
      g.fill(
          new Ellipse2D.Float(
              getWidth() - pad - (kinds.size() - i) * (dot + UIScale.scale(4f)),
              pad + UIScale.scale(4f),
              dot,
              dot));
    }
    g.setColor(color(isFocusOwner() ? "MorphPad.focusColor" : "MorphPad.outline"));
    g.setStroke(new BasicStroke(UIScale.scale(isFocusOwner() ? 1.5f : 1f)));
    g.draw(card);
    g.dispose();
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJComponent() {
            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.CANVAS;
            }
          };
    }
    return accessibleContext;
  }
}
