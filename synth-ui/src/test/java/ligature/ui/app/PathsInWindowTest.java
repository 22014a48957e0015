package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTextField;
import ligature.engine.NotePlaces;
import ligature.latent.Timbre;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.ui.Watchdog;
import ligature.ui.control.Knob;
import ligature.ui.control.MorphPad;
import ligature.ui.control.TimbreMapView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Paths and lassos on pad and map, over the instrument itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathsInWindowTest {

  /** The aim is a tenth of it; the machine may be busy. */
  private static final long LONGEST_BLOCK_MILLIS = 1000;

  private static final MorphPath THREE =
      MorphPath.of(
          List.of(new Point(0, 0.2f, 0.2f), new Point(1, 0.8f, 0.2f), new Point(2, 0.8f, 0.8f)));

  private static final long PATIENCE_MILLIS = 60_000;

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
  }

  private MorphPath path() {
    return on.session.patch().modulation().path();
  }

  private void window(String key) {
    JComponent content = (JComponent) on.frame().getContentPane();
    run(() -> content.getActionMap().get(key).actionPerformed(null));
  }

  /** Where the first note is on the pad. */
  private float noteX() {
    float[] places = new float[NotePlaces.MOST * NotePlaces.SIZE];
    return on.session.meters().places().read(places) == 0 ? Float.NaN : places[0];
  }

  @Test
  void aRecordedPathMovesTheSoundUntilItIsCleared() {
    on.push("pathRecord");
    on.dragPad(MouseEvent.MOUSE_PRESSED, 0.1, 0.2);
    eventually("it records", () -> edt(() -> on.pad().isHeld()));
    for (int i = 0; i <= 30; i++) {
      on.dragPad(MouseEvent.MOUSE_DRAGGED, 0.1 + 0.8 * i / 30, 0.2);
      EngineWindow.pause();
    }
    on.dragPad(MouseEvent.MOUSE_RELEASED, 0.9, 0.2);
    eventually("it plays", () -> edt(() -> on.button("pathLoop").isSelected()));
    on.key(60, true);
    for (int round = 0; round < 2; round++) {
      eventually("it is left", () -> noteX() < 0.35);
      eventually("it is right", () -> noteX() > 0.65);
    }
    eventually("the puck goes with it", () -> edt(() -> on.pad().puckX()) < 0.35);
    on.push("pathClear");
    eventually("it is where the pad is", () -> Math.abs(noteX() - 0.9) < 0.01);
    on.key(60, false);
  }

  private TimbreMapView openMap() {
    window("ctrl T");
    eventually(
        "the map is there",
        () ->
            edt(
                () -> {
                  TimbreMapView map = on.find("timbreMap", TimbreMapView.class);
                  return map.isShowing() && map.pointCount() > 0;
                }));
    return on.find("timbreMap", TimbreMapView.class);
  }

  private int indexOf(TimbreMapView map, double fx, double fy) {
    return edt(
        () ->
            IntStream.range(0, map.pointCount())
                .boxed()
                .min(
                    (a, b) ->
                        Double.compare(
                            map.place(a).distance(fx * map.getWidth(), fy * map.getHeight()),
                            map.place(b).distance(fx * map.getWidth(), fy * map.getHeight())))
                .orElseThrow());
  }

  private void stroke(TimbreMapView map, int modifiers, List<Point2D.Float> places) {
    int mask = modifiers | MouseEvent.BUTTON1_DOWN_MASK;
    Point2D.Float first = places.get(0);
    run(
        () ->
            EngineWindow.mouse(
                map, MouseEvent.MOUSE_PRESSED, first.x, first.y, MouseEvent.BUTTON1, mask));
    for (Point2D.Float at : places) {
      run(
          () ->
              EngineWindow.mouse(
                  map, MouseEvent.MOUSE_DRAGGED, at.x, at.y, MouseEvent.BUTTON1, mask));
      EngineWindow.pause();
    }
    Point2D.Float last = places.get(places.size() - 1);
    run(
        () ->
            EngineWindow.mouse(
                map, MouseEvent.MOUSE_RELEASED, last.x, last.y, MouseEvent.BUTTON1, modifiers));
  }

  private static List<Point2D.Float> between(Point2D.Float from, Point2D.Float to, int steps) {
    return IntStream.rangeClosed(0, steps)
        .mapToObj(
            i ->
                new Point2D.Float(
                    from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps))
        .toList();
  }

  @Test
  void aLineThroughTheMapBecomesThePathIsHeardAndSaved() {
    Patch before = on.session.patch();
    TimbreMapView map = openMap();
    int from = indexOf(map, 0.1, 0.5);
    int to = indexOf(map, 0.9, 0.5);
    List<Timbre> bank = on.session.bank().timbres();
    try (Watchdog watchdog = new Watchdog()) {
      on.push("mapTool Path");
      stroke(map, 0, edt(() -> between(map.place(from), map.place(to), 25)));
      assertThat(edt(map::hasStroke)).as("it stays while it is timed").isTrue();
      assertThat(edt(() -> on.find("mapProgress", JComponent.class).isVisible())).isTrue();
      awaitPath();
      assertThat(watchdog.longestMillis()).as(watchdog.stack()).isLessThan(LONGEST_BLOCK_MILLIS);
    }
    Patch made = on.session.patch();
    assertThat(made.corner(0)).isEqualTo(bank.get(from));
    assertThat(made.corners()).contains(bank.get(to));
    assertThat(made.modulation().path().length()).isBetween(0.99, 10.0);
    assertThat(edt(map::hasStroke)).isFalse();
    assertThat(edt(() -> on.find("message", JLabel.class).getText()))
        .startsWith("The path goes through " + bank.get(from).title());
    on.key(60, true);
    eventually("the head moves on the map", () -> edt(() -> map.heads().size()) == 1);
    Point2D.Float head = edt(() -> map.heads().get(0));
    eventually("on it goes", () -> edt(() -> map.heads().get(0).distance(head)) > 20);
    on.key(60, false);
    assertThat(saved("Drawn").modulation().path())
        .as("read back bit for bit")
        .isEqualTo(path())
        .isEqualTo(made.modulation().path());
    window("ctrl Z");
    assertThat(path()).isEqualTo(before.modulation().path());
    assertThat(on.session.patch().corners()).isEqualTo(before.corners());
    window("ctrl Y");
    assertThat(path()).isEqualTo(made.modulation().path());
  }

  /** To time a line is work, and other work may go on beside it. */
  private void awaitPath() {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (path().isEmpty() && System.currentTimeMillis() < end) {
      EngineWindow.pause();
    }
    assertThat(path().isEmpty()).as("not timed").isFalse();
  }

  private Patch saved(String title) {
    on.push("save");
    run(() -> on.find("presetName", JTextField.class).setText(title));
    on.push("presetNameOk");
    eventually(
        "it is saved", () -> on.presets.entries().stream().anyMatch(e -> e.title().equals(title)));
    on.push("back");
    return on.presets.load(title.toLowerCase(java.util.Locale.ROOT), on.session.bank());
  }

  @Test
  void aLassoSetsTheCornersAndSaysWhichOfMore() {
    List<Timbre> before = on.session.patch().corners();
    TimbreMapView map = openMap();
    float w = edt(map::getWidth);
    float h = edt(map::getHeight);
    stroke(
        map,
        MouseEvent.SHIFT_DOWN_MASK,
        List.of(
            new Point2D.Float(2, 2),
            new Point2D.Float(w - 2, 2),
            new Point2D.Float(w - 2, h - 2),
            new Point2D.Float(2, h - 2),
            new Point2D.Float(2, 20)));
    List<Timbre> caught = on.session.patch().corners();
    assertThat(caught).hasSize(4).doesNotHaveDuplicates().isNotEqualTo(before);
    assertThat(edt(() -> on.find("message", JLabel.class).getText()))
        .startsWith(on.session.bank().timbres().size() + " timbres in the lasso; furthest apart")
        .contains(caught.get(2).title());
    window("ctrl Z");
    assertThat(on.session.patch().corners()).isEqualTo(before);
    stroke(
        map,
        MouseEvent.SHIFT_DOWN_MASK,
        List.of(
            new Point2D.Float(2, 2),
            new Point2D.Float(12, 2),
            new Point2D.Float(12, 12),
            new Point2D.Float(2, 12)));
    assertThat(edt(() -> on.find("message", JLabel.class).getText())).startsWith("No timbre");
    assertThat(on.session.patch().corners()).isEqualTo(before);
    byKeys(map, "mapTool Lasso");
    assertThat(on.session.patch().corners()).isNotEqualTo(before);
    run(map::requestFocusInWindow);
    on.push("back");
  }

  /** Marks the first point and others to its right, and ends. */
  private void byKeys(TimbreMapView map, String tool) {
    on.push(tool);
    for (String key : List.of("RIGHT", "ENTER", "LEFT", "ENTER", "UP", "ENTER", "ctrl ENTER")) {
      run(() -> map.getActionMap().get(key).actionPerformed(null));
    }
  }

  private void show(MorphPath shown) {
    run(
        () ->
            on.session.load(
                on.session
                    .patch()
                    .withModulation(on.session.patch().modulation().withPath(shown))
                    .with(Parameter.PATH, 1)));
    eventually("it is shown", () -> edt(() -> on.button("pathEdit").isEnabled()));
  }

  private void onPad(int id, double x, double y, int button, int modifiers) {
    run(() -> EngineWindow.mouse(on.pad(), id, x, y, button, modifiers));
  }

  private void drag(Point2D.Float from, double byX, double byY, int modifiers) {
    int left = MouseEvent.BUTTON1;
    int mask = modifiers | MouseEvent.BUTTON1_DOWN_MASK;
    onPad(MouseEvent.MOUSE_PRESSED, from.x, from.y, left, mask);
    for (int i = 1; i <= 4; i++) {
      onPad(MouseEvent.MOUSE_DRAGGED, from.x + byX * i / 4, from.y + byY * i / 4, left, mask);
    }
    onPad(MouseEvent.MOUSE_RELEASED, from.x + byX, from.y + byY, left, modifiers);
  }

  private Point2D.Float handle(int index) {
    return edt(() -> on.pad().handle(index));
  }

  @Test
  void thePathsPointsArePulledPutInAndTakenAwayOnThePad() {
    show(THREE);
    window("ctrl shift R");
    MorphPad pad = on.pad();
    assertThat(edt(pad::handleCount)).isEqualTo(3);
    drag(handle(1), 0, -60, 0);
    Point pulled = path().points().get(1);
    assertThat(pulled.at()).isEqualTo(1);
    assertThat(pulled.y()).isGreaterThan(0.25f);
    assertThat(pulled.x()).isCloseTo(0.8f, within(0.01f));
    Point2D.Float middle =
        new Point2D.Float((handle(0).x + handle(1).x) / 2, (handle(0).y + handle(1).y) / 2);
    drag(middle, -30, 40, MouseEvent.CTRL_DOWN_MASK);
    assertThat(path().points()).hasSize(4);
    assertThat(path().points().get(1).at()).isCloseTo(0.5, within(0.02));
    Point2D.Float third = handle(2);
    onPad(MouseEvent.MOUSE_MOVED, third.x, third.y, MouseEvent.NOBUTTON, 0);
    assertThat(edt(pad::getComponentPopupMenu)).as("the click is for the point").isNull();
    onPad(
        MouseEvent.MOUSE_PRESSED,
        third.x,
        third.y,
        MouseEvent.BUTTON3,
        MouseEvent.BUTTON3_DOWN_MASK);
    onPad(MouseEvent.MOUSE_RELEASED, third.x, third.y, MouseEvent.BUTTON3, 0);
    assertThat(path().points()).hasSize(3).doesNotContain(pulled);
    for (String key : List.of("ctrl RIGHT", "ctrl RIGHT", "LEFT", "LEFT", "INSERT", "DELETE")) {
      run(() -> pad.getActionMap().get(key).actionPerformed(null));
    }
    assertThat(path().points()).hasSize(3);
    for (String key : List.of("INSERT", "ctrl LEFT", "DELETE")) {
      run(() -> pad.getActionMap().get(key).actionPerformed(null));
    }
    assertThat(edt(() -> pad.getAccessibleContext().getAccessibleDescription()))
        .startsWith("Point ");
    Knob length = on.find("path Length", Knob.class);
    run(() -> length.getActionMap().get("UP").actionPerformed(null));
    assertThat(path().length()).isGreaterThan(2);
    assertThat(edt(length::isShowing)).isTrue();
    assertThat(on.session.meters().value(Parameter.MORPH_X))
        .as("the pad was left alone")
        .isEqualTo(on.session.patch().value(Parameter.MORPH_X));
    for (int i = 0; i < 20 && !path().equals(THREE); i++) {
      window("ctrl Z");
    }
    assertThat(path()).as("step by step back").isEqualTo(THREE);
    window("ctrl shift R");
    assertThat(edt(pad::handleCount)).isZero();
    assertThat(edt(length::isShowing)).isFalse();
  }
}
