package ligature.plugin.lv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ligature.plugin.sandbox.ProbeMain;
import ligature.plugin.sandbox.ProbeRun;
import ligature.testing.Program;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins do in the child process, and what is made of it here. */
@Tag("live")
class ProbeTest {

  /** Debian's mda-lv2, x42-plugins, lv2-examples and dragonfly-reverb-lv2. */
  private static final Set<String> OF_DEBIAN =
      Set.of(
          "http://drobilla.net/plugins/mda/",
          "http://gareus.org/oss/lv2/",
          "http://lv2plug.in/plugins/",
          "urn:dragonfly:",
          "https://github.com/michaelwillis/dragonfly");

  @TempDir private Path folder;

  @BeforeEach
  void needsLilv() {
    Assumptions.assumeTrue(Lilv.isLoaded(), "SKIPPED: " + Lilv.missing());
  }

  @Test
  void atLeastNinetyFivePercentOfDebiansPluginsProcessAThousandBlocks() {
    List<String> ids =
        Lv2World.get().uris().stream()
            .filter(uri -> OF_DEBIAN.stream().anyMatch(uri::startsWith))
            .map(uri -> "lv2:" + uri)
            .toList();
    Assumptions.assumeTrue(
        ids.size() >= 100,
        "SKIPPED: apt install mda-lv2 x42-plugins lv2-examples dragonfly-reverb-lv2");
    Map<String, ProbeRun.Result> results = new ProbeRun().run(ids, part -> {});
    assertThat(results.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    List<String> failed = new ArrayList<>();
    results.forEach(
        (id, result) -> {
          if (!result.reason().isEmpty()) {
            failed.add(id + ": " + result.reason());
          }
        });
    System.out.printf("LV2: %d of %d plugins hold%n", ids.size() - failed.size(), ids.size());
    assertThat(failed).as("failed").hasSizeLessThanOrEqualTo(ids.size() / 20);
  }

  @Test
  void whatBreaksIsNamedAndTheOthersGoOn() throws Exception {
    Path path = BrokenPlugins.build(folder);
    List<String> ids =
        BrokenPlugins.NAMES.stream()
            .filter(n -> !n.equals("needs"))
            .map(n -> "lv2:" + BrokenPlugins.uri(n))
            .toList();
    Map<String, String> reasons = new HashMap<>();
    new ProbeRun(ProbeMain.class.getName(), List.of("200"), 4, Map.of("LV2_PATH", path.toString()))
        .run(ids, part -> assertThat(part).isBetween(0.0, 1.0))
        .forEach((id, result) -> reasons.put(id.replace("lv2:", ""), result.reason()));
    assertThat(reasons).hasSize(ids.size());
    assertThat(reasons.get(BrokenPlugins.uri("late"))).isEmpty();
    assertThat(reasons.get(BrokenPlugins.uri("crashes"))).contains("ends the process");
    assertThat(reasons.get(BrokenPlugins.uri("hangs"))).contains("more than 4.0 s");
    assertThat(reasons.get(BrokenPlugins.uri("nan"))).contains("no number in block 49");
    assertThat(reasons.get(BrokenPlugins.uri("exits"))).contains("status 3");
    assertThat(reasons.get(BrokenPlugins.uri("greedy"))).contains("ends the process");
    assertThat(reasons.get(BrokenPlugins.uri("refuses"))).contains("refuses to start");
  }

  /** With its own plugin path and cache. */
  private Program program(Path plugins) {
    return Program.with(
        Map.of(
            "LV2_PATH",
            plugins.toString(),
            "XDG_CACHE_HOME",
            folder.resolve("cache").toString(),
            "XDG_CONFIG_HOME",
            folder.resolve("config").toString()));
  }

  @Test
  void theProgramSurvivesThemAndRemembers() throws Exception {
    Program program = program(BrokenPlugins.build(folder));
    Path out = folder.resolve("x.wav");
    String[] render =
        "render --a flute --b flute --note 60 --seconds 0.2 --device cpu --out x.wav --insert"
            .split(" ");
    render[render.length - 2] = out.toString();
    Program.Run crash = program.run(render, "lv2:" + BrokenPlugins.uri("crashes"));
    assertThat(crash.status()).as(crash.said()).isEqualTo(2);
    assertThat(crash.said().strip()).contains("crashes", "ends the process").doesNotContain("\n");
    assertThat(Files.exists(out)).isFalse();
    Program.Run needs = program.run(render, "lv2:" + BrokenPlugins.uri("needs"));
    assertThat(needs.status()).isEqualTo(2);
    assertThat(needs.said()).contains("requires the feature urn:ligature:test:teleport");
    Program.Run late = program.run(render, "lv2:" + BrokenPlugins.uri("late"));
    assertThat(late.status()).as(late.said()).isZero();
    byte[] isolated = Files.readAllBytes(out);
    assertThat(program.run("plugins", "inside", "lv2:" + BrokenPlugins.uri("late")).status())
        .isZero();
    assertThat(Files.readString(folder.resolve("config/ligature/plugins-inside.txt")).strip())
        .isEqualTo("lv2:" + BrokenPlugins.uri("late"));
    Program.Run inside = program.run(render, "lv2:" + BrokenPlugins.uri("late"));
    assertThat(inside.status()).as(inside.said()).isZero();
    assertThat(Files.readAllBytes(out)).as("isolated and inside").isEqualTo(isolated);
    Program.Run wrong = program.run("plugins", "inside", "lv2:urn:ligature:test:latte");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.said()).contains("did you mean", BrokenPlugins.uri("late"));
    Program.Run list = program.run("plugins", "--json");
    assertThat(list.status()).isZero();
    assertThat(list.said())
        .containsPattern("test:crashes\",[^}]*\"status\":\"blocked\",\"reason\":\"when it was")
        .containsPattern("test:late\",[^}]*\"status\":\"ok\",\"reason\":\"\"")
        .containsPattern("test:hangs\",[^}]*\"status\":\"unprobed\"");
  }

  @Test
  void aDamagedCacheIsAsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("probes.json"), "{\"x\": [");
    Lv2Provider provider = new Lv2Provider(file);
    assertThat(provider.plugins())
        .allMatch(p -> p.status() != ligature.plugin.PluginDescription.Status.OK);
  }
}
