package ligature.plugin.lv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.files.InputException;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.testing.Audio;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's plugins, in this process: each was seen to hold by ProbeTest. */
class Lv2PluginTest {

  private static final int RATE_HZ = 48_000;
  private static final int HOP = 128;
  private static final String MDA = "http://drobilla.net/plugins/mda/";
  private static final String DRAGONFLY = "urn:dragonfly:room";
  private static final String EXAMPLES = "http://lv2plug.in/plugins/";

  @TempDir private static Path folder;

  @BeforeEach
  void needsLilv() {
    Assumptions.assumeTrue(Lilv.isLoaded(), "SKIPPED: " + Lilv.missing());
  }

  private static Lv2Plugin opened(String uri, String debianPackage) {
    Lv2World world = Lv2World.get();
    Assumptions.assumeTrue(
        world.plugin(uri) != null, "SKIPPED: " + uri + ": apt install " + debianPackage);
    return new Lv2Plugin(world, world.type(uri));
  }

  private static int index(Plugin plugin, String parameter) {
    return plugin.parameters().stream().map(PluginParameter::id).toList().indexOf(parameter);
  }

  private static void setInitials(Plugin plugin) {
    for (int i = 0; i < plugin.parameters().size(); i++) {
      plugin.set(i, plugin.parameters().get(i).initial());
    }
  }

