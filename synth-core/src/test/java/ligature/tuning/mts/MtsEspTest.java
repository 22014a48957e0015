package ligature.tuning.mts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import ligature.tuning.Tuning;
import ligature.units.KeyPitch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of a real shared library, built here, that exports what MTS-ESP's exports. */
class MtsEspTest {

  /** The master's side, which the test plays. */
  private interface Master extends Library {
    int test_clients();

    void test_master(int on);

    void test_tune(int key, double hz);

    void test_filter(int key, int on);

    void test_multi(int channel, int on, int key, double hz, int filter);
  }

  @TempDir private static Path folder;
  private static Master master;
  private MtsEsp mts;

  @BeforeAll
  static void build() throws Exception {
    Path source = folder.resolve("mts.c");
    try (InputStream in = MtsEspTest.class.getResourceAsStream("/mts/mts.c")) {
      Files.copy(in, source);
    }
    Path library = folder.resolve("libMTS.so");
    try {
      Process gcc =
          new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", "" + library, "" + source)
              .inheritIO()
              .start();
      assertThat(gcc.waitFor()).isZero();
    } catch (IOException e) {
      System.out.println("SKIPPED: gcc is not installed (Debian: apt install gcc)");
      Assumptions.abort("gcc is not installed");
    }
    System.setProperty(MtsEsp.LIBRARY, library.toString());
    master = Native.load(library.toString(), Master.class);
  }

  @AfterAll
  static void forget() {
    System.clearProperty(MtsEsp.LIBRARY);
  }

  @BeforeEach
  void open() {
    mts = MtsEsp.open();
    for (int key = 0; key < 128; key++) {
      master.test_tune(key, 100 + key);
      master.test_filter(key, 0);
    }
    master.test_master(1);
  }

  @AfterEach
  void close() {
    mts.close();
    mts.close(); // once is enough
    assertThat(master.test_clients()).isZero();
  }

  @Test
  void theMastersPitchIsAskedForAtEveryNote() {
    assertThat(master.test_clients()).isEqualTo(1);
    assertThat(mts.scaleName()).isEqualTo("a test's scale");
    KeyPitch pitch = mts.over(Tuning.EQUAL);
    assertThat(pitch.hz(0, 127)).isEqualTo(227);
    master.test_tune(60, 256.5);
    assertThat(pitch.hz(3, 60)).isEqualTo(256.5);
    master.test_filter(61, 1);
    assertThat(pitch.hz(0, 61)).as("filtered").isZero();
    for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
      master.test_tune(62, broken);
      assertThat(pitch.hz(0, 62)).isZero();
    }
    master.test_master(0);
    assertThat(mts.scaleName()).isEmpty();
    assertThat(pitch.hz(0, 60)).as("without a master").isEqualTo(Tuning.EQUAL.hz(0, 60));
    assertThat(pitch.hz(0, 61)).isEqualTo(Tuning.EQUAL.hz(0, 61));
  }

  @Test
  void channelsMayHaveTablesOfTheirOwnButMpeNotesDoNot() {
    KeyPitch pitch = mts.over(Tuning.EQUAL);
    master.test_multi(5, 1, 60, 300, 0);
    master.test_multi(6, 1, 60, 310, 1);
    try {
      assertThat(pitch.hz(5, 60)).isEqualTo(300);
      assertThat(pitch.hz(6, 60)).as("filtered on its channel").isZero();
      assertThat(pitch.hz(4, 60)).isEqualTo(160);
      assertThat(pitch.hz(KeyPitch.NO_CHANNEL, 60)).isEqualTo(160);
    } finally {
      master.test_multi(5, 0, 60, 0, 0);
      master.test_multi(6, 0, 60, 0, 0);
    }
  }

  @Test
  void askingAllocatesNothing() {
    KeyPitch pitch = mts.over(Tuning.EQUAL);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < 3; round++) { // the first ones load classes
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20_000; i++) {
        sum += pitch.hz(i & 15, i & 127);
      }
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(sum).isGreaterThan(20_000 * 100.0);
    assertThat(allocated).isLessThan(1024); // the measuring itself takes some
  }

  @Test
  void theInstrumentSoundsAsTheMasterSays() {
    master.test_tune(70, 451);
    master.test_filter(72, 1);
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 70, 1));
    events.add(0, Event.noteOn(0, 72, 1));
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(),
            4,
            1,
            ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.dying("b")),
            new Meters());
    instrument.addSource(events);
    instrument.publish(mts.over(Tuning.EQUAL));
    float[] out = new float[2 * ToneTimbres.RATE_HZ];
    instrument.render(out, 0, ToneTimbres.RATE_HZ);
    assertThat(Audio.centsFrom(Audio.left(out), ToneTimbres.RATE_HZ, 451))
        .isEqualTo(0, within(0.05));
  }

  @Test
  void aLibraryThatIsNotThereIsNoClient() {
    String library = System.getProperty(MtsEsp.LIBRARY);
    System.setProperty(MtsEsp.LIBRARY, folder.resolve("none.so").toString());
    try {
      assertThat(MtsEsp.open()).isNull();
    } finally {
      System.setProperty(MtsEsp.LIBRARY, library);
    }
  }
}
