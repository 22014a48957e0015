package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JViewport;
import ligature.settings.Settings;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestRig;
import ligature.ui.TestStore;
import ligature.ui.WindowFixture;
import ligature.ui.control.CornerChip;
import ligature.ui.control.MorphPad;
import ligature.ui.theme.Theme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At every size and scale nothing is cut off, and the pad has the most room. */
class LayoutTest {

  private static final double PAD_SHARE = 0.45;

  /** In a window that is smaller than any that is promised. */
  private static final double TINY_SHARE = 0.4;

  private static final int LEAST_WIDTH = 1000;

  private static LigatureWindow window;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @AfterAll
  static void normalSize() {
    edt(
        () -> {
          discard();
          UIScale.zoomReset();
          Theme.DARK.apply();
          return null;
        });
  }

  /** A window at a scale: one serves all tests of it that follow one another. */
  private static Container content(Theme theme, float scale, int width, int height) {
    if (window == null || UIScale.getZoomFactor() != scale) {
      discard();
      theme.apply();
      UIScale.setZoomFactor(scale);
      FlatLaf.updateUI();
      window =
          new LigatureWindow(
              new TestRig(new RecordingPlayer()),
              Settings.DEFAULTS.withLook(theme == Theme.DARK, scale),
              new TestStore(List.of("One"), name -> null),
              () -> {});
    } else if (Theme.current() != theme) {
      theme.apply();
    }
    Container content = window.frame().getContentPane();
    push("viewPlay"); // without a sheet, whatever was open
    push("fourCorners");
    content.setPreferredSize(new Dimension(Math.round(width * scale), Math.round(height * scale)));
    window.frame().pack();
    content.setSize(content.getPreferredSize());
    layOut(content);
    return content;
  }

  private static void push(String button) {
    Components.find(window.frame().getContentPane(), button, AbstractButton.class).doClick(0);
  }

  @ParameterizedTest
  @CsvSource({
    "DARK, 1.0, 1024, 640",
    "DARK, 1.0, 1000, 640",
    "DARK, 1.0, 800, 520",
    "DARK, 1.0, 3840, 2160",
    "DARK, 1.0, 800, 1200",
    "LIGHT, 1.0, 1000, 640",
    "DARK, 1.25, 1000, 640",
    "LIGHT, 1.5, 800, 520",
    "DARK, 2.0, 1024, 640",
    "DARK, 2.0, 1000, 640",
    "DARK, 2.0, 800, 520"
  })
  void nothingIsCutOff(Theme theme, float scale, int width, int height) {
    edt(
        () -> {
          Container content = content(theme, scale, width, height);
          List<String> cut = new ArrayList<>();
          collectCut(content, cut);
          assertThat(cut).isEmpty();

          MorphPad pad = Components.find(content, "pad", MorphPad.class);
          double share =
              (double) pad.getWidth()
                  * pad.getHeight()
                  / ((double) content.getWidth() * content.getHeight());
          if (width > height) {
            assertThat(share).isGreaterThan(width < LEAST_WIDTH ? TINY_SHARE : PAD_SHARE);
          }
          assertThat(scrolled(Components.find(content, "play", JComponent.class))).isEmpty();
          assertThat((double) pad.getWidth() / pad.getHeight()).isBetween(0.8, 1.8);
          paint(content);
          return null;
        });
  }

  private static void paint(Container content) {
    BufferedImage image =
        new BufferedImage(content.getWidth(), content.getHeight(), BufferedImage.TYPE_INT_RGB);
    content.paint(image.getGraphics());
  }

