package ligature.plugin.clap;

import static ligature.plugin.clap.TestClaps.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import ligature.files.InputException;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin of ours that uses every part of the interface, in this process. It watches its host: a
 * call on a wrong thread, out of order or with a wrong size, and it refuses to process.
 */
class ClapPluginTest {

  private static final int RATE_HZ = 48_000;
  private static final int HOP = 128;
  private static final int LATE = 32;
  private static final int TAIL = 1000;

  @TempDir private static Path folder;
  private static Path claps;

  @BeforeAll
  static void builds() throws Exception {
    claps = TestClaps.build(folder);
  }

  private static ClapPlugin prepared(String name) {
    ClapPlugin plugin = TestClaps.open(claps, name);
    plugin.prepare(RATE_HZ, HOP);
    return plugin;
  }

  private static float[] block(Plugin plugin, float value) {
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    Arrays.fill(left, value);
    Arrays.fill(right, -value);
    plugin.process(left, right, HOP);
    return left;
  }

  @Test
  void parametersHaveNamesRangesAndChoices() {
    try (ClapPlugin plugin = TestClaps.open(claps, "full")) {
      assertThat(plugin.parameters())
          .extracting(PluginParameter::id)
          .containsExactly("gain", "mode", "osc-1-level", "osc-2-level");
      PluginParameter mode = plugin.parameters().get(1);
      assertThat(mode.choices()).containsExactly("Half", "Unity", "Double");
      assertThat(mode.initial()).isEqualTo(1);
      assertThat(plugin.parameters().get(0).max()).isEqualTo(2);
    }
  }

  @Test
  void aThousandBlocksWithParametersAndLatency() {
    try (ClapPlugin plugin = prepared("full")) {
      assertThat(plugin.latencyFrames()).isEqualTo(LATE);
      float[] first = block(plugin, 0.5f);
      assertThat(first[LATE - 1]).isZero();
      assertThat(first[LATE]).isEqualTo(0.5f);
      plugin.set(index(plugin, "gain"), 0.5f);
      plugin.set(index(plugin, "mode"), 2);
      assertThat(block(plugin, 0.25f)[100]).isEqualTo(0.25f);
      plugin.set(index(plugin, "mode"), 0);
      for (int b = 0; b < 1000; b++) {
        assertThat(block(plugin, 0.25f)[100]).isEqualTo(0.0625f);
      }
      assertThat(plugin.complaint()).isEmpty();
    }
  }

  /** What can be moved keeps its value beside the movement; what cannot is set to the sum. */
  @Test
  void parametersAreMovedBesideTheirValues() {
    try (ClapPlugin plugin = prepared("full")) {
      int gain = index(plugin, "gain");
      int level = index(plugin, "osc-1-level");
      block(plugin, 0.5f);
      plugin.modulate(gain, 1, 0.5f);
      plugin.modulate(level, 0.25f, 0.5f);
      assertThat(block(plugin, 0.5f)[100]).isEqualTo(0.75f + 0.75f);
      byte[] state = plugin.state();
      plugin.modulate(gain, 1, 0);
      plugin.modulate(level, 0.25f, 0);
      assertThat(block(plugin, 0.5f)[100]).isEqualTo(0.5f + 0.25f);
      assertThat(
              java.nio.ByteBuffer.wrap(state).order(java.nio.ByteOrder.nativeOrder()).getDouble(8))
          .as("the gain in the state")
          .isEqualTo(1);
    }
  }

  @Test
  void notesAndExpressionsArriveOnTheirFrames() {
    try (ClapPlugin plugin = prepared("synth")) {
      assertThat(plugin.takesNotes()).isTrue();
      plugin.play(17, NoteEvent.KEY_TUNING, 0, 60, 25);
      plugin.play(17, NoteEvent.NOTE_ON, 0, 60, 0.5f);
      plugin.play(100, NoteEvent.KEY_PRESSURE, 0, 60, 0.125f);
      plugin.play(110, NoteEvent.NOTE_ON, 0, 64, 0.25f);
      plugin.play(120, NoteEvent.NOTE_OFF, 0, 60, 0);
      float[] out = block(plugin, 0);
      assertThat(out[16]).isZero();
      assertThat(out[17]).isEqualTo(0.75f);
      assertThat(out[99]).isEqualTo(0.75f);
      assertThat(out[100]).isEqualTo(0.875f);
      assertThat(out[110]).isEqualTo(1.125f);
      assertThat(out[120]).isEqualTo(0.25f);
      plugin.play(3, NoteEvent.PITCH_BEND, 0, 0, 0.5f); // of two semitones
      plugin.set(index(plugin, "gain"), 0.5f); // goes before, whenever it is said
      plugin.play(5, NoteEvent.CHANNEL_PRESSURE, 0, 0, 0.5f);
      plugin.play(5, NoteEvent.CONTROLLER, 0, 64, 1); // it knows no MIDI
      plugin.play(9, NoteEvent.ALL_NOTES_OFF, 0, 0, 0);
      out = block(plugin, 0);
      assertThat(out[3]).isCloseTo(0.26f, within(1e-6f));
      assertThat(out[5]).isCloseTo(0.76f, within(1e-6f));
      assertThat(out[9]).isZero();
      plugin.play(0, NoteEvent.NOTE_ON, 0, 60, 0.5f);
      assertThat(block(plugin, 0)[127]).as("its tuning ended with its key").isEqualTo(0.5f);
      plugin.reset();
      assertThat(block(plugin, 0)[127]).isZero();
      assertThat(plugin.complaint()).isEmpty();
    }
  }

