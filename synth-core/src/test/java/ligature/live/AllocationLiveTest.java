package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ligature.audio.AudioSettings;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.rt.CaptureRing;
import ligature.testing.FaultyModel;
import ligature.testing.JackProbe;
import ligature.testing.JackTwin;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While it plays, our code allocates nothing on JACK's own thread, nor on the model thread.
 *
 * <p>Both threads allocate in libraries: JNAJack for each callback, DJL for each call of the
 * network. What JNAJack takes is measured by a {@link JackTwin} of our client that calls it in the
 * same way and does nothing else; what the network takes is measured around each of its calls.
 *
 * <p>In a JVM of its own that compiles neither JNAJack nor JNA: compiled code leaves out objects
 * that nobody sees, here more and there fewer, which is more than what is looked for.
 */
@Tag("live")
class AllocationLiveTest {

  private static final int RATE = 48_000;
  private static final int PERIOD = 128;
  private static final int WARM_FRAMES = RATE;

  /** The middle one counts: a library now and then allocates more, for once. */
  private static final int WINDOWS = 9;

  private static final int WINDOW_FRAMES = RATE / 8;

  /** The smallest object there is takes twice as much. */
  private static final double MOST_BYTES_A_CALL = 8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  /** On the model thread only, but for reading: what the network took, and how often. */
  private volatile long networkBytes;

  private volatile long hops;
  private long before;

  @Test
  void nothingIsAllocatedWhilePlaying() throws Exception {
    try (Jackd jackd = Jackd.start(RATE, PERIOD)) {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:CompileCommand=quiet",
              "-XX:CompileCommand=exclude,org/jaudiolibs/jnajack/*.*",
              "-XX:CompileCommand=exclude,com/sun/jna/*.*",
              "-XX:-UsePerfData",
              "-Dligature.home=" + Folders.home(),
              "-Djava.util.logging.config.file="
                  + Folders.home().resolve("native-config/logging.properties"),
              "-Dligature.config=" + folder,
              "-Dai.djl.offline=true",
              "-Dai.djl.pytorch.num_threads=1",
              "-cp",
              System.getProperty("java.class.path"),
              AllocationLiveTest.class.getName(),
              folder.toString());
      builder.environment().put("JACK_DEFAULT_SERVER", jackd.name());
      builder.environment().put("JACK_NO_START_SERVER", "1");
      Process child = builder.redirectErrorStream(true).start();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.print(said);
      assertThat(child.waitFor()).as(said).isZero();
    }
  }

  /** The child. Argument: a folder for its model. */
  public static void main(String[] args) throws Exception {
    try {
      new AllocationLiveTest().measure(Path.of(args[0]));
    } catch (Throwable t) { // JACK's threads would keep the JVM alive
      t.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private void measure(Path modelFolder) throws Exception {
    Model model = FaultyModel.in(modelFolder);
    FaultyModel.before(batch -> before = THREADS.getCurrentThreadAllocatedBytes());
    FaultyModel.after(
        batch -> {
          networkBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
          hops++;
        });
    Timbre flute = model.bank().find("flute");
    try (JackTwin twin = new JackTwin("twin");
        JackProbe keyboard = new JackProbe("keyboard", 0)) {
      play(keyboard);
      keyboard.activate();
      twin.activate();
      while (twin.callbacks() == 0) {
        Thread.sleep(5);
      }
      Set<Long> others = threads("JNAJack");
      try (LiveSession session =
          LiveSession.open(
              new LiveOptions(
                  model,
                  ComputeDevice.CPU,
                  Patch.of("flute", List.of(flute, flute)),
                  8,
                  "jack",
                  AudioSettings.defaults().withCapture(),
                  0,
                  List.of(),
                  null))) {
        session.captureTo(new CaptureRing(1 << 20));
        keyboard.connect("keyboard:midi_out", "twin:midi_in");
        keyboard.connect("keyboard:midi_out", "ligature:midi_in");
        Set<Long> audioThreads = threads("JNAJack");
        audioThreads.removeAll(others);
        assertThat(audioThreads).as("JACK's threads of our client").isNotEmpty();
        Set<Long> modelThread = threads("ligature-model");
        assertThat(modelThread).hasSize(1);

        waitUntil(session, WARM_FRAMES);
        double[] ours = new double[WINDOWS];
        double[] jnaJack = new double[WINDOWS];
        long modelBefore = bytes(modelThread) - networkBytes;
        long hopsBefore = hops;
        for (int i = 0; i < WINDOWS; i++) {
          long periods = session.meters().frame() / PERIOD;
          long callbacks = twin.callbacks();
          long bytes = bytes(audioThreads);
          long twinBytes = bytes(Set.of(twin.threadId()));
          waitUntil(session, WARM_FRAMES + (i + 1) * WINDOW_FRAMES);
          ours[i] =
              (double) (bytes(audioThreads) - bytes)
                  / (session.meters().frame() / PERIOD - periods);
          jnaJack[i] =
              (double) (bytes(Set.of(twin.threadId())) - twinBytes)
                  / (twin.callbacks() - callbacks);
        }
        long modelBytes = bytes(modelThread) - networkBytes - modelBefore;
        double aHop = (double) modelBytes / (hops - hopsBefore);
        Arrays.sort(ours);
        Arrays.sort(jnaJack);
        double aCallback = ours[WINDOWS / 2] - jnaJack[WINDOWS / 2];
        System.out.printf(
            "bytes allocated: on JACK's thread %.1f a callback, on that of a twin that does nothing"
                + " %.1f; on the model thread %.2f a hop beside the network, which takes %d%n",
            ours[WINDOWS / 2], jnaJack[WINDOWS / 2], aHop, networkBytes / hops);
        assertThat(session.meters().voices()).as("it played").isPositive();
        assertThat(keyboard.fault()).isNull();
        assertThat(twin.fault()).isNull();
        assertThat(jnaJack[0]).as("the twin is measured").isPositive();
        assertThat(aCallback).as("bytes a callback").isLessThan(MOST_BYTES_A_CALL);
        assertThat(aHop).as("bytes a hop").isLessThan(MOST_BYTES_A_CALL);
      }
    }
  }

  /** Chords, wheels and pedals, more often than hands can. */
  private static void play(JackProbe keyboard) {
    for (int i = 0; i < 600; i++) {
      int at = i * 480;
      int key = 48 + i * 7 % 36;
      keyboard.send(at, 0x90, key, 90);
      keyboard.send(at + 60, 0xE0, i % 128, 64);
      keyboard.send(at + 70, 0xB0, 1, i % 128);
      keyboard.send(at + 80, 0xB0, 64, i % 20 < 10 ? 127 : 0);
      keyboard.send(at + 90, 0xD0, i % 128, 0);
      keyboard.send(at + 400, 0x80, key, 64);
    }
  }

  private static void waitUntil(LiveSession session, long frame) throws InterruptedException {
    while (session.meters().frame() < frame && session.failure() == null) {
      Thread.sleep(5);
    }
    assertThat(session.failure()).isNull();
  }

  private static Set<Long> threads(String name) {
    return Arrays.stream(THREADS.dumpAllThreads(false, false, 0))
        .filter(thread -> thread.getThreadName().equals(name))
        .map(ThreadInfo::getThreadId)
        .collect(Collectors.toSet());
  }

  private static long bytes(Set<Long> threads) {
    return threads.stream().mapToLong(THREADS::getThreadAllocatedBytes).sum();
  }
}
