package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

/** Lines drawn through the map of the bundled timbres, step by step. */
class DrawnPathsTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Sound sound = new Sound(player);
  private final Modulation modulation = new Modulation(sound);
  private final PadPath path = new PadPath(player, sound, modulation);
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<Timbre> timbres = Bundled.model().bank().timbres();
  private final TimbreMap map = TimbreMap.of(timbres);
  private PathTimer timer =
      (patch, drawn, progress) -> {
        progress.accept(0.5);
        return drawn;
      };
  private final DrawnPaths paths =
      new DrawnPaths(sound, path, (a, b, c) -> timer.evened(a, b, c), work::add, Runnable::run);

  DrawnPathsTest() {
    paths.setTell(told::add, failed::add);
  }

  private Point at(double seconds, int timbre) {
    return new Point(seconds, map.x(timbre), map.y(timbre));
  }

  private int furthest(int from) {
    int best = from;
    for (int t = 0; t < map.size(); t++) {
      double far = Math.hypot(map.x(t) - map.x(from), map.y(t) - map.y(from));
      double now = Math.hypot(map.x(best) - map.x(from), map.y(best) - map.y(from));
      best = far > now ? t : best;
    }
    return best;
  }

  private void drawAcross() {
    paths.draw(map, timbres, List.of(at(50, 0), at(53, furthest(0))));
  }

  @Test
  void aLineBecomesCornersAndPathAsOneEdit() {
    Patch before = sound.current();
    sound.binding(Parameter.PATH).steer(0.25f);
    drawAcross();
    assertThat(paths.isRunning()).isTrue();
    assertThat(player.patch()).as("nothing until it is timed").isEqualTo(before);
    work.remove().run();
    assertThat(paths.isRunning()).isFalse();
    assertThat(player.patch().corner(0)).isEqualTo(timbres.get(0));
    assertThat(player.patch().corners()).contains(timbres.get(furthest(0)));
    assertThat(path.path().mode()).isEqualTo(Mode.PING_PONG);
    assertThat(path.path().length()).isCloseTo(3, within(1e-6));
    assertThat(path.isPlaying()).isTrue();
    assertThat(told).singleElement().asString().contains(timbres.get(0).title()).contains("3.0 s");
    sound.history().undo();
    assertThat(player.patch().corners()).isEqualTo(before.corners());
    assertThat(path.path()).isEqualTo(MorphPath.NONE);
    assertThat(sound.current().value(Parameter.PATH)).isEqualTo(0.25f);
    sound.history().redo();
    assertThat(path.path().length()).isCloseTo(3, within(1e-6));
  }

  @Test
  void aFailureLeavesAllAsItWas() {
    Patch before = sound.current();
    timer =
        (patch, drawn, progress) -> {
          throw new IllegalStateException("no such model");
        };
    drawAcross();
    work.remove().run();
    paths.draw(map, timbres, List.of(at(0, 3), at(1, 3)));
    work.remove().run();
    assertThat(failed).hasSize(2);
    assertThat(failed.get(0)).contains("no such model");
    assertThat(failed.get(1)).contains(timbres.get(3).name()).contains("wanted two timbres");
    assertThat(sound.current()).isEqualTo(before);
    assertThat(paths.isRunning()).isFalse();
    assertThat(sound.history().undoTitle()).isNull();
  }

  @Test
  void whatWasGivenUpOrOvertakenChangesNothing() {
    drawAcross();
    paths.cancel();
    work.remove().run();
    assertThat(path.path().isEmpty()).isTrue();
    drawAcross();
    sound.setCorner(0, player.timbre("oboe"));
    work.remove().run();
    assertThat(path.path().isEmpty()).isTrue();
    assertThat(failed).singleElement().asString().contains("once more");
    assertThat(player.patch().corner(0).name()).isEqualTo("oboe");
  }

  @Test
  void aQuickLineTakesASecondAndThePathsSettingsStay() {
    modulation.edit(
        "a path",
        modulation
            .matrix()
            .withPath(
                MorphPath.of(List.of(new Point(0, 0, 0), new Point(1, 1, 1)))
                    .withMode(Mode.LOOP, 2)
                    .withByNote(true)
                    .withSmooth(true)));
    paths.draw(map, timbres, List.of(at(50, 0), at(50.02, furthest(0))));
    work.remove().run();
    assertThat(path.path().length()).isCloseTo(1, within(1e-6));
    assertThat(path.path().mode()).isEqualTo(Mode.LOOP);
    assertThat(path.path().byNote()).isTrue();
    assertThat(path.path().smooth()).as("a curve would leave the timing").isFalse();
  }
}
