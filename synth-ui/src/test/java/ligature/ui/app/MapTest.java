package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.util.List;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import javax.swing.MenuSelectionManager;
import javax.swing.SwingUtilities;
import ligature.latent.Timbre;
import ligature.ui.WindowFixture;
import ligature.ui.control.CornerChip;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.TimbreMapView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The map lets timbres be heard, taken and carried to corners. */
class MapTest {

  private WindowFixture on;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    on = new WindowFixture(List.of("One"), name -> null);
    on.push("cornerB");
    on.push("timbresAsMap");
    eventually("the map was made", () -> edt(() -> map().isShowing() && map().pointCount() > 0));
  }

  @AfterEach
  void close() {
    on.close();
  }

  private TimbreMapView map() {
    return on.find("timbreMap", TimbreMapView.class);
  }

  private Point placeOf(String timbre) {
    List<Timbre> bank = on.player.bank().timbres();
    return edt(
        () -> {
          Point2D.Float at = map().place(bank.indexOf(on.player.timbre(timbre)));
          return new Point(Math.round(at.x), Math.round(at.y));
        });
  }

  private void mouse(Component on, int id, Point at) {
    edt(
        () -> {
          on.dispatchEvent(
              new MouseEvent(
                  on,
                  id,
                  0,
                  MouseEvent.BUTTON1_DOWN_MASK,
                  at.x,
                  at.y,
                  1,
                  false,
                  id == MouseEvent.MOUSE_MOVED ? 0 : MouseEvent.BUTTON1));
          return null;
        });
  }

  private void holdMiddleC() {
    KeyboardStrip strip = on.find("keyboard", KeyboardStrip.class);
    Point at =
        edt(
            () ->
                new Point(
                    (int) strip.keyBounds(60).getCenterX(),
                    (int) strip.keyBounds(60).getMaxY() - 4));
    mouse(strip, MouseEvent.MOUSE_PRESSED, at);
  }

  @Test
  void pointingStrikesTheHeldKeyWithTheTimbreAndLeavingGoesBack() {
    holdMiddleC();
    List<Timbre> before = on.player.patch().corners();
    mouse(map(), MouseEvent.MOUSE_MOVED, placeOf("tuba"));
    assertThat(on.player.patch().corner(0).name()).isEqualTo("tuba");
    assertThat(on.calls("note")).containsExactly("noteOn 60", "noteOff 60", "noteOn 60");
    mouse(map(), MouseEvent.MOUSE_EXITED, new Point(-1, -1));
    assertThat(on.player.patch().corners()).isEqualTo(before);
    mouse(map(), MouseEvent.MOUSE_MOVED, placeOf("oboe"));
    on.push("back");
    assertThat(on.player.patch().corners()).isEqualTo(before);
  }

  /** The test's timbres are not the model's, so they are the user's own. */
  @Test
  void aRightClickAndTheMenuKeyOfferToTrimOnesOwn() {
    assertThat(edt(() -> map().getComponentPopupMenu())).as("between the points").isNull();
    Point tuba = placeOf("tuba");
    mouse(map(), MouseEvent.MOUSE_MOVED, tuba);
    edt(
        () -> {
          map()
              .dispatchEvent(
                  new MouseEvent(
                      map(),
                      MouseEvent.MOUSE_PRESSED,
                      0,
                      MouseEvent.BUTTON3_DOWN_MASK,
                      tuba.x,
                      tuba.y,
                      1,
                      true,
                      MouseEvent.BUTTON3));
          return null;
        });
    assertThat(offered()).isEqualTo("Trim Tuba \u2026");
    mouse(map(), MouseEvent.MOUSE_MOVED, placeOf("oboe"));
    edt(
        () -> {
          map()
              .dispatchEvent(
                  new KeyEvent(
                      map(),
                      KeyEvent.KEY_PRESSED,
                      0,
                      0,
                      KeyEvent.VK_CONTEXT_MENU,
                      KeyEvent.CHAR_UNDEFINED));
          return null;
        });
    assertThat(offered()).isEqualTo("Trim Oboe \u2026");
  }

  /** What the menu that is open offers; it is closed. */
  private String offered() {
    MenuSelectionManager menus = MenuSelectionManager.defaultManager();
    eventually("a menu is open", () -> edt(() -> menus.getSelectedPath().length > 0));
    return edt(
        () -> {
          JPopupMenu menu = (JPopupMenu) menus.getSelectedPath()[0];
          menus.clearSelectedPath();
          return Components.find(menu, "trimTimbre", JMenuItem.class).getText();
        });
  }

  @Test
  void aClickTakes() {
    Point at = placeOf("oboe");
    mouse(map(), MouseEvent.MOUSE_PRESSED, at);
    mouse(map(), MouseEvent.MOUSE_RELEASED, at);
    assertThat(on.player.patch().corners())
        .extracting(Object::toString)
        .containsExactly("celesta", "oboe", "saw-lead", "cello");
    eventually("the pad is back", () -> edt(() -> on.find("pad", Component.class).isFocusOwner()));
  }

  @Test
  void aDragCarriesToAnyCorner() {
    Point from = placeOf("tuba");
    CornerChip chip = on.find("cornerD", CornerChip.class);
    Point to = edt(() -> SwingUtilities.convertPoint(chip, 20, 20, map()));
    mouse(map(), MouseEvent.MOUSE_PRESSED, from);
    mouse(map(), MouseEvent.MOUSE_DRAGGED, new Point(from.x + 10, from.y));
    mouse(map(), MouseEvent.MOUSE_DRAGGED, to);
    mouse(map(), MouseEvent.MOUSE_RELEASED, to);
    assertThat(on.player.patch().corners())
        .extracting(Object::toString)
        .containsExactly("celesta", "pan-flute", "saw-lead", "tuba");
    assertThat(edt(() -> map().isShowing())).isTrue();
  }

  @Test
  void whatASearchDoesNotFindIsNotTouched() {
    edt(
        () -> {
          on.find("timbreSearch", JTextField.class).setText("oboe");
          return null;
        });
    mouse(map(), MouseEvent.MOUSE_MOVED, placeOf("oboe"));
    assertThat(edt(() -> map().hovered())).isNotNegative();
    edt(
        () -> {
          on.find("timbreSearch", JTextField.class).setText("nothing");
          return null;
        });
    mouse(map(), MouseEvent.MOUSE_MOVED, new Point(1, 1));
    mouse(map(), MouseEvent.MOUSE_MOVED, placeOf("oboe"));
    assertThat(edt(() -> map().hovered())).isEqualTo(-1);
  }
}
