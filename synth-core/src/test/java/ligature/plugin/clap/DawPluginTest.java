package ligature.plugin.clap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.OfflineSong;
import ligature.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plugin for DAWs, built as users build it and opened by our own CLAP host, which watches its
 * threads; the Ligature that it plays is a process of its own.
 */
@Tag("live")
class DawPluginTest {

  private static final String PRESET = "bowed-piano";
  private static final int RATE_HZ = 48_000;
  private static final int BLOCK = 256;
  private static final int KEY = 60;
  private static final int ON = 1000;
  private static final int OFF = 40_000;
  private static final float VELOCITY = 0.75f;
  private static final String HEAD = "ligature-clap 1\n";
  private static final double SHORT_RELEASE = 0.2;

  /** By how many frames java:drive is late. */
  private static final int DRIVE_LATE = 38;

  private static final double AGREES_DB = -80;
  private static final double HEARD_DB = -60;

  @TempDir private Path folder;
  private Process ligature;

  private final float[] left = new float[BLOCK];
  private final float[] right = new float[BLOCK];

  @AfterEach
  void endsLigature() throws Exception {
    if (ligature != null) {
      ligature.destroyForcibly().waitFor();
    }
  }

  private void startLigature() throws Exception {
    ligature =
        Program.with(
                Map.of(
                    "XDG_RUNTIME_DIR", folder.toString(),
                    "XDG_CONFIG_HOME", folder.resolve("config").toString(),
                    "XDG_DATA_HOME", folder.resolve("data").toString(),
                    // it lives for seconds: the second compiler would only take from the first
                    "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"))
            .start(
                ProcessBuilder.Redirect.appendTo(folder.resolve("said.txt").toFile()),
                "play",
                "--headless",
                "--audio",
                "clap",
                "--preset",
                PRESET);
  }

  /** Opens the plugin as soon as Ligature answers it. */
  private ClapPlugin attached(Path file, boolean offline) throws Exception {
    for (int i = 0; i < 200; i++) {
      ClapPlugin plugin = new ClapPlugin(file, "ligature.bridge");
      plugin.setOffline(offline);
      plugin.prepare(RATE_HZ, BLOCK);
      if (plugin.latencyFrames() > 0) {
        return plugin;
      }
      plugin.close();
      assertThat(ligature.isAlive()).as(said()).isTrue();
      Thread.sleep(100);
    }
    throw new AssertionError("Ligature does not answer: " + said());
  }

  private String said() throws IOException {
    Path file = folder.resolve("said.txt");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Plays blocks of random sizes with a note in one of them; what comes out at the left. */
  private float[] played(Plugin plugin, int on, int off, int frames) {
    float[] out = new float[frames];
    Random sizes = new Random(7);
    for (int at = 0; at < frames; ) {
      int n = Math.min(frames - at, 1 + sizes.nextInt(BLOCK));
      if (on >= at && on < at + n) {
        plugin.play(on - at, NoteEvent.NOTE_ON, 0, KEY, VELOCITY);
      }
      if (off >= at && off < at + n) {
        plugin.play(off - at, NoteEvent.NOTE_OFF, 0, KEY, 0.5f);
      }
      plugin.process(left, right, n);
      System.arraycopy(left, 0, out, at, n);
      at += n;
    }
    return out;
  }

  private static float[] rendered() throws IOException {
    EventList song = new EventList();
    song.add(ON, Event.noteOn(0, KEY, VELOCITY));
    song.add(OFF, Event.noteOff(0, KEY, 0.5f));
    Patch patch =
        new PresetLibrary(List.of(Folders.home().resolve("presets")))
            .load(PRESET, Bundled.model().bank());
    return OfflineSong.left(song, patch, 16, 60_000);
  }

  /** In a DAW's render it is in step with Ligature, whose sound comes the declared frames later. */
  private void aNoteIsTheOfflineRender(ClapPlugin plugin, float[] offline) {
    int frames = offline.length;
    float[] heard = played(plugin, ON, OFF, frames);
    int late = plugin.latencyFrames();
    float[] difference = new float[frames - late];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = heard[i + late] - offline[i];
    }
    double residual = Audio.rmsDb(difference, 0, difference.length);
    System.out.printf("a note in a DAW: %d frames late, differs by %.0f dB%n", late, residual);
    assertThat(Audio.rmsDb(offline, 0, frames)).isGreaterThan(-40);
    assertThat(residual).isLessThan(AGREES_DB);
  }

  private static String text(byte[] state) {
    return new String(state, StandardCharsets.UTF_8);
  }

  private void theSoundIsInTheProject(ClapPlugin plugin) throws Exception {
    byte[] first = plugin.state();
    assertThat(text(first)).startsWith(HEAD + "{").contains("Bowed Piano");
    ObjectNode preset = (ObjectNode) new ObjectMapper().readTree(text(first).split("\n", 2)[1]);
    ((ObjectNode) preset.get("parameters")).put("release", SHORT_RELEASE);
    preset.remove("inserts"); // no reverb: what is lifted is over soon
    byte[] turned = (HEAD + preset).getBytes(StandardCharsets.UTF_8);
    plugin.restore(turned);
    assertThat(text(plugin.state())).isEqualTo(text(turned));
    Random random = new Random(3);
    byte[] noise = new byte[1000];
    random.nextBytes(noise);
    byte[] headed = (HEAD + "{" + text(noise)).getBytes();
    byte[] nowhere = text(turned).replace("\"piano\"", "\"nowhere\"").getBytes();
    byte[] cut = Arrays.copyOf(turned, turned.length / 2);
    for (byte[] wrong : List.of(noise, headed, nowhere, cut, new byte[0], new byte[2 << 20])) {
      assertThatThrownBy(() -> plugin.restore(wrong)).isInstanceOf(InputException.class);
    }
    assertThat(plugin.state()).as("after what was refused").isEqualTo(turned);
  }

