package ligature.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import ligature.latent.PadPoint;
import ligature.ui.WindowFixture;
import ligature.ui.theme.Theme;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notes that sound elsewhere than the puck. */
class PadNotesTest {

  private static final int SIZE = 400;
  private static final PadMix CORNERS =
      new PadMix(
          List.of(
              corner(Color.RED, 0, 0),
              corner(Color.GREEN, 1, 0),
              corner(Color.BLUE, 0, 1),
              corner(Color.YELLOW, 1, 1)),
          false);

  private final PadGeometry geometry = new PadGeometry(SIZE, SIZE, false);
  private final Point2D.Float puck = geometry.point(0.5f, 0.5f);
  private final PadNotes notes = new PadNotes();

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void dark() {
    GuiActionRunner.execute(Theme.DARK::apply);
  }

  private static PadCorner corner(Color color, float x, float y) {
    return new PadCorner("", "", "", color, new PadPoint(x, y));
  }

  private List<Point2D.Float> apart() {
    List<Point2D.Float> all = new ArrayList<>();
    notes.forEach(geometry, puck, all::add);
    return all;
  }

  private BufferedImage painted() {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    notes.paint(g, geometry, puck, CORNERS);
    g.dispose();
    return image;
  }

  private static int alpha(BufferedImage image, Point2D.Float at) {
    return image.getRGB(Math.round(at.x), Math.round(at.y)) >>> 24;
  }

  @Test
  void onlyThoseThatAreElsewhereAreShown() {
    notes.take(new float[] {0.5f, 0.5f, 0.2f, 0.1f, 0.9f, 0.2f, 7, 7, 7}, 2);
    assertThat(apart()).containsExactly(geometry.point(0.1f, 0.9f));
    assertThat(alpha(painted(), puck)).isZero();
    assertThat(alpha(painted(), geometry.point(0.1f, 0.9f))).isPositive();
    notes.take(new float[0], 0);
    assertThat(apart()).isEmpty();
  }

  @Test
  void aLouderNoteIsBrighter() {
    notes.take(new float[] {0, 0, 0.001f, 1, 1, 0.25f}, 2);
    BufferedImage image = painted();
    assertThat(alpha(image, geometry.point(1, 1)))
        .isGreaterThan(alpha(image, geometry.point(0, 0)) + 50);
  }

  @Test
  void nothingIsPaintedBeyondItsReach() {
    notes.take(new float[] {0.1f, 0.9f, 1}, 1);
    BufferedImage image = painted();
    Point2D.Float at = geometry.point(0.1f, 0.9f);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean near =
            Math.abs(x + 0.5 - at.x) <= PadNotes.reach()
                && Math.abs(y + 0.5 - at.y) <= PadNotes.reach();
        assertThat(near || image.getRGB(x, y) == 0).as("%d, %d", x, y).isTrue();
      }
    }
  }
}