  /** A sheet or page is opened by a button or a key. */
  @ParameterizedTest
  @CsvSource({
    "presets, 1.0, 800, 520",
    "settings, 1.0, 800, 520",
    "cornerA, 1.0, 800, 520",
    "ctrl T, 1.0, 1024, 640",
    "ctrl E, 1.0, 800, 520",
    "ctrl B, 1.0, 800, 520",
    "ctrl shift E, 1.0, 800, 520",
    "freePoints, 1.0, 800, 520",
    "viewDesign, 1.0, 800, 520",
    "pageModulation, 1.0, 800, 520",
    "pageParts, 1.0, 800, 520",
    "pageVariations, 1.0, 800, 520",
    "presets, 1.0, 1024, 640",
    "settings, 1.0, 1024, 640",
    "cornerA, 1.0, 1024, 640",
    "viewDesign, 1.0, 1024, 640",
    "pageModulation, 1.0, 1024, 640",
    "presets, 1.0, 3840, 2160",
    "settings, 1.0, 3840, 2160",
    "ctrl T, 1.0, 3840, 2160",
    "ctrl B, 1.0, 3840, 2160",
    "viewDesign, 1.0, 3840, 2160",
    "pageModulation, 1.0, 3840, 2160",
    "pageParts, 1.0, 3840, 2160",
    "settings, 2.0, 1920, 1080",
    "freePoints, 2.0, 1024, 640",
    "viewDesign, 2.0, 1024, 640",
    "pageModulation, 2.0, 1024, 640",
    "pageParts, 2.0, 1024, 640",
    "pageVariations, 2.0, 1024, 640",
    "presets, 2.0, 1024, 640",
    "cornerA, 2.0, 1024, 640",
    "ctrl T, 2.0, 1024, 640",
    "ctrl E, 2.0, 1024, 640",
    "ctrl B, 2.0, 1024, 640",
    "ctrl shift E, 2.0, 1024, 640"
  })
  void nothingOnASheetIsCutOff(String opener, float scale, int width, int height) {
    edt(
        () -> {
          Container content = content(Theme.DARK, scale, width, height);
          if (opener.startsWith("ctrl ")) {
            ((JComponent) content).getActionMap().get(opener).actionPerformed(null);
          } else {
            if (opener.startsWith("page")) {
              push("viewDesign");
            }
            push(opener);
          }
          layOut(content);
          layOut(content);
          List<String> cut = new ArrayList<>();
          collectCut(content, cut);
          assertThat(cut).isEmpty();
          paint(content);
          return null;
        });
  }

  /**
   * Closes it. A look is set in every window that was not collected yet: without parts, at once.
   */
  private static void discard() {
    if (window != null) {
      window.close();
      window.frame().setContentPane(new JPanel());
      window = null;
    }
  }

  /** What could be scrolled. */
  private static List<String> scrolled(Container container) {
    List<String> found = new ArrayList<>();
    for (Component child : container.getComponents()) {
      if (child instanceof JScrollPane) {
        found.add(child.getName());
      } else if (child instanceof Container inner) {
        found.addAll(scrolled(inner));
      }
    }
    return found;
  }

  private static void layOut(Container container) {
    container.doLayout();
    for (Component child : container.getComponents()) {
      if (child instanceof Container inner) {
        layOut(inner);
      }
    }
  }

  private static void collectCut(Container container, List<String> cut) {
    for (Component child : container.getComponents()) {
      boolean text =
          child instanceof JLabel
              || child instanceof AbstractButton
                  && !(child instanceof CornerChip)
                  && !(container instanceof JSpinner); // its arrows are the look's own
      if (text && child.isVisible() && child.getParent().isVisible()) {
        Dimension wanted = ((JComponent) child).getPreferredSize();
        if (child.getWidth() < wanted.width || child.getHeight() < wanted.height) {
          cut.add(child.getName() + " " + child.getSize() + " wants " + wanted);
        }
      }
      if (child.isVisible()
          && !(container instanceof JViewport)
          && (child.getX() < 0
              || child.getY() < 0
              || child.getX() + child.getWidth() > container.getWidth()
              || child.getY() + child.getHeight() > container.getHeight())) {
        cut.add(child.getName() + " " + child.getBounds() + " leaves " + container.getSize());
      }
      if (child instanceof Container inner && child.isVisible()) {
        collectCut(inner, cut);
      }
    }
  }
}