  @Test
  void whoKnowsMidiAloneGetsMidi() {
    try (ClapPlugin plugin = prepared("midi")) {
      plugin.play(17, NoteEvent.NOTE_ON, 0, 60, 1);
      plugin.play(20, NoteEvent.CONTROLLER, 0, 64, 1);
      plugin.play(120, NoteEvent.NOTE_OFF, 0, 60, 0);
      float[] out = block(plugin, 0);
      assertThat(out[16]).isZero();
      assertThat(out[17]).isEqualTo(1);
      assertThat(out[119]).isEqualTo(1);
      assertThat(out[120]).isZero();
    }
  }

  @Test
  void aMonoPluginServesBothSides() {
    try (ClapPlugin plugin = prepared("mono")) {
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      Arrays.fill(left, 0.5f);
      Arrays.fill(right, -0.25f);
      plugin.set(index(plugin, "gain"), 2);
      plugin.process(left, right, HOP);
      assertThat(left[100]).isEqualTo(1);
      assertThat(right[100]).isEqualTo(-0.5f);
    }
  }

  @Test
  void stateRoundTrip() {
    byte[] state;
    try (ClapPlugin plugin = prepared("full")) {
      plugin.set(index(plugin, "gain"), 0.25f);
      plugin.play(0, NoteEvent.NOTE_ON, 0, 60, 1);
      plugin.play(1, NoteEvent.NOTE_OFF, 0, 60, 1);
      block(plugin, 0);
      state = plugin.state();
    }
    try (ClapPlugin plugin = TestClaps.open(claps, "full")) {
      plugin.restore(state);
      plugin.prepare(RATE_HZ, HOP);
      assertThat(plugin.state()).isEqualTo(state);
      block(plugin, 0);
      assertThat(block(plugin, 0.5f)[100]).isEqualTo(0.125f);
      for (byte[] wrong : new byte[][] {{1, 2, 3}, Arrays.copyOf(state, state.length + 1)}) {
        assertThatThrownBy(() -> plugin.restore(wrong))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("its saved state is damaged");
      }
    }
  }

  /** By what process returns: it goes on, has a tail, sleeps; and wakes with a note. */
  @Test
  void theChainListensToWhatItReturns() {
    try (InsertChain chain =
        new InsertChain(RATE_HZ, HOP, id -> TestClaps.open(claps, id.substring(5)))) {
      chain.set(java.util.List.of(InsertSetting.of("clap:full")));
      assertThat(chain.problems()).isEmpty();
      assertThat(chain.latencyFrames()).isEqualTo(LATE);
      assertThat(chain.isSilent()).isFalse(); // the plan is not taken yet
      chain.process(new float[HOP], new float[HOP]);
      assertThat(chain.isSilent()).isTrue();
      float[] loud = new float[HOP];
      Arrays.fill(loud, 0.5f);
      chain.process(loud, loud.clone());
      int blocks = 0;
      for (; !chain.isSilent(); blocks++) {
        chain.process(new float[HOP], new float[HOP]);
      }
      assertThat(blocks * HOP).isBetween(LATE + TAIL, LATE + TAIL + 2 * HOP);
      chain.play(5, NoteEvent.NOTE_ON, 0, 60, 0.5f);
      float[] left = new float[HOP];
      chain.process(left, new float[HOP]);
      assertThat(left[4]).isZero();
      assertThat(left[5]).isEqualTo(0.5f);
      assertThat(chain.problems()).isEmpty();
    }
  }

  @Test
  void itIsCalledBackOnTheMainThread() throws Exception {
    try (ClapPlugin plugin = prepared("full")) {
      for (int i = 0; i < 60; i++) { // its timer runs, too
        block(plugin, 0);
        Thread.sleep(2);
      }
      plugin.setOffline(true);
      block(plugin, 0); // would fail if any call had been on a wrong thread
      assertThat(plugin.complaint()).isEmpty();
    }
  }

  @Test
  void aCallOnAWrongThreadIsTold() {
    try (ClapPlugin plugin = prepared("wrong-thread")) {
      for (int b = 0; b < 50; b++) {
        block(plugin, 0);
      }
      assertThat(plugin.complaint()).isEmpty();
      block(plugin, 0);
      assertThat(plugin.complaint())
          .isEqualTo("calls clap.state mark_dirty on a wrong thread; wanted the main thread");
    }
  }

  @Test
  void whatRefusesOrFailsIsNamed() {
    assertThatThrownBy(() -> TestClaps.open(claps, "refuses"))
        .isInstanceOf(InputException.class)
        .hasMessage("clap:ligature.test.refuses: refuses to start");
    assertThatThrownBy(() -> TestClaps.open(claps, "nowhere"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no such plugin");
    try (ClapPlugin plugin = TestClaps.open(claps, "full")) {
      assertThatThrownBy(() -> plugin.prepare(44_100, HOP))
          .hasMessageContaining("refuses 44100 Hz");
    }
    try (ClapPlugin plugin = prepared("error")) {
      assertThatThrownBy(
              () -> {
                for (int b = 0; b < 60; b++) {
                  block(plugin, 0);
                }
              })
          .hasMessage("says that it cannot process");
    }
  }

  @Test
  void aBlockCostsLittleGarbage() {
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    try (ClapPlugin plugin = prepared("full")) {
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      Runnable blocks =
          () -> {
            for (int i = 0; i < 10_000; i++) {
              plugin.process(left, right, HOP);
            }
          };
      blocks.run();
      long before = bean.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      blocks.run();
      long bytes = (bean.getCurrentThreadAllocatedBytes() - before) / 10_000;
      System.out.printf(
          "CLAP: %d bytes, %.1f us a block%n", bytes, (System.nanoTime() - start) / 1e7);
      assertThat(bytes).as("JNA's own").isLessThan(1000);
    }
  }
}
