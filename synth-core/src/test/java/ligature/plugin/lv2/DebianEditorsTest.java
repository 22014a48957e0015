package ligature.plugin.lv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ligature.plugin.EditorExchange;
import ligature.plugin.NativeEditor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The editors that come with Debian's plugins open, live for a while and close. */
class DebianEditorsTest {

  private static final int RATE_HZ = 48_000;

  @BeforeEach
  void needsLilvAndADisplay() {
    Assumptions.assumeTrue(Lilv.isLoaded(), "SKIPPED: " + Lilv.missing());
    Assumptions.assumeTrue(
        System.getenv("DISPLAY") != null, "SKIPPED: no X display; apt install xvfb");
  }

  /** Hears what becomes of an editor. */
  private static final class Watcher implements NativeEditor.Host {
    final CountDownLatch shown = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);
    volatile String size = "";
    volatile String problem = "did not end";
    private final Lv2Type type;

    Watcher(Lv2Type type) {
      this.type = type;
    }

    @Override
    public float value(int parameter) {
      return type.ports().stream()
          .filter(p -> p.parameter() != null)
          .toList()
          .get(parameter)
          .initial();
    }

    @Override
    public void turned(int parameter, float value) {}

    @Override
    public void held(boolean held) {}

    @Override
    public void told() {}

    @Override
    public void shown(int width, int height) {
      size = width + "x" + height;
      shown.countDown();
    }

    @Override
    public void ended(String line) {
      problem = line;
      shown.countDown();
      ended.countDown();
    }
  }

  /** What is wrong with an editor, empty for nothing. */
  private static String tried(String uri, int millis) throws Exception {
    Lv2World world = Lv2World.get();
    Lv2Type type = world.type(uri);
    Lv2Editor editor = Lv2Editor.read(world, type);
    if (!editor.refusal().isEmpty()) {
      return editor.refusal();
    }
    Watcher watcher = new Watcher(type);
    NativeEditor.Window window =
        editor.open(type.name(), RATE_HZ, EditorExchange.inside(), watcher);
    assertThat(watcher.shown.await(60, TimeUnit.SECONDS)).as(uri).isTrue();
    Thread.sleep(millis);
    boolean lived = window.isOpen();
    window.close();
    assertThat(watcher.ended.await(60, TimeUnit.SECONDS)).as(uri).isTrue();
    System.out.println(uri + ": " + watcher.size + " " + watcher.problem);
    return lived ? watcher.problem : "ended by itself: " + watcher.problem;
  }

  /** One more opens among the short tests of the window. */
  @Test
  @Tag("long")
  void someOpen() throws Exception {
    for (String uri : List.of("http://gareus.org/oss/lv2/fil4#stereo", "urn:dragonfly:room")) {
      Assumptions.assumeTrue(
          Lv2World.get().plugin(uri) != null,
          "SKIPPED: " + uri + ": apt install x42-plugins dragonfly-reverb-lv2");
      assertThat(tried(uri, 300)).as(uri).isEmpty();
    }
  }

  @Test
  @Tag("long")
  void allOpen() throws Exception {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    Lv2World world = Lv2World.get();
    for (String uri : world.uris()) {
      if (world.type(uri).refusal().isEmpty() && Lv2Editor.read(world, world.type(uri)) != null) {
        tried++;
        String problem = tried(uri, 500);
        if (!problem.isEmpty()) {
          wrong.add(uri + ": " + problem);
        }
      }
    }
    System.out.println(tried + " editors, " + wrong.size() + " not shown: " + wrong);
    assertThat(wrong).hasSizeLessThanOrEqualTo(tried / 10);
  }
}
