package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.swing.SwingUtilities;
import ligature.audio.UnderrunLog;
import ligature.latent.PadPoint;
import ligature.latent.TimbreBank;
import ligature.live.LiveSession;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.Disturbances;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.StallControl;
import ligature.ui.TestRig;
import ligature.ui.Watchdog;
import ligature.ui.WindowFixture;
import ligature.ui.control.MorphPad;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pad's puck and a point on it are dragged at 60 Hz while a chord sounds through a real server:
 * no underrun that a twin of the model thread does not see, too, and the window answers all the
 * while.
 */
@Tag("live")
class PadDragLiveTest {

  /** The aim is a tenth of it; the machine may be busy. */
  private static final long LONGEST_BLOCK_MILLIS = 1000;

  private static final int[] CHORD = {48, 55, 60, 64};
  private static final int RATE = 48_000;
  private static final int PERIOD = 128;
  private static final int STEPS_A_SECOND = 60;
  private static final long STEP_NANOS = 1_000_000_000 / STEPS_A_SECOND;

  @TempDir private Path folder;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @Test
  void aSecond() throws Exception {
    drag(1);
  }

  @Test
  @Tag("long")
  void twoMinutes() throws Exception {
    drag(120);
  }

  private static Patch patch() {
    TimbreBank bank = Bundled.model().bank();
    List<PadPoint> points =
        List.of(
            new PadPoint(0.1f, 0.1f),
            new PadPoint(0.9f, 0.2f),
            new PadPoint(0.2f, 0.9f),
            new PadPoint(0.8f, 0.8f),
            new PadPoint(0.5f, 0.55f));
    return Patch.of(
        "Dragged",
        new PadTimbres(
            List.of("flute", "cello", "french-horn", "oboe", "harp").stream()
                .map(bank::find)
                .toList(),
            points));
  }

  private void drag(int seconds) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (Jackd jackd = Jackd.start(RATE, PERIOD);
        StallControl control = new StallControl();
        JackProbe probe = new JackProbe("drag-watch", 1)) {
      LiveSession session = LiveSession.open(Bundled.options(patch(), 8, "jack"));
      TestRig rig = new TestRig(session, folder);
      LigatureWindow window =
          EngineWindow.shown(
              rig, new LibraryStore(rig.presets(), session::bank), closed::countDown);
      try (Watchdog watchdog = new Watchdog()) {
        probe.activate();
        for (int key : CHORD) {
          session.noteOn(key, 0.6f);
        }
        MorphPad pad = Components.find(window.frame(), "pad", MorphPad.class);
        Thread.sleep(1000); // the window has been painted, the chord has begun
        UnderrunLog log = session.underrunLog();
        long first = log.count();
        long before = session.underruns();
        int steps = seconds * STEPS_A_SECOND / 2 + STEPS_A_SECOND / 4; // and not back
        long late =
            circle(pad, edt(pad::puck), steps) + circle(pad, edt(() -> pad.pointOf(0)), steps);
        Disturbances machine = new Disturbances(control, probe);
        System.out.printf(
            "dragged for %d s: %d underruns, %d disturbances of the machine, %d steps came late,"
                + " the window answered within %d ms%n",
            seconds, session.underruns() - before, machine.count(), late, watchdog.longestMillis());
        assertThat(session.failure()).isNull();
        assertThat(session.patch().pad().place(0)).isNotEqualTo(patch().pad().place(0));
        machine.assertExcuse(log, first);
        assertThat(watchdog.longestMillis()).as(watchdog.stack()).isLessThan(LONGEST_BLOCK_MILLIS);
      } finally {
        edt(
            () -> {
              window.close();
              return null;
            });
        closed.await();
      }
    }
  }

  /**
   * Drags what lies at a place in circles through it, as often as a hand is asked.
   *
   * @return how many steps came a whole step late
   */
  private static long circle(MorphPad pad, Point2D.Float from, int steps) {
    double radius = 0.3 * edt(pad::getHeight);
    double toMiddle = from.x <= edt(pad::getWidth) / 2 ? 1 : -1;
    long late = 0;
    send(pad, MouseEvent.MOUSE_PRESSED, from.x, from.y);
    long next = System.nanoTime();
    for (int i = 1; i <= steps; i++) {
      double angle = 2 * Math.PI * i / STEPS_A_SECOND;
      send(
          pad,
          MouseEvent.MOUSE_DRAGGED,
          from.x + toMiddle * radius * (1 - Math.cos(angle)),
          from.y - radius * Math.sin(angle));
      next += STEP_NANOS;
      long wait = next - System.nanoTime();
      late += wait < -STEP_NANOS ? 1 : 0;
      LockSupport.parkNanos(Math.max(0, wait));
    }
    send(pad, MouseEvent.MOUSE_RELEASED, from.x, from.y);
    edt(() -> null); // all of it has arrived
    return late;
  }

  /** As the X server does it: nobody waits for the window. */
  private static void send(MorphPad pad, int id, double x, double y) {
    SwingUtilities.invokeLater(() -> EngineWindow.mouse(pad, id, x, y));
  }
}
