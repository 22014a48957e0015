package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import ligature.preset.Patch;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

/** How long it will take, and where it went. */
class RendersTest {

  private static final long SECOND = 1_000_000_000;

  private final List<String> shown = new ArrayList<>();
  private final List<Runnable> work = new ArrayList<>();
  private long now;
  private Renders renders;

  /** Tells of the time that is left while it works. */
  private final class Slow implements Renders.Renderer {

    private final List<Double> left = new ArrayList<>();

    @Override
    public String estimate(Renders.Order order, Patch patch) {
      return "long";
    }

    @Override
    public String render(Renders.Order order, Patch patch, DoubleConsumer progress) {
      left.add(renders.secondsLeft());
      now += 2 * SECOND;
      left.add(renders.secondsLeft());
      progress.accept(0.25);
      left.add(renders.secondsLeft());
      now += 6 * SECOND;
      progress.accept(0.5);
      left.add(renders.secondsLeft());
      return "done";
    }

    @Override
    public void show(String out) {
      shown.add(out);
    }
  }

  @Test
  void theTimeThatIsLeftIsToldAndWhatWasMadeIsShown() {
    Slow slow = new Slow();
    Sound sound = new Sound(new RecordingPlayer());
    renders = new Renders(sound, slow, work::add, Runnable::run, () -> now);
    now = 50 * SECOND;
    renders.showMade();
    assertThat(work).as("nothing was made").isEmpty();
    renders.render(new Renders.Order(Renders.Kind.NOTE, "/here/note.wav", "60", 100, 1, "", 1));
    work.remove(0).run();
    assertThat(slow.left.subList(0, 2)).as("too early").containsOnly(Double.NaN);
    assertThat(slow.left.get(2)).isCloseTo(6, within(1e-9));
    assertThat(slow.left.get(3)).isCloseTo(8, within(1e-9));
    assertThat(renders.secondsLeft()).as("it is over").isNaN();
    renders.showMade();
    work.remove(0).run();
    assertThat(shown).containsExactly("/here/note.wav");
  }
}
