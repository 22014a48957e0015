package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.ui.RecordingPlayer;
import ligature.ui.control.KnobValue;
import ligature.ui.control.PadRoute.Place;
import org.junit.jupiter.api.Test;

/** Points of a path that are pulled, put in and taken away, and its knobs. */
class PathHandlesTest {

  private static final MorphPath THREE =
      MorphPath.of(List.of(new Point(0, 0, 0), new Point(1, 1, 0), new Point(3, 1, 1)));

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Sound sound = new Sound(player, () -> nanos);
  private final Modulation modulation = new Modulation(sound, () -> nanos);
  private final PadPath path = new PadPath(player, sound, modulation, () -> nanos);
  private final PathHandles handles = path.handles();

  private void show(MorphPath shown) {
    modulation.edit("a path", modulation.matrix().withPath(shown));
  }

  private Point point(int index) {
    return path.path().points().get(index);
  }

  @Test
  void aPullIsOneEditWhateverItsWay() {
    show(THREE);
    handles.grab();
    for (int i = 1; i <= 10; i++) {
      handles.pull(1, 1 - 0.05f * i, 0.25f * i / 10);
    }
    handles.letGo();
    assertThat(point(1)).isEqualTo(new Point(1, 0.5f, 0.25f));
    assertThat(player.patch().modulation().path()).isEqualTo(path.path());
    handles.pull(1, 7, -2);
    assertThat(point(1)).as("kept on the pad").isEqualTo(new Point(1, 1, 0));
    sound.history().undo();
    assertThat(point(1)).isEqualTo(new Point(1, 0.5f, 0.25f));
    sound.history().undo();
    assertThat(path.path()).isEqualTo(THREE);
    assertThat(sound.history().undoTitle()).isEqualTo("a path");
  }

  @Test
  void aPointIsPutOnTheLineAndPulledOnAsOneEdit() {
    show(THREE);
    handles.grab();
    assertThat(handles.insert(1, 0.25)).isEqualTo(2);
    assertThat(point(2)).as("the line is as it was").isEqualTo(new Point(1.5, 1, 0.25f));
    handles.pull(2, 0.4f, 0.25f);
    handles.letGo();
    assertThat(handles.handles()).hasSize(4).element(2).isEqualTo(new Place(0.4f, 0.25f));
    sound.history().undo();
    assertThat(path.path()).isEqualTo(THREE);
    assertThat(handles.handles()).hasSize(3);
    sound.history().redo();
    assertThat(handles.handles()).hasSize(4);
    assertThat(handles.insertAfter(3)).as("before the last").isEqualTo(3);
    assertThat(point(3).at()).isEqualTo(2.25);
  }

  @Test
  void aPointOnACurveIsPutWhereTheCurveIs() {
    show(THREE.withSmooth(true).withMode(Mode.ONCE, 0));
    List<Place> line = handles.line();
    assertThat(line).hasSize(2 * 24 + 1);
    handles.insert(12, 0);
    assertThat(point(1).at()).isEqualTo(0.5);
    assertThat(point(1).x()).isEqualTo(line.get(12).x());
  }

  @Test
  void pointsAreTakenAwayButForTwo() {
    show(THREE);
    handles.remove(0);
    assertThat(path.path().points())
        .as("times begin at 0 again")
        .containsExactly(new Point(0, 1, 0), new Point(2, 1, 1));
    handles.remove(0);
    handles.remove(1);
    assertThat(path.path().points()).hasSize(2);
    sound.history().undo();
    assertThat(path.path()).isEqualTo(THREE);
  }

  /** A circle in 600 points. */
  private static MorphPath circle() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      double turn = 2 * Math.PI * i / 599;
      points.add(
          new Point(
              i * 0.01,
              (float) (0.5 + 0.4 * Math.cos(turn)),
              (float) (0.5 + 0.4 * Math.sin(turn))));
    }
    return MorphPath.of(points);
  }

  @Test
  void ofManyPointsFewAreHandlesAndTheOthersGoWithThem() {
    show(circle());
    int count = handles.handles().size();
    assertThat(count).isBetween(8, PathPoints.MOST_HANDLES);
    assertThat(handles.handles().get(0)).isEqualTo(new Place(0.9f, 0.5f));
    List<Place> before = handles.handles();
    List<Point> all = path.path().points();
    handles.pull(3, before.get(3).x(), before.get(3).y() - 0.2f);
    assertThat(handles.handles()).as("still the same ones").hasSize(count);
    assertThat(handles.handles().get(2)).isEqualTo(before.get(2));
    assertThat(handles.handles().get(4)).isEqualTo(before.get(4));
    double most = 0;
    for (int i = 1; i < all.size(); i++) {
      double step = Math.hypot(point(i).x() - point(i - 1).x(), point(i).y() - point(i - 1).y());
      most = Math.max(most, step);
    }
    assertThat(most).as("no jump beside it").isLessThan(0.03);
    sound.history().undo();
    assertThat(path.path().points()).isEqualTo(all);
    handles.remove(3);
    assertThat(handles.handles()).hasSize(count - 1).element(3).isEqualTo(before.get(4));
    assertThat(path.path().points().size()).as("straight there").isLessThan(590);
  }

  private KnobValue knob(String title) {
    return PathKnobs.of(sound, modulation, path).stream()
        .filter(k -> k.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void knobsTurnAllThatThePathHas() {
    show(THREE);
    knob("Mode").turn(2);
    knob("Length").turn(6);
    assertThat(path.path().mode()).isEqualTo(Mode.PING_PONG);
    assertThat(path.path().points()).extracting(Point::at).containsExactly(0.0, 2.0, 6.0);
    assertThat(knob("Length").text(6)).isEqualTo("6.00 s");
    sound.binding(Parameter.TEMPO).steer(120);
    knob("Unit").turn(1);
    assertThat(path.path().inBeats()).isTrue();
    assertThat(path.path().length()).as("as long at this tempo").isCloseTo(12, within(1e-6));
    assertThat(knob("Length").text(12)).isEqualTo("12.0");
    knob("Notes").turn(1);
    knob("Curve").turn(1);
    knob("By key").turn(-0.5f);
    knob("Spread").turn(0.2f);
    knob("Back").turn(3);
    knob("Phase").turn(0.5f);
    MorphPath made = player.patch().modulation().path();
    assertThat(made.byNote() && made.smooth()).isTrue();
    assertThat(made.keys()).isEqualTo(-0.5f);
    assertThat(made.spread()).isEqualTo(0.2f);
    assertThat(made.back()).isEqualTo(3);
    assertThat(sound.current().value(Parameter.PATH_PHASE)).isEqualTo(0.5f);
    for (int i = 0; i < 9; i++) {
      sound.history().undo();
    }
    assertThat(path.path()).isEqualTo(THREE);
    knob("Length").turn(0);
    assertThat(path.path().length()).isCloseTo(0.1, within(1e-6));
    show(circle());
    knob("Length").turn(0.1f);
    assertThat(path.path().points()).as("what came too near was left out").hasSizeLessThan(102);
    assertThat(point(path.path().points().size() - 1).x()).isEqualTo(0.9f, within(1e-6f));
  }
}
