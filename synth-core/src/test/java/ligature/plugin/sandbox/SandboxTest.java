package ligature.plugin.sandbox;

import static ligature.plugin.sandbox.Touchy.HOP;
import static ligature.plugin.sandbox.Touchy.RATE_HZ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import ligature.files.InputException;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.clap.TestClaps;
import ligature.plugin.lv2.BrokenPlugins;
import ligature.plugin.lv2.Lv2Provider;
import ligature.testing.Audio;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real plugins in a real child that really crashes. */
@Tag("live")
class SandboxTest {

  @TempDir private static Path folder;
  private static Path lv2;

  @BeforeAll
  static void builds() throws Exception {
    String missing = new Lv2Provider().unavailable();
    Assumptions.assumeTrue(missing.isEmpty(), "SKIPPED: " + missing);
    lv2 = BrokenPlugins.build(folder);
  }

  private static float[] run(Plugin plugin, int blocks) {
    Random random = new Random(4);
    float[] out = new float[2 * HOP * blocks];
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    for (int i = 0; i < plugin.parameters().size(); i++) {
      plugin.set(i, plugin.parameters().get(i).initial());
    }
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < HOP; i++) {
        left[i] = b < blocks / 2 ? 0.1f * (float) random.nextGaussian() : 0;
        right[i] = b < blocks / 2 ? 0.1f * (float) random.nextGaussian() : 0;
      }
      if (b % 30 == 3) { // and plays
        plugin.play(b % HOP, NoteEvent.NOTE_ON, 0, 50 + b / 30, 0.7f);
        plugin.play(b % HOP + 3, NoteEvent.NOTE_OFF, 0, 48 + b / 30, 0.5f);
      }
      if (b % 20 == 7) { // somebody turns a knob
        var parameter = plugin.parameters().get(b % plugin.parameters().size());
        float part = random.nextFloat();
        plugin.modulate(
            b % plugin.parameters().size(),
            parameter.clamp(parameter.min() + part * (parameter.max() - parameter.min())),
            0.1f * random.nextFloat());
      }
      plugin.process(left, right, HOP);
      System.arraycopy(left, 0, out, 2 * b * HOP, HOP);
      System.arraycopy(right, 0, out, (2 * b + 1) * HOP, HOP);
    }
    return out;
  }

  @Test
  void isolatedEqualsInsideToTheBit() {
    Lv2Provider provider = new Lv2Provider();
    Sandbox sandbox = new Sandbox(java.util.Map.of());
    List<String> installed = provider.plugins().stream().map(p -> p.uri()).toList();
    int compared = 0;
    for (String name :
        List.of("Ambience", "Delay", "Leslie", "Overdrive", "Dynamics", "EPiano", "JX10")) {
      String uri = "http://drobilla.net/plugins/mda/" + name;
      if (!installed.contains(uri)) {
        continue;
      }
      float[] inside;
      try (Plugin plugin = provider.openProbed(uri)) {
        plugin.setOffline(true);
        plugin.prepare(RATE_HZ, HOP);
        inside = run(plugin, 400);
        assertThat(Audio.peak(inside)).as(name).isGreaterThan(0.01f);
      }
      try (Plugin plugin = new IsolatedPlugin("lv2:" + uri, provider.openProbed(uri), sandbox)) {
        plugin.setOffline(true);
        plugin.prepare(RATE_HZ, HOP);
        assertThat(run(plugin, 400)).as(name).isEqualTo(inside);
      }
      compared++;
    }
    Assumptions.assumeTrue(compared > 0, "SKIPPED: apt install mda-lv2");
    assertThat(sandbox.pids()).isEmpty();
  }

  /** Notes, movement beside values, state and latency, through the child and not. */
  @Test
  void aClapPluginIsolatedEqualsInsideToTheBit() throws Exception {
    Path claps = TestClaps.build(folder.resolve("claps"));
    Path cache = folder.resolve("clap-cache");
    for (String name : List.of("full", "synth", "midi")) {
      String uri = TestClaps.uri(name);
      Plugin face = TestClaps.face(claps, cache, name);
      Sandbox sandbox = new Sandbox(TestClaps.environment(claps, cache));
      Plugin inside = TestClaps.provider(claps, cache).openProbed(uri);
      try (inside;
          Plugin isolated = new IsolatedPlugin("clap:" + uri, face, sandbox)) {
        for (Plugin plugin : List.of(inside, isolated)) {
          plugin.setOffline(true);
          plugin.prepare(RATE_HZ, HOP);
          plugin.modulate(0, 1, 0.25f);
        }
        assertThat(isolated.parameters()).isEqualTo(inside.parameters());
        assertThat(isolated.latencyFrames()).isEqualTo(inside.latencyFrames());
        float[] expected = run(inside, 400);
        assertThat(Audio.peak(expected)).as(name).isGreaterThan(0.01f);
        assertThat(run(isolated, 400)).as(name).isEqualTo(expected);
        assertThat(isolated.state()).isEqualTo(inside.state());
        assertThat(isolated.tailFrames()).isEqualTo(inside.tailFrames());
      }
      assertThat(sandbox.pids()).isEmpty();
    }
  }

  @Test
  void stateGoesThere() throws Exception {
    Lv2Provider provider = new Lv2Provider();
    String uri = "urn:dragonfly:room";
    Assumptions.assumeTrue(
        provider.plugins().stream().anyMatch(p -> p.uri().equals(uri)),
        "SKIPPED: apt install dragonfly-reverb-lv2");
    Sandbox sandbox = new Sandbox(java.util.Map.of());
    String first;
    try (Plugin plugin = new IsolatedPlugin("lv2:" + uri, provider.openProbed(uri), sandbox)) {
      plugin.prepare(RATE_HZ, HOP);
      first = new String(plugin.state(), java.nio.charset.StandardCharsets.UTF_8);
    }
    String wanted = first.replace("Medium Clear", "Large Bright");
    assertThat(wanted).isNotEqualTo(first);
    try (Plugin plugin = new IsolatedPlugin("lv2:" + uri, provider.openProbed(uri), sandbox)) {
      plugin.restore(wanted.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      plugin.prepare(RATE_HZ, HOP);
      assertThat(new String(plugin.state(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(wanted);
      ProcessHandle.of(sandbox.pids().get(0)).orElseThrow().destroyForcibly();
      Touchy.await("another child", () -> sandbox.replaced() == 1);
      assertThat(new String(plugin.state(), java.nio.charset.StandardCharsets.UTF_8))
          .as("after a crash")
          .isEqualTo(wanted);
    }
  }

  /** What it held before the crash, which nobody saved, not what it was opened with. */
  @Test
  void comesBackWithWhatItHeld() throws Exception {
    Path claps = TestClaps.build(folder.resolve("claps"));
    Path cache = folder.resolve("clap-cache");
    Plugin face = TestClaps.face(claps, cache, "synth");
    Sandbox sandbox = new Sandbox(TestClaps.environment(claps, cache));
    try (IsolatedPlugin plugin =
        new IsolatedPlugin("clap:" + TestClaps.uri("synth"), face, sandbox)) {
      plugin.prepare(RATE_HZ, HOP);
      byte[] empty = plugin.lastState();
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      for (int i = 0; i < 3; i++) { // it counts its notes, in its state
        plugin.play(0, NoteEvent.NOTE_ON, 0, 60 + i, 1);
      }
      Touchy.await(
          "the notes",
          () -> {
            plugin.process(left, right, HOP);
            return !plugin.isAway();
          });
      Touchy.await("its state", () -> plugin.lastState() != empty && plugin.lastState().length > 4);
      byte[] held = plugin.lastState();
      assertThat(java.nio.ByteBuffer.wrap(held).order(java.nio.ByteOrder.nativeOrder()).getInt(4))
          .isEqualTo(3);
      ProcessHandle.of(sandbox.pids().get(0)).orElseThrow().destroyForcibly();
      Touchy.await("another child", () -> sandbox.replaced() == 1 && plugin.isUp());
      assertThat(plugin.state()).isEqualTo(held);
      Touchy.await(
          "its sound",
          () -> {
            Arrays.fill(left, 0);
            plugin.play(0, NoteEvent.NOTE_ON, 0, 72, 0.5f);
            plugin.process(left, right, HOP);
            return !plugin.isAway() && left[HOP - 1] == 0.5f;
          });
    }
    assertThat(sandbox.pids()).isEmpty();
  }

  /** Its block is dry to the bit when it is away, and wet again when it is back. */
  private static void crashes(Sandbox sandbox, IsolatedPlugin plugin, float trigger)
      throws Exception {
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    int before = sandbox.replaced();
    Arrays.fill(left, trigger);
    Arrays.fill(right, trigger);
    float[] dry = left.clone();
    plugin.process(left, right, HOP);
    assertThat(plugin.isAway()).isTrue();
    assertThat(left).isEqualTo(dry);
    assertThat(right).isEqualTo(dry);
    Touchy.await("another child", () -> sandbox.replaced() > before);
    Touchy.await(
        "the plugin",
        () -> {
          Arrays.fill(left, 0.5f);
          Arrays.fill(right, 0.5f);
          plugin.process(left, right, HOP);
          return !plugin.isAway();
        });
    int wet = 0; // enough for the next crash to count as the first; the last one was not late
    while (wet < 400 || plugin.isAway()) {
      Arrays.fill(left, 0.25f);
      plugin.process(left, right, HOP);
      if (plugin.isAway()) {
        Thread.sleep(1);
      } else {
        wet++;
      }
    }
    assertThat(plugin.latencyFrames()).isEqualTo(64);
  }

  @Test
  void aCrashAndAHangAreDryAndComeBack() throws Exception {
    Sandbox sandbox = Touchy.sandbox(lv2);
    try (IsolatedPlugin plugin = Touchy.plugin(sandbox, "touchy");
        IsolatedPlugin other = Touchy.plugin(sandbox, "late")) {
      plugin.prepare(RATE_HZ, HOP);
      other.prepare(RATE_HZ, HOP);
      Touchy.await("the spare", () -> sandbox.pids().size() == 2);
      crashes(sandbox, plugin, 1000);
      crashes(sandbox, plugin, -1000);
      crashes(sandbox, plugin, 1000);
      crashes(sandbox, plugin, 1000);
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      Touchy.await( // the neighbour is there too
          "the neighbour",
          () -> {
            Arrays.fill(left, 0.5f);
            other.process(left, right, HOP);
            return !other.isAway() && left[63] == 0.5f;
          });
    }
    assertThat(sandbox.pids()).isEmpty();
  }

  @Test
  void whatCrashesAgainAndAgainIsGivenUp() throws Exception {
    try (InsertChain chain =
        new InsertChain(RATE_HZ, HOP, id -> Touchy.plugin(Touchy.sandbox(lv2), "crashes"))) {
      chain.set(List.of(InsertSetting.of("test")));
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      Touchy.await(
          "the end",
          () -> {
            Arrays.fill(left, 0.5f);
            Arrays.fill(right, 0.5f);
            chain.process(left, right);
            return !chain.problems().isEmpty();
          });
      assertThat(chain.problems().get(0)).contains("ends its process, 3 times", "bypassed");
      for (int b = 0; b < 10; b++) {
        Arrays.fill(left, 0.5f);
        chain.process(left, right);
      }
      assertThat(left[HOP - 1]).isEqualTo(0.5f);
    }
  }

  @Test
  void offlineACrashIsAFailureAndWhatCannotBeOpenedIsNamed() {
    Sandbox sandbox = Touchy.sandbox(lv2);
    try (IsolatedPlugin plugin = Touchy.plugin(sandbox, "touchy")) {
      plugin.setOffline(true);
      plugin.prepare(RATE_HZ, HOP);
      float[] side = new float[HOP];
      side[0] = 1000;
      assertThatThrownBy(() -> plugin.process(side, side, HOP)).hasMessage("ends its process");
    }
    for (String name : List.of("refuses", "nowhere")) {
      try (IsolatedPlugin plugin = Touchy.plugin(sandbox, name)) {
        assertThatThrownBy(() -> plugin.prepare(RATE_HZ, HOP))
            .isInstanceOf(InputException.class)
            .hasMessageContaining(name.equals("refuses") ? "refuses to start" : "no such plugin");
      }
    }
    assertThat(sandbox.pids()).isEmpty();
  }

  @Test
  void aThrowOfThePluginArrives() {
    Sandbox sandbox = Touchy.sandbox(lv2);
    try (IsolatedPlugin plugin = Touchy.plugin(sandbox, "late")) {
      plugin.setOffline(true);
      plugin.prepare(RATE_HZ, HOP);
      float[] side = new float[HOP / 2];
      assertThatThrownBy(() -> plugin.process(side, side, HOP / 2))
          .hasMessageContaining("prepared for blocks of 128");
    }
  }

  @Test
  void processesWithoutAllocating() {
    Sandbox sandbox = Touchy.sandbox(lv2);
    try (IsolatedPlugin plugin = Touchy.plugin(sandbox, "late")) {
      plugin.setOffline(true); // so that every block is exchanged
      plugin.prepare(RATE_HZ, HOP);
      var bean =
          (com.sun.management.ThreadMXBean)
              java.lang.management.ManagementFactory.getThreadMXBean();
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      Runnable blocks =
          () -> {
            for (int i = 0; i < 5_000; i++) {
              left[i % HOP] = 0.5f;
              plugin.process(left, right, HOP);
            }
          };
      blocks.run();
      long least = Long.MAX_VALUE; // what is compiled meanwhile allocates once
      for (int i = 0; i < 3; i++) {
        long before = bean.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        blocks.run();
        System.out.printf("isolated: %.1f us a block%n", (System.nanoTime() - start) / 5e6);
        least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).as("an object a block would be 80 000 bytes").isLessThan(10_000);
    }
  }

  @Test
  void noDescriptorStaysOpen() throws Exception {
    Sandbox sandbox = Touchy.sandbox(lv2);
    IsolatedPlugin plugin = Touchy.plugin(sandbox, "late");
    plugin.prepare(RATE_HZ, HOP);
    List<Long> pids = sandbox.pids();
    assertThat(pids).isNotEmpty();
    long before = Touchy.sharedMemories();
    assertThat(before).isPositive();
    plugin.close();
    assertThat(Touchy.sharedMemories()).isEqualTo(before - 1);
    assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  @Test
  void childrenEndWithAKilledParentAlsoWhenTheyHang() throws Exception {
    for (String how : List.of("rest", "hang")) {
      List<String> command =
          new ArrayList<>(ChildJvm.command(Touchy.class.getName(), List.of(lv2.toString(), how)));
      Process parent = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader said =
          new BufferedReader(new InputStreamReader(parent.getInputStream()))) {
        List<Long> pids =
            Stream.of(said.readLine().replaceAll("[\\[\\] ]", "").split(","))
                .map(Long::parseLong)
                .toList();
        assertThat(pids).hasSize(2);
        assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isPresent());
        parent.destroyForcibly().waitFor();
        for (long pid : pids) {
          Touchy.await(
              how + ": the end of " + pid,
              () -> ProcessHandle.of(pid).map(p -> !p.isAlive()).orElse(true));
        }
      } finally {
        parent.destroyForcibly();
      }
    }
  }
}