  /** What the DAW is told of the latency when the sound gets an effect that is late. */
  private void anEffectThatIsLateIsToldWhileItPlays(ClapPlugin plugin) throws Exception {
    int before = plugin.latencyFrames();
    byte[] kept = plugin.state();
    ObjectNode preset = (ObjectNode) new ObjectMapper().readTree(text(kept).split("\n", 2)[1]);
    ObjectNode drive = preset.putArray("inserts").addObject();
    drive.put("plugin", "java:drive").putObject("parameters");
    plugin.takeWantsRestart();
    press(plugin, KEY, "before it has the effect");
    plugin.restore((HEAD + preset).getBytes(StandardCharsets.UTF_8));
    assertThat(restartsLate(plugin)).isEqualTo(before + DRIVE_LATE);
    press(plugin, KEY, "with the effect");
    plugin.restore(kept);
    assertThat(restartsLate(plugin)).isEqualTo(before);
    press(plugin, KEY, "without it");
    plugin.play(0, NoteEvent.NOTE_OFF, 0, KEY, 0.5f);
  }

  /** Plays on until it asks to be started anew, does so, and gives its latency. */
  private int restartsLate(ClapPlugin plugin) throws Exception {
    boolean wants = false;
    for (int i = 0; i < 2000 && !wants; i++) {
      plugin.process(left, right, BLOCK);
      wants = plugin.takeWantsRestart();
      Thread.sleep(2);
    }
    assertThat(wants).as("it asks for a restart: " + said()).isTrue();
    plugin.restart(RATE_HZ, BLOCK);
    return plugin.latencyFrames();
  }

  /** Plays on, in step, until it is heard, or silent for a while; whether that came. */
  private boolean becomes(Plugin plugin, boolean loud, int blocks) throws Exception {
    plugin.setOffline(true);
    int silent = 0;
    for (int i = 0; i < blocks; i++) {
      plugin.process(left, right, BLOCK);
      boolean heard = Audio.rmsDb(left, 0, BLOCK) > HEARD_DB;
      if (loud && heard) {
        return true;
      }
      silent = heard ? 0 : silent + 1;
      if (!loud && silent == 20) {
        return true;
      }
      if (!heard) {
        Thread.sleep(2); // perhaps there is nobody to be in step with
      }
    }
    return false;
  }

  /** Plays a key until it is heard. */
  private void press(Plugin plugin, int key, String when) throws Exception {
    boolean heard = false;
    for (int i = 0; i < 400 && !heard; i++) {
      plugin.play(0, NoteEvent.NOTE_ON, 0, key, VELOCITY);
      heard = becomes(plugin, true, 20);
    }
    assertThat(heard).as(when + ": " + said()).isTrue();
  }

  private void signal(String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + ligature.pid()).start().waitFor())
        .isZero();
  }

  /** Live it waits for nobody for long; a key whose note-off nobody took is lifted. */
  private void aLigatureThatHangsIsSilent(ClapPlugin plugin) throws Exception {
    press(plugin, KEY, "before");
    plugin.setOffline(false);
    signal("STOP");
    int blocks = 100;
    long begin = System.nanoTime();
    for (int i = 0; i < blocks; i++) {
      if (i == blocks / 2) {
        plugin.play(0, NoteEvent.NOTE_OFF, 0, KEY, 0.5f);
      }
      plugin.process(left, right, BLOCK);
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    assertThat(Audio.peak(left)).isZero();
    assertThat(seconds).as("a guard").isLessThan(10.0 * blocks * BLOCK / RATE_HZ);
    signal("CONT");
    press(plugin, KEY + 7, "when it goes on");
    plugin.play(0, NoteEvent.NOTE_OFF, 0, KEY + 7, 0.5f);
    assertThat(becomes(plugin, false, 1000)).as("the first key is lifted, too").isTrue();
  }

  @Test
  void itIsNoInsertOfOurOwn() throws Exception {
    Path file = TestClaps.buildOurs(folder.resolve("clap"), folder);
    ClapMain.run(
        () -> {
          ClapLibrary library = ClapLibrary.of(file);
          assertThat(library.plugins())
              .singleElement()
              .satisfies(
                  plugin -> {
                    assertThat(plugin.name()).isEqualTo("Ligature");
                    assertThat(plugin.features()).contains("instrument");
                    assertThat(ClapType.read(library, plugin).refusal()).contains("is for DAWs");
                  });
        });
  }

  @Test
  void aDawPlaysLigature() throws Exception {
    Path file = TestClaps.buildOurs(folder.resolve("clap"), folder);
    startLigature();
    float[] offline = rendered();
    ClapPlugin plugin = attached(file, true);
    try {
      aNoteIsTheOfflineRender(plugin, offline);
      theSoundIsInTheProject(plugin);
      anEffectThatIsLateIsToldWhileItPlays(plugin);
      aLigatureThatHangsIsSilent(plugin);
      press(plugin, KEY, "before its end");
      ligature.destroyForcibly().waitFor();
      plugin.setOffline(false);
      for (int i = 0; i < 4; i++) {
        plugin.process(left, right, BLOCK);
      }
      assertThat(Audio.peak(left)).as("silence after its end").isZero();
      startLigature();
      press(plugin, KEY, "when it is back");
      assertThat(text(plugin.state()))
          .as("the project's sound")
          .contains("\"release\":" + SHORT_RELEASE);
      assertThat(plugin.complaint()).isEmpty();
    } finally {
      plugin.close();
    }
  }
}
