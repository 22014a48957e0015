package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Component;
import java.awt.event.MouseEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.live.LiveSession;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.ui.TestRig;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JACK brings while the button is held becomes the timbre at D, by the model itself. */
class CaptureTest {

  /** The aim is a second; the machine may be busy. */
  private static final long LONGEST_NANOS = 10_000_000_000L;

  @TempDir private Path folder;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  private static void button(Component at, int id) {
    edt(
        () -> {
          at.dispatchEvent(
              new MouseEvent(
                  at, id, 0, MouseEvent.BUTTON1_DOWN_MASK, 5, 5, 1, false, MouseEvent.BUTTON1));
          return null;
        });
  }

  @Test
  void whatIsHeldIsCornerD() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (Jackd jackd = Jackd.start(48_000, 256);
        JackProbe probe = new JackProbe("captured-from", 1)) {
      Timbre oboe = Bundled.model().bank().find("oboe");
      Timbre flute = Bundled.model().bank().find("flute");
      LiveSession session =
          LiveSession.open(
              Bundled.options(Patch.of("Two", List.of(oboe, flute)), 4, "jack")
                  .capturingFrom("jack"));
      TestRig rig = new TestRig(session, folder);
      LigatureWindow window =
          EngineWindow.shown(
              rig, new LibraryStore(rig.presets(), session::bank), closed::countDown);
      try {
        // what is captured is what it plays itself: no microphone is as sure
        probe.connect("ligature:out_left", "ligature:in");
        Thread.sleep(3000); // nobody sings as soon as the window is there
        Component button = edt(() -> Components.find(window.frame(), "capture", Component.class));
        button(button, MouseEvent.MOUSE_PRESSED);
        edt(
            () -> {
              session.noteOn(64, 0.8f);
              return null;
            });
        Thread.sleep(1200);
        edt(
            () -> {
              session.noteOff(64);
              return null;
            });
        Thread.sleep(300);
        long begin = System.nanoTime();
        button(button, MouseEvent.MOUSE_RELEASED);
        for (int i = 0; i < 4 && session.patch().cornerCount() == 2; i++) {
          try {
            eventually("it is there", () -> session.patch().cornerCount() == 4);
          } catch (AssertionError e) {
            // a slow machine
          }
        }
        long nanos = System.nanoTime() - begin;
        eventually("at D", () -> session.patch().corner(3).name().equals("capture"));
        System.out.println("captured after " + nanos / 1_000_000 + " ms");
        assertThat(nanos).isLessThan(LONGEST_NANOS);
        TimbreZone heard = session.patch().corner(3).zone(0);
        assertThat(heard.key()).isEqualTo(64);
        // as loud as every other: at its loudest velocity
        Timbre made = session.patch().corner(3);
        TimbreZone hardest = made.zone(made.zoneCount() - 1);
        double loudest = Double.NEGATIVE_INFINITY;
        for (float db : hardest.levelDb()) {
          loudest = Math.max(loudest, db);
        }
        assertThat(loudest + hardest.gainDb()).isCloseTo(-23, within(4.0));
        assertThat(rig.timbreFolder().resolve("capture.timbre")).exists();
      } finally {
        edt(
            () -> {
              window.close();
              return null;
            });
        closed.await();
      }
      assertThat(Files.list(folder).toList()).isNotEmpty();
    }
  }
}
