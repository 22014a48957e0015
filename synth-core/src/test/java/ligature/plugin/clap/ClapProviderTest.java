package ligature.plugin.clap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginDescription.Kind;
import ligature.plugin.PluginDescription.Status;
import ligature.plugin.sandbox.ProbeMain;
import ligature.plugin.sandbox.ProbeRun;
import ligature.testing.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files hold, what their plugins do in child processes, and what the program makes of it. */
class ClapProviderTest {

  @TempDir private Path folder;
  private Path claps;
  private Path cache;

  @BeforeEach
  void builds() throws Exception {
    claps = TestClaps.build(folder);
    cache = folder.resolve("cache");
  }

  private Map<String, PluginDescription> listed() {
    Map<String, PluginDescription> all = new HashMap<>();
    TestClaps.provider(claps, cache).plugins().forEach(p -> all.put(p.uri(), p));
    return all;
  }

  @Test
  void filesAreAskedInAChildUntilTheyChange() throws Exception {
    TestClaps.addBroken(claps);
    Map<String, PluginDescription> all = listed();
    assertThat(all.get("ligature.test.full").name()).isEqualTo("Test full");
    assertThat(all.get("ligature.test.full").kind()).isEqualTo(Kind.EFFECT);
    assertThat(all.get("ligature.test.full").status()).isEqualTo(Status.UNPROBED);
    assertThat(all.get("ligature.test.synth").kind()).isEqualTo(Kind.INSTRUMENT);
    assertThat(all.get("ligature.test.refuses").status()).isEqualTo(Status.BLOCKED);
    assertThat(all.get("ligature.test.refuses").reason()).isEqualTo("refuses to start");
    assertThat(all.get("no-entry.clap").reason())
        .isEqualTo("is no CLAP file: it has no clap_entry");
    assertThat(all.get("crashes-at-once.clap").reason()).contains("ends the process");
    assertThat(all.get("text.clap").reason()).startsWith("cannot be loaded: ");
    Path known = cache.resolve("ligature/clap-plugins.json");
    long before = Files.getLastModifiedTime(known).toMillis();
    Thread.sleep(20);
    assertThat(listed()).isEqualTo(all);
    assertThat(Files.getLastModifiedTime(known).toMillis()).as("nothing new").isEqualTo(before);
    Files.delete(claps.resolve("text.clap"));
    assertThat(listed()).doesNotContainKey("text.clap").hasSize(all.size() - 1);
    Files.writeString(known, "{ damaged");
    assertThat(listed()).hasSize(all.size() - 1);
    assertThatThrownBy(() -> TestClaps.provider(claps, cache).open("ligature.test.nowhere"))
        .isInstanceOf(InputException.class)
        .hasMessage("clap:ligature.test.nowhere: there is no such plugin");
  }

  @Test
  void whatBreaksIsNamedAndTheOthersGoOn() {
    listed(); // so that the child knows where they are
    List<String> names =
        List.of(
            "full",
            "synth",
            "midi",
            "mono",
            "crashes",
            "hangs",
            "nan",
            "exits",
            "wrong-thread",
            "refuses",
            "touchy",
            "error");
    Map<String, String> reasons = new HashMap<>();
    new ProbeRun(ProbeMain.class.getName(), List.of("200"), 4, TestClaps.environment(claps, cache))
        .run(names.stream().map(n -> "clap:" + TestClaps.uri(n)).toList(), part -> {})
        .forEach(
            (id, result) -> reasons.put(id.replace("clap:ligature.test.", ""), result.reason()));
    assertThat(reasons).hasSize(names.size());
    for (String good : List.of("full", "synth", "midi", "mono", "touchy")) {
      assertThat(reasons.get(good)).as(good).isEmpty();
    }
    assertThat(reasons.get("crashes")).contains("ends the process");
    assertThat(reasons.get("hangs")).contains("more than 4.0 s");
    assertThat(reasons.get("nan")).contains("no number in block 50");
    assertThat(reasons.get("exits")).contains("status 3");
    assertThat(reasons.get("wrong-thread")).contains("clap.state mark_dirty", "main thread");
    assertThat(reasons.get("refuses")).contains("refuses to start");
    assertThat(reasons.get("error")).contains("cannot process");
  }

  @Test
  void theProgramPlaysThemAndSurvives() throws Exception {
    Path out = folder.resolve("x.wav");
    Program program =
        Program.with(TestClaps.environment(claps, cache))
            .and("XDG_CONFIG_HOME", folder.resolve("config").toString());
    String[] render =
        "render --a flute --b flute --note 60 --seconds 0.2 --device cpu --out x.wav".split(" ");
    render[render.length - 1] = out.toString();
    Program.Run crash = program.run(render, "--insert", "clap:ligature.test.crashes");
    assertThat(crash.status()).as(crash.said()).isEqualTo(2);
    assertThat(crash.said().strip()).contains("crashes", "ends the process").doesNotContain("\n");
    assertThat(Files.exists(out)).isFalse();
    String[] gain = {"--insert", "clap:ligature.test.full", "--insert-param", "gain=0.5"};
    Program.Run good = program.run(render, gain);
    assertThat(good.status()).as(good.said()).isZero();
    assertThat(Files.size(out)).isGreaterThan(1000);
    assertThat(program.run("plugins", "--json").said())
        .containsPattern("test.crashes\",[^}]*\"status\":\"blocked\",\"reason\":\"when it was")
        .containsPattern("test.full\",[^}]*\"status\":\"ok\",\"reason\":\"\"")
        .containsPattern("test.hangs\",[^}]*\"status\":\"unprobed\"");
  }
}
