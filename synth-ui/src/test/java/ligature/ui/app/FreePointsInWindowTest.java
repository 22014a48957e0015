package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.testing.LogMel;
import ligature.ui.control.MorphPad;
import ligature.ui.control.TimbreMapView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Timbres at points of their own, by mouse and keys, over the instrument itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreePointsInWindowTest {

  private static final int HEARD_FRAMES = 48_000 / 8;

  @TempDir private static Path folder;
  private EngineWindow on;

  @BeforeAll
  void open() {
    on = new EngineWindow(folder);
  }

  @AfterAll
  void close() {
    if (on != null) {
      on.close();
    }
  }

  @BeforeEach
  void begin() {
    on.load("first-light");
    eventually("at corners", () -> !edt(() -> on.button("freePoints").isSelected()));
    on.push("freePoints");
    eventually("they are free", () -> pad().isFree());
  }

  private PadTimbres pad() {
    return on.session.patch().pad();
  }

  private void press(JComponent component, String key) {
    run(() -> component.getActionMap().get(key).actionPerformed(null));
  }

  private Point2D.Float point(int index) {
    return edt(() -> on.pad().pointOf(index));
  }

  /** Drags from a point to a place on the pad, in steps of a hand. */
  private void drag(int index, double x, double y) {
    Point2D.Float from = point(index);
    MorphPad pad = on.pad();
    double toX = edt(() -> 34 + x * (pad.getWidth() - 68));
    double toY = edt(() -> 34 + (1 - y) * (pad.getHeight() - 68));
    run(() -> EngineWindow.mouse(pad, MouseEvent.MOUSE_PRESSED, from.x, from.y));
    for (int i = 1; i <= 20; i++) {
      double share = i / 20.0;
      run(
          () ->
              EngineWindow.mouse(
                  pad,
                  MouseEvent.MOUSE_DRAGGED,
                  from.x + share * (toX - from.x),
                  from.y + share * (toY - from.y)));
      EngineWindow.pause();
    }
    run(() -> EngineWindow.mouse(pad, MouseEvent.MOUSE_RELEASED, toX, toY));
  }

  private static float[] heard(Ear ear) {
    return ear.next(48_000 / 10, HEARD_FRAMES);
  }

  private static double distance(float[] a, float[] b) {
    return LogMel.distance(LogMel.of(a, 0, HEARD_FRAMES), LogMel.of(b, 0, HEARD_FRAMES));
  }

  @Test
  void aPointThatIsDraggedIsHeardInTheNoteThatSoundsAndUndone() {
    on.dragPad(MouseEvent.MOUSE_PRESSED, 0.5, 0.4);
    on.dragPad(MouseEvent.MOUSE_RELEASED, 0.5, 0.4);
    on.key(60, true);
    try (Ear ear = new Ear(on.session.meters().tap())) {
      eventually("it has begun", () -> ear.now() > 24_000);
      float[] first = heard(ear);
      float[] second = heard(ear);
      PadTimbres before = pad();
      int last = before.size() - 1;
      drag(last, 0.5, 0.43); // next to the puck: it sounds almost alone
      assertThat(pad().timbres()).isEqualTo(before.timbres());
      assertThat(pad().place(last).x()).isCloseTo(0.5f, within(0.02f));
      assertThat(pad().place(last).y()).isCloseTo(0.43f, within(0.02f));
      assertThat((double) edt(() -> on.pad().weight(last))).isGreaterThan(0.7);
      float[] moved = heard(ear);
      assertThat(distance(second, moved)).isGreaterThan(2 * distance(first, second));
      on.push("undo");
      assertThat(pad()).isEqualTo(before);
      float[] back = heard(ear);
      assertThat(distance(second, back)).isLessThan(0.7 * distance(second, moved));
    }
    on.key(60, false);
  }

  @Test
  void aClickOnAPointLetsThePuckGoThere() {
    on.dragPad(MouseEvent.MOUSE_PRESSED, 0.5, 0.5);
    on.dragPad(MouseEvent.MOUSE_RELEASED, 0.5, 0.5);
    Point2D.Float at = point(1);
    run(() -> EngineWindow.mouse(on.pad(), MouseEvent.MOUSE_PRESSED, at.x + 5, at.y));
    run(() -> EngineWindow.mouse(on.pad(), MouseEvent.MOUSE_RELEASED, at.x + 5, at.y));
    eventually("the puck is there", () -> edt(() -> on.pad().puck().distance(point(1)) < 1));
    assertThat(edt(() -> on.pad().weight(1))).isGreaterThan(0.999f);
  }

  private void choose(String timbre) {
    run(() -> on.find("timbreSearch", JTextField.class).setText(timbre));
    press(on.find("timbreSearch", JTextField.class), "ENTER");
  }

  @Test
  void timbresAreAddedFromTheListMovedByKeysAndRemoved() {
    int count = pad().size();
    on.push("addPoint");
    choose("tuba");
    assertThat(pad().size()).isEqualTo(count + 1);
    Timbre tuba = pad().timbres().get(count);
    assertThat(tuba.name()).isEqualTo("tuba");
    PadPoint place = pad().place(count);
    MorphPad pad = on.pad();
    press(pad, "ctrl LEFT");
    assertThat(described()).startsWith("Point ").contains(tuba.title());
    press(pad, place.x() > 0.5 ? "LEFT" : "RIGHT");
    press(pad, "shift UP");
    assertThat(Math.abs(pad().place(count).x() - place.x())).isCloseTo(0.02f, within(1e-4f));
    assertThat(pad().place(count).y() - place.y()).isCloseTo(0.002f, within(1e-4f));
    press(pad, "ENTER");
    choose("oboe");
    assertThat(pad().timbres().get(count).name()).isEqualTo("oboe");
    press(pad, "DELETE");
    assertThat(pad().size()).isEqualTo(count);
    assertThat(described()).doesNotStartWith("Point");
    for (int i = 0; i < 4; i++) { // remove, another, moved, add
      on.push("undo");
    }
    assertThat(pad().size()).isEqualTo(count);
    on.push("redo");
    assertThat(pad().timbres().get(count)).isEqualTo(tuba);
  }

  private String described() {
    return edt(() -> on.pad().getAccessibleContext().getAccessibleDescription());
  }

  @Test
  void aRightClickOnAPointOffersAnotherTimbreAndToRemoveIt() {
    on.push("addPoint");
    choose("tuba");
    int count = pad().size();
    Point2D.Float at = point(0);
    run(() -> EngineWindow.mouse(on.pad(), MouseEvent.MOUSE_MOVED, at.x, at.y, 0, 0));
    JPopupMenu menu = edt(() -> on.pad().getComponentPopupMenu());
    run(() -> ((AbstractButton) menu.getComponent(0)).doClick(0));
    choose("kalimba");
    assertThat(pad().timbres().get(0).name()).isEqualTo("kalimba");
    run(() -> ((AbstractButton) menu.getComponent(1)).doClick(0));
    assertThat(pad().size()).isEqualTo(count - 1);
    run(() -> EngineWindow.mouse(on.pad(), MouseEvent.MOUSE_MOVED, 5, 5, 0, 0));
    assertThat(edt(() -> on.pad().getComponentPopupMenu()).getComponent(0).getName())
        .as("elsewhere the pad's own menu")
        .startsWith("learn");
  }

  @Test
  void theMapsTimbresAreCarriedAndLassoedOntoThePad() {
    int count = pad().size();
    on.push("addPoint");
    on.push("timbresAsMap");
    TimbreMapView map = on.find("timbreMap", TimbreMapView.class);
    eventually("the map was made", () -> edt(() -> map.isShowing() && map.pointCount() > 0));
    List<Timbre> bank = on.session.bank().timbres();
    int harp = bank.indexOf(on.session.bank().find("harp"));
    Point from = edt(() -> rounded(map.place(harp)));
    Component add = on.find("addPoint", AbstractButton.class);
    Point to = edt(() -> SwingUtilities.convertPoint(add, 5, 5, map));
    run(
        () -> {
          EngineWindow.mouse(map, MouseEvent.MOUSE_PRESSED, from.x, from.y);
          EngineWindow.mouse(map, MouseEvent.MOUSE_DRAGGED, from.x + 10, from.y);
          EngineWindow.mouse(map, MouseEvent.MOUSE_DRAGGED, to.x, to.y);
          EngineWindow.mouse(map, MouseEvent.MOUSE_RELEASED, to.x, to.y);
        });
    assertThat(pad().timbres()).hasSize(count + 1).last().isEqualTo(bank.get(harp));

    float w = edt(map::getWidth);
    float h = edt(map::getHeight);
    stroke(map, 2, 2, w - 2, 2, w - 2, h - 2, 2, h - 2, 2, 20);
    List<Timbre> caught = pad().timbres();
    assertThat(caught).hasSize(Blend.MOST).doesNotHaveDuplicates();
    assertThat(pad().isFree()).isTrue();
    for (int a = 0; a < caught.size(); a++) {
      for (int b = 0; b < caught.size(); b++) {
        float gap = onMap(map, caught.get(a)).x - onMap(map, caught.get(b)).x;
        if (gap > 0.3f * w) {
          assertThat(pad().place(a).x()).as("as on the map").isGreaterThan(pad().place(b).x());
        }
      }
    }
    on.push("back");
    on.push("undo");
    assertThat(pad().size()).isEqualTo(count + 1);
  }

  private Point2D.Float onMap(TimbreMapView map, Timbre timbre) {
    return edt(() -> map.place(on.session.bank().timbres().indexOf(timbre)));
  }

  /** A lasso round corners: x and y, one after the other. */
  private static void stroke(TimbreMapView map, float... corners) {
    int shift = MouseEvent.SHIFT_DOWN_MASK | MouseEvent.BUTTON1_DOWN_MASK;
    int left = MouseEvent.BUTTON1;
    run(
        () -> {
          EngineWindow.mouse(map, MouseEvent.MOUSE_PRESSED, corners[0], corners[1], left, shift);
          for (int i = 2; i < corners.length; i += 2) {
            for (int step = 1; step <= 10; step++) {
              EngineWindow.mouse(
                  map,
                  MouseEvent.MOUSE_DRAGGED,
                  corners[i - 2] + step * (corners[i] - corners[i - 2]) / 10,
                  corners[i - 1] + step * (corners[i + 1] - corners[i - 1]) / 10,
                  left,
                  shift);
            }
          }
          EngineWindow.mouse(map, MouseEvent.MOUSE_RELEASED, corners[0], corners[1], left, shift);
        });
  }

  private static Point rounded(Point2D.Float at) {
    return new Point(Math.round(at.x), Math.round(at.y));
  }

  @Test
  @Tag("long")
  void aPresetWithPointsComesBackBitForBit() {
    on.push("addPoint");
    choose("cello");
    drag(0, 0.27, 0.61);
    PadTimbres mine = pad();
    on.push("save");
    run(() -> on.find("presetName", JTextField.class).setText("Points"));
    on.push("presetNameOk");
    eventually(
        "it is saved",
        () -> on.presets.entries().stream().anyMatch(e -> e.title().equals("Points")));
    Patch saved = on.presets.load("points", on.session.bank());
    assertThat(saved.pad()).isEqualTo(mine);
    eventually("it is shown", () -> edt(() -> on.button("presets").getText().equals("Points")));
    on.push("back");
    on.push("nextPreset");
    eventually("another plays", () -> !on.session.patch().name().equals("Points"));
    on.push("previousPreset");
    eventually("it plays", () -> on.session.patch().equals(saved));
    assertThat(edt(() -> on.button("freePoints").isSelected())).isTrue();
  }
}