  /** The left side of so many blocks: noise for the first of them, then silence. */
  private static float[] process(Lv2Plugin plugin, int blocks, int noiseBlocks) {
    Random random = new Random(2);
    float[] out = new float[blocks * HOP];
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < HOP; i++) {
        left[i] = b < noiseBlocks ? 0.1f * (float) random.nextGaussian() : 0;
        right[i] = left[i];
      }
      plugin.process(left, right, HOP);
      System.arraycopy(left, 0, out, b * HOP, HOP);
    }
    return out;
  }

  @Test
  void aMonoPluginServesBothSides() {
    try (Lv2Plugin amp = opened(EXAMPLES + "eg-amp", "lv2-examples")) {
      amp.prepare(RATE_HZ, HOP);
      assertThat(amp.parameters()).extracting(PluginParameter::id).containsExactly("gain");
      assertThat(amp.parameters().get(0).unit()).isEqualTo("dB");
      amp.set(0, -6.0206f);
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      Arrays.fill(left, 0.5f);
      Arrays.fill(right, -0.25f);
      amp.process(left, right, HOP);
      assertThat(left[100]).isCloseTo(0.25f, within(1e-4f));
      assertThat(right[100]).isCloseTo(-0.125f, within(1e-4f));
    }
  }

  /** Options, URIDs and the worker are all required by this one. */
  @Test
  void dragonflySoundsOnAndKeepsItsState() {
    byte[] state;
    try (Lv2Plugin room = opened(DRAGONFLY, "dragonfly-reverb-lv2")) {
      room.setOffline(true);
      room.prepare(RATE_HZ, HOP);
      setInitials(room);
      float[] out = process(room, 375, 40);
      assertThat(Audio.rmsDb(out, 10_000, 20_000)).isBetween(-80.0, -30.0);
      state = room.state();
      assertThat(new String(state, StandardCharsets.UTF_8)).contains("urn:");
    }
    String other =
        new String(state, StandardCharsets.UTF_8).replace("Medium Clear", "Large Bright");
    try (Lv2Plugin room = opened(DRAGONFLY, "dragonfly-reverb-lv2")) {
      room.restore(other.getBytes(StandardCharsets.UTF_8));
      room.prepare(RATE_HZ, HOP);
      assertThat(new String(room.state(), StandardCharsets.UTF_8))
          .isEqualTo(other)
          .contains("Large Bright");
    }
    try (Lv2Plugin room = opened(DRAGONFLY, "dragonfly-reverb-lv2")) {
      room.restore("no Turtle {".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> room.prepare(RATE_HZ, HOP)).isInstanceOf(InputException.class);
    }
  }

  /** Not so Dragonfly, whose modulation draws random numbers of its own. */
  @Test
  void everyRenderIsTheSame() {
    float[] first = null;
    for (int run = 0; run < 2; run++) {
      try (Lv2Plugin ambience = opened(MDA + "Ambience", "mda-lv2")) {
        ambience.setOffline(true);
        ambience.prepare(RATE_HZ, HOP);
        setInitials(ambience);
        float[] out = process(ambience, 375, 40);
        assertThat(Audio.rmsDb(out, 3000, 5000)).isGreaterThan(-60);
        assertThat(first == null || Arrays.equals(first, out)).isTrue();
        first = out;
      }
    }
  }

  @Test
  void notesReachAnInstrumentOnTheirFrame() {
    try (Lv2Plugin piano = opened(MDA + "EPiano", "mda-lv2")) {
      piano.prepare(RATE_HZ, HOP);
      setInitials(piano);
      float[] out = new float[400 * HOP];
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      for (int b = 0; b < 400; b++) {
        if (b == 10) {
          piano.play(37, NoteEvent.NOTE_ON, 0, 69, 0.8f);
        }
        Arrays.fill(left, 0);
        piano.process(left, right, HOP);
        System.arraycopy(left, 0, out, b * HOP, HOP);
      }
      assertThat(Audio.firstAbove(out, 0)).isBetween(1317, 1319);
      assertThat(Audio.centsFrom(Arrays.copyOfRange(out, 4800, 48_000), RATE_HZ, 440))
          .isCloseTo(0, within(5.0));
      assertThat(piano.takesNotes()).isTrue();
      assertThat(piano.tailFrames()).isEqualTo(Plugin.UNKNOWN_TAIL);
    }
  }

  @Test
  void presetsGiveValues() {
    try (Lv2Plugin piano = opened(MDA + "EPiano", "mda-lv2")) {
      assertThat(piano.presets()).containsKeys("Bright", "Mellow", "Default");
      float bright = piano.presets().get("Bright").get("hardness");
      float mellow = piano.presets().get("Mellow").get("hardness");
      assertThat(bright).isBetween(0f, 1f).isNotEqualTo(mellow);
      assertThat(index(piano, "hardness")).isNotNegative();
    }
  }

  /** Its sample is loaded by the worker: the default state names it. */
  @Test
  void theWorkerLoadsASample() throws Exception {
    try (Lv2Plugin sampler = opened(EXAMPLES + "eg-sampler", "lv2-examples")) {
      sampler.prepare(RATE_HZ, HOP);
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      float peak = 0;
      for (int b = 0; b < 2000 && peak == 0; b++) {
        if (b % 100 == 10) {
          sampler.play(0, NoteEvent.NOTE_ON, 0, 60, 1);
        }
        sampler.process(left, right, HOP);
        peak = Math.max(peak, Audio.peak(left));
        Thread.sleep(0, 100_000); // the worker has its own thread
      }
      assertThat(peak).isGreaterThan(0.01f);
    }
  }

  @Test
  void theLatencyThatAPortReportsIsMadeUpFor() {
    Lv2Plugin limiter = opened("http://gareus.org/oss/lv2/dpl#stereo", "x42-plugins");
    InsertChain chain = new InsertChain(RATE_HZ, HOP, id -> id.equals("lv2:dpl") ? limiter : null);
    chain.set(List.of(InsertSetting.of("lv2:dpl").withWet(0.5f)));
    assertThat(chain.problems()).isEmpty();
    int latency = chain.latencyFrames();
    assertThat(latency).isBetween(1, 4800);
    float[] out = new float[100 * HOP];
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    for (int b = 0; b < 100; b++) {
      for (int i = 0; i < HOP; i++) {
        left[i] = (float) (0.1 * Math.sin(2 * Math.PI * 440 * (b * HOP + i) / RATE_HZ));
        right[i] = left[i];
      }
      chain.process(left, right);
      System.arraycopy(left, 0, out, b * HOP, HOP);
    }
    // quiet enough to pass: wet and dry, half each, must meet in phase
    for (int i = 6000; i < out.length; i++) {
      double expected = 0.1 * Math.sin(2 * Math.PI * 440 * (i - latency) / RATE_HZ);
      assertThat(out[i]).isCloseTo((float) expected, within(2e-3f));
    }
    chain.close();
  }

  @Test
  void aRunCostsLittleGarbage() {
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    try (Lv2Plugin amp = opened(EXAMPLES + "eg-amp", "lv2-examples")) {
      amp.prepare(RATE_HZ, HOP);
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      Runnable blocks =
          () -> {
            for (int i = 0; i < 10_000; i++) {
              amp.set(0, -(i % 10));
              amp.process(left, right, HOP);
            }
          };
      blocks.run();
      long before = bean.getCurrentThreadAllocatedBytes();
      blocks.run();
      long bytes = (bean.getCurrentThreadAllocatedBytes() - before) / 20_000;
      System.out.println("JNA: " + bytes + " bytes a run");
      assertThat(bytes).as("JNA's own, two runs a block").isLessThan(200);
    }
  }

  @Test
  void whatIsNotThereIsTold() {
    assertThatThrownBy(() -> new Lv2Provider(folder.resolve("p.json")).open("urn:nobody"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("urn:nobody");
  }
}
