package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import ligature.audio.AudioServer;
import ligature.audio.AudioSettings;
import ligature.audio.Hosted;
import ligature.audio.clap.DawProvider;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.InputException;
import ligature.midi.Controllers;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.clap.TestClaps;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server for DAWs and its file, in one process with the plugin and with a tone for a model. */
@Tag("live")
class DawServerTest {

  private static final int RATE_HZ = 48_000;
  private static final int KEY = 69;
  private static final int POSTED = 152;
  private static final int ANSWERED = 80;
  private static final int SLOTS_AT = 4096;

  @TempDir private static Path folder;
  private static Path file;
  private Path path;
  private DawProvider provider;
  private LiveStream stream;
  private ServerKeeper keeper;
  private final Caretaker caretaker = new Caretaker();

  @BeforeAll
  static void builds() throws Exception {
    file = TestClaps.buildOurs(folder.resolve("clap"), folder);
  }

  @BeforeEach
  void plays() throws Exception {
    path = folder.resolve("ligature-clap");
    Files.deleteIfExists(path); // each test has its own
    provider = new DawProvider(path);
    AudioServer server = open();
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(),
            4,
            1,
            ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")),
            new Meters());
    stream = new LiveStream(instrument, 0, server);
    instrument.addSource(stream.playback().midiEvents());
    keeper = new ServerKeeper(server, this::open, stream);
    stream.start();
    keeper.start();
    Hosted hosted =
        new Hosted() {
          @Override
          public int latencyFrames() {
            return stream.playback().latencyFrames();
          }

          @Override
          public String sound() {
            return "{}";
          }

          @Override
          public void load(String sound) {
            throw new InputException("no sound is taken");
          }
        };
    caretaker.every(5, () -> keeper.attend(hosted));
  }

  @AfterEach
  void ends() {
    keeper.close();
    caretaker.close();
    stream.close();
  }

  private AudioServer open() {
    return provider.open(AudioSettings.defaults());
  }

  private static Plugin plugin(int rateHz, int block) {
    Plugin plugin = TestClaps.openOurs(file);
    plugin.setOffline(true);
    plugin.prepare(rateHz, block);
    return plugin;
  }

  private static float[] played(Plugin plugin, int block, int on, int frames) {
    float[] out = new float[frames];
    float[] left = new float[block];
    float[] right = new float[block];
    for (int at = 0; at < frames; at += block) {
      if (on >= at && on < at + block) {
        plugin.play(on - at, NoteEvent.NOTE_ON, 0, KEY, 1);
      }
      plugin.process(left, right, Math.min(block, frames - at));
      System.arraycopy(left, 0, out, at, Math.min(block, frames - at));
    }
    return out;
  }

  /** How often it goes up through zero from a frame on. */
  private static int waves(float[] out, int from) {
    int waves = 0;
    for (int i = from + 1; i < out.length; i++) {
      waves += out[i - 1] < 0 && out[i] >= 0 ? 1 : 0;
    }
    return waves;
  }

  @Test
  void aDawChoosesRateAndBlocks() throws Exception {
    for (int[] wanted : new int[][] {{RATE_HZ, 512}, {44_100, 64}, {96_000, 1000}, {RATE_HZ, 1}}) {
      int rate = wanted[0];
      int on = rate / 10;
      try (Plugin plugin = plugin(rate, wanted[1])) {
        assertThat(plugin.latencyFrames()).isEqualTo(stream.playback().latencyFrames());
        assertThat(plugin.latencyFrames()).isGreaterThan(wanted[1]);
        float[] out = played(plugin, wanted[1], on, rate / 2);
        int settled = on / 2; // the note of before was cut
        int heard = Audio.firstAbove(Arrays.copyOfRange(out, settled, out.length), 1e-4f);
        assertThat(settled + heard - on - plugin.latencyFrames())
            .as("%d Hz: where it begins", rate)
            .isBetween(-rate / 1000, rate / 50);
        int begin = on + rate / 10;
        assertThat(waves(out, begin)).as("waves of 440 Hz").isBetween(130, 134);
        assertThat(Audio.rmsDb(out, begin, out.length)).isGreaterThan(-40);
      }
    }
  }

  @Test
  void onePluginPlaysAtATime() throws Exception {
    try (Plugin first = plugin(RATE_HZ, 256)) {
      try (Plugin second = plugin(RATE_HZ, 256)) {
        assertThat(second.latencyFrames()).isZero();
        assertThat(Audio.peak(played(second, 256, 0, 9600))).isZero();
        assertThat(Audio.peak(played(first, 256, 0, 9600))).isGreaterThan(0.01f);
        assertThat(new String(first.state())).endsWith("\n{}");
        assertThatThrownBy(() -> first.restore("ligature-clap 1\n{}".getBytes()))
            .isInstanceOf(InputException.class);
      }
    }
    try (Plugin third = plugin(RATE_HZ, 256)) {
      assertThat(Audio.peak(played(third, 256, 0, 9600))).isGreaterThan(0.01f);
    }
  }

  /** Somebody writes nonsense where the plugin writes: all is answered, and the next one plays. */
  @Test
  void nonsenseIsAnsweredAndPassedOver() throws Exception {
    Random random = new Random(5);
    try (RandomAccessFile memory = new RandomAccessFile(path.toFile(), "rw")) {
      ByteBuffer all =
          memory
              .getChannel()
              .map(FileChannel.MapMode.READ_WRITE, 0, memory.length())
              .order(ByteOrder.nativeOrder());
      byte[] noise = new byte[all.capacity() - SLOTS_AT - (1 << 20)];
      for (int i = 0; i < 20; i++) {
        random.nextBytes(noise);
        all.put(SLOTS_AT, noise);
        all.putInt(POSTED, all.getInt(POSTED) + 5);
        for (int wait = 0; wait < 1000 && all.getInt(ANSWERED) != all.getInt(POSTED); wait++) {
          Thread.sleep(2);
        }
        assertThat(all.getInt(ANSWERED)).isEqualTo(all.getInt(POSTED));
      }
    }
    assertThat(stream.failure()).isNull();
    try (Plugin plugin = plugin(RATE_HZ, 256)) {
      plugin.play(
          0, NoteEvent.CONTROLLER, 0, Controllers.VOLUME, 1); // it may have been turned down
      assertThat(Audio.peak(played(plugin, 256, 0, 9600))).isGreaterThan(0.01f);
    }
  }

  @Test
  void theFileIsCheckedFromBothSides() throws Exception {
    assertThatThrownBy(this::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another Ligature");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    keeper.close();
    byte[] whole = Files.readAllBytes(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    try (Plugin plugin = plugin(RATE_HZ, 256)) {
      assertThat(plugin.latencyFrames()).as("others could read it").isZero();
    }
    open().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .as("made anew")
        .isEqualTo("rw-------");
    whole[4]++; // the version
    Files.write(path, whole);
    open().close();
    assertThat(Files.readAllBytes(path)[4]).isEqualTo((byte) 1);
    Files.write(path, new byte[100]);
    open().close();
    assertThat(Files.size(path)).isEqualTo(whole.length);
    Files.delete(path);
    Files.createSymbolicLink(path, folder.resolve("elsewhere"));
    assertThatThrownBy(this::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a file of yours");
  }
}
