package ligature.plugin.sandbox;

import static ligature.plugin.sandbox.Touchy.HOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.lv2.BrokenPlugins;
import ligature.plugin.lv2.Lv2Provider;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight voices are listened to while the child of their insert is shot; CrashesLiveTest does it
 * more often, through a real server.
 */
@Tag("live")
class CrashesWhilePlayingTest {

  @TempDir private Path folder;

  @Test
  void twoCrashes() throws Exception {
    crash(2);
  }

  @Test
  @Tag("long")
  void aHundredCrashes() throws Exception {
    crash(100);
  }

  private void crash(int times) throws Exception {
    String missing = new Lv2Provider().unavailable();
    Assumptions.assumeTrue(missing.isEmpty(), "SKIPPED: " + missing);
    Sandbox sandbox = Touchy.sandbox(BrokenPlugins.build(folder));
    Instrument voices =
        new Instrument(
            ToneTimbres.decoder(),
            8,
            1,
            ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")),
            new Meters());
    EventList events = new EventList();
    for (int v = 0; v < 8; v++) {
      events.add(0, Event.noteOn(0, 48 + 3 * v, 0.5f));
    }
    voices.addSource(events);
    IsolatedPlugin[] plugin = new IsolatedPlugin[1];
    try (InsertChain chain =
        new InsertChain(Touchy.RATE_HZ, HOP, id -> plugin[0] = Touchy.plugin(sandbox, "touchy"))) {
      chain.set(List.of(InsertSetting.of("test")));
      Player player = new Player(voices, chain);
      long[] away = new long[times];
      for (int i = 0; i < times; i++) {
        Touchy.await(
            "the plugin and a spare child",
            () -> player.hop() && !plugin[0].isAway() && sandbox.stands());
        long pid = sandbox.pids().get(0);
        if (i % 2 == 0) {
          Touchy.shoot(pid);
        } else {
          Touchy.kill(pid);
        }
        Touchy.await("the crash", () -> player.hop() && plugin[0].isAway());
        long gone = System.nanoTime();
        Touchy.await("the plugin", () -> player.hop() && !plugin[0].isAway());
        away[i] = System.nanoTime() - gone;
      }
      Arrays.sort(away);
      System.out.printf(
          "%d crashes; away for %.0f ms, at worst %.0f ms%n",
          times, away[times / 2] * 1e-6, away[times - 1] * 1e-6);
      assertThat(sandbox.replaced()).isGreaterThanOrEqualTo(times);
      assertThat(chain.problems()).isEmpty();
    }
    voices.close();
    assertThat(sandbox.pids()).isEmpty();
  }

  /** Renders hops and listens: no gap, no click, no number that is none. */
  private static final class Player {

    private final Instrument voices;
    private final InsertChain chain;
    private final float[] block = new float[2 * HOP];
    private final float[] left = new float[HOP];
    private final float[] right = new float[HOP];
    private float last;
    private long hops;

    Player(Instrument voices, InsertChain chain) {
      this.voices = voices;
      this.chain = chain;
    }

    boolean hop() {
      voices.render(block, 0, HOP);
      float steepest = 0.02f;
      for (int i = 0; i < HOP; i++) {
        left[i] = block[2 * i];
        right[i] = block[2 * i + 1];
        steepest = Math.max(steepest, i == 0 ? 0 : Math.abs(left[i] - left[i - 1]));
      }
      chain.process(left, right);
      float peak = 0;
      for (float sample : left) {
        assertThat(sample).isFinite();
        assertThat(Math.abs(sample - last)).as("a click").isLessThan(2.5f * steepest + 0.02f);
        peak = Math.max(peak, Math.abs(sample));
        last = sample;
      }
      if (hops++ > 100) {
        assertThat(peak).as("sound").isGreaterThan(0.01f);
      }
      return true;
    }
  }
}
