package ligature.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import ligature.files.InputException;
import ligature.files.Sha256;
import ligature.neural.TrustedModels;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginLibrary;
import ligature.plugin.sandbox.SandboxMain;
import ligature.testing.Audio;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are programs: asked for, tried out, and run in a child process that may end. */
@Tag("live")
class IsolatedModelsTest {

  private static final int RATE_HZ = 48_000;
  private static final int HOP = 128;

  @TempDir private static Path folder;

  @BeforeAll
  static void makeModels() throws Exception {
    TorchModels.make(folder);
  }

  @AfterAll
  static void distrust() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        trust(file, false);
      }
    }
  }

  private static void trust(Path file, boolean trusted) throws Exception {
    TrustedModels.installed().set(file, Sha256.of(file), trusted);
  }

  private static Path trusted(String name) throws Exception {
    trust(folder.resolve(name), true);
    return folder.resolve(name);
  }

  private static float[] noise(int frames) {
    Random random = new Random(1);
    float[] noise = new float[frames];
    for (int i = 0; i < frames; i++) {
      noise[i] = 0.2f * (float) random.nextGaussian();
    }
    return noise;
  }

  @Test
  void nothingIsRunBeforeItIsTrusted() throws Exception {
    Path file = folder.resolve("effect.ts");
    trust(file, false);
    assertThatThrownBy(() -> new NnProvider().open(file.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a program (TorchScript) of unknown origin, SHA-256 ")
        .hasMessageContaining(Sha256.of(file))
        .hasMessageContaining("ligature model trust " + file);
    assertThat(new NnProvider().check(file))
        .containsEntry("status", "untrusted")
        .containsEntry("trusted", false)
        .containsEntry("method hold", "1 channels a 64 samples to 1 channels a 32 samples")
        .doesNotContainKey("realTimeFactor");
    String sha256 = Sha256.of(file);
    trust(file, true);
    Files.write(file, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
    assertThatThrownBy(() -> new NnProvider().open(file.toString()))
        .isInstanceOf(InputException.class);
    TrustedModels.installed().set(file, sha256, false);
  }

  @Test
  void isolatedEqualsInsideToTheBit() throws Exception {
    for (String name : List.of("codec.ts", "knobs.nm")) {
      Path file = trusted(name);
      String id = (name.endsWith(".ts") ? "nn:" : "neutone:") + file;
      float[] inside = noise(100 * HOP);
      float[] isolated = inside.clone();
      try (TorchPlugin plugin = TorchModels.plugin(file, "", true)) {
        plugin.prepare(RATE_HZ, HOP);
        Hops.run(plugin, inside, inside.clone());
      }
      try (Plugin plugin = PluginLibrary.installed().open(id)) {
        assertThat(plugin.getClass().getSimpleName()).isEqualTo("IsolatedPlugin");
        plugin.setOffline(true);
        plugin.prepare(RATE_HZ, HOP);
        Hops.run(plugin, isolated, isolated.clone());
      }
      assertThat(isolated).as(name).isEqualTo(inside);
    }
  }

  private static String source() throws Exception {
    Path a = PlayedSource.recording(folder, "a.wav", java.util.Map.of(5, 0.3));
    Path b = PlayedSource.recording(folder, "b.wav", java.util.Map.of(5, 0.1, 15, 0.2));
    return "nn:" + trusted("tones.ts") + "#keys&a=" + a + "&b=" + b + "&voices=3";
  }

  private static float[] chord(Plugin plugin) {
    float[] left = new float[100 * HOP];
    for (int i = 0; i < 3; i++) {
      int key = 64 + 4 * i;
      plugin.play(11 * i, NoteEvent.NOTE_ON, 0, key, 0.8f);
    }
    plugin.blend(0.3f, 0.7f, 0, 0);
    Hops.run(plugin, left, left.clone());
    return left;
  }

  @Test
  void anIsolatedSourceEqualsInsideToTheBit() throws Exception {
    String id = source();
    float[] inside;
    String said = id.substring(id.indexOf('#') + 1);
    TorchFile file = TorchModels.file(folder.resolve("tones.ts"));
    TorchFace face = new TorchFace(KeyParameters.ALL, 1, true);
    try (TorchPlugin plugin = new TorchPlugin(state -> file.effect(said, state), face, false)) {
      plugin.setOffline(true);
      plugin.prepare(RATE_HZ, HOP);
      inside = chord(plugin);
    }
    try (Plugin plugin = PluginLibrary.installed().open(id)) {
      assertThat(plugin.getClass().getSimpleName()).isEqualTo("IsolatedPlugin");
      assertThat(plugin.isSource()).isTrue();
      plugin.setOffline(true);
      plugin.prepare(RATE_HZ, HOP);
      assertThat(chord(plugin)).isEqualTo(inside);
      assertThat(Audio.peak(inside)).isGreaterThan(0.05f);
    }
  }

  private static boolean isAlone(float[] left) {
    for (float sample : left) {
      if (Math.abs(sample - 0.1f) > 1e-4f) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aSourceWhoseProcessEndsIsSilentAloneAndComesBack() throws Exception {
    try (InsertChain chain = new InsertChain(RATE_HZ, HOP, PluginLibrary.installed()::open)) {
      chain.set(List.of(InsertSetting.of(source()).withWet(0.5f)));
      assertThat(chain.problems()).isEmpty();
      playUntil(chain, 0.2f, IsolatedModelsTest::isAlone); // what is delayed has come through
      double begun = playUntil(chain, 0.2f, left -> sounds(chain, left));
      playUntil(chain, 0.2f, left -> children().size() == 2);
      Thread.sleep(3_000); // the spare one loads the model
      children().get(0).destroyForcibly();
      // of what passes through the slot half is heard, before and after
      double alone = playUntil(chain, 0.2f, IsolatedModelsTest::isAlone);
      for (int i = 0; i < 20; i++) {
        playUntil(chain, 0.2f, left -> true);
      }
      double back = playUntil(chain, 0.2f, left -> sounds(chain, left));
      System.out.printf(
          "source: heard after %.0f ms; killed: silent after %.0f ms, back after %.0f ms more%n",
          begun, alone, back);
      assertThat(chain.problems()).isEmpty();
    }
    assertThat(children()).isEmpty();
  }

  private static int hops;

  /** Whether more is heard than what passes through; presses a key now and then. */
  private static boolean sounds(InsertChain chain, float[] left) {
    if (hops++ % 100 == 0) {
      chain.play(0, NoteEvent.NOTE_ON, 0, 69, 1);
    }
    return Math.abs(left[HOP - 1] - 0.1f) > 0.01f;
  }

  @Test
  void whatFailsWhenItIsTriedOutIsNotOpened() throws Exception {
    Probes probes = new Probes(folder.resolve("probes.json"));
    assertThat(reason(probes, "no-number.ts")).isEqualTo("its output is no number");
    assertThat(reason(probes, "throws.ts")).contains("this model is broken on purpose");
    Probes impatient = new Probes(folder.resolve("impatient.json"), 4);
    assertThat(reason(impatient, "hangs.ts")).contains("took more than 4 s");
    Probe swap = probes.of(TorchModels.file(folder.resolve("swap.ts")), "", false);
    assertThat(swap.reason()).isEmpty();
    assertThat(swap.latencyFrames()).isEqualTo(1024);
    assertThat(swap.realTimeFactor()).isBetween(1e-6, 10.0);
    // found again without being run
    assertThat(
            new Probes(folder.resolve("probes.json"), 0)
                .of(TorchModels.file(folder.resolve("swap.ts")), "", false))
        .isEqualTo(swap);
  }

  private static String reason(Probes probes, String name) {
    return probes.of(TorchModels.file(folder.resolve(name)), "", false).reason();
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(
            p ->
                p.info()
                    .arguments()
                    .map(a -> List.of(a))
                    .orElse(List.of())
                    .contains(SandboxMain.class.getName()))
        .sorted(Comparator.comparing(p -> p.info().startInstant().orElseThrow()))
        .toList();
  }

  /** Plays in real time until something holds; gives the milliseconds that took. */
  private static double playUntil(
      InsertChain chain, float level, java.util.function.Predicate<float[]> holds)
      throws InterruptedException {
    long begin = System.nanoTime();
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    while (System.nanoTime() - begin < 60_000_000_000L) {
      java.util.Arrays.fill(left, level);
      java.util.Arrays.fill(right, -level);
      chain.process(left, right);
      if (holds.test(left)) {
        return (System.nanoTime() - begin) * 1e-6;
      }
      Thread.sleep(2);
    }
    throw new AssertionError("did not come; " + chain.problems());
  }

  private static boolean isWet(float[] left) {
    return Math.abs(left[HOP - 1] + 0.5f) < 1e-4; // the model turns it round
  }

  private static boolean isDry(float[] left) {
    return Math.abs(left[HOP - 1] - 0.5f) < 1e-4;
  }

  @Test
  void aModelWhoseProcessEndsIsHeardDryAndComesBack() throws Exception {
    Path file = trusted("late-hang.ts");
    try (InsertChain chain = new InsertChain(RATE_HZ, HOP, PluginLibrary.installed()::open)) {
      chain.set(List.of(InsertSetting.of("nn:" + file)));
      assertThat(chain.problems()).isEmpty();
      playUntil(chain, 0.5f, IsolatedModelsTest::isWet);
      long wait = System.nanoTime() + 30_000_000_000L;
      while (children().size() < 2 && System.nanoTime() < wait) {
        playUntil(chain, 0.5f, left -> true);
      }
      Thread.sleep(2_000); // the spare one loads libtorch
      children().get(0).destroyForcibly();
      double dry = playUntil(chain, 0.5f, IsolatedModelsTest::isDry);
      double back = playUntil(chain, 0.5f, IsolatedModelsTest::isWet);
      System.out.printf("killed: dry after %.0f ms, back after %.0f ms more%n", dry, back);
      playUntil(chain, 0.95f, left -> left[HOP - 1] > 0.94f); // it stands still: a crash
      double again = playUntil(chain, 0.5f, IsolatedModelsTest::isWet);
      System.out.printf("hung: back after %.0f ms%n", again);
      assertThat(chain.problems()).isEmpty();
    }
    assertThat(children()).isEmpty();
  }
}
