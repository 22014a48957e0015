package ligature.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.live.LiveSession;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.tuning.Tuning;
import org.jaudiolibs.jnajack.JackException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session manager opens, saves and closes the instrument. */
@Tag("live")
class NsmClientTest {

  private static final Tuning OF_PRESET = Tuning.of("preset", "x\n1\n2/1\n", null);

  @TempDir private Path folder;

  private static Patch asked() {
    var bank = Bundled.model().bank();
    return Patch.of("asked", List.of(bank.find("flute"), bank.find("organ")));
  }

  private static LiveSession open(Managed managed) {
    return managed.open(
        Bundled.model().bank(),
        NsmClientTest::asked,
        (patch, name) -> Bundled.options(patch, 4, "none"),
        session -> session.setA4Hz(441));
  }

  /** A client that has announced itself and was told what to open. */
  private static CompletableFuture<Managed> begin(SessionServer server, Path project)
      throws Exception {
    CompletableFuture<Managed> client =
        CompletableFuture.supplyAsync(
            () -> {
              Managed managed = Managed.by(server.url());
              open(managed);
              return managed;
            });
    OscMessage announce = server.expect("/nsm/server/announce");
    assertThat(announce.arguments())
        .containsExactly(
            "Ligature", ":dirty:message:", "ligature", 1, 1, (int) ProcessHandle.current().pid());
    server.send("/reply", "/nsm/server/announce", "hello", "test", ":server-control:");
    server.send("/nsm/client/open", project.toString(), "Song", "ligature.nABCD");
    return client;
  }

  @Test
  void theStateIsSavedAndOpenedAgain() throws Exception {
    Path project = folder.resolve("Song/ligature.nABCD");
    Patch saved;
    try (SessionServer server = new SessionServer()) {
      CompletableFuture<Managed> client = begin(server, project);
      assertThat(server.expectAnswer("/nsm/client/open").address()).isEqualTo("/reply");
      try (Managed managed = client.get(30, TimeUnit.SECONDS)) {
        LiveSession session = managed.session();
        assertThat(session.tuning().a4Hz()).as("as asked for").isEqualTo(441);
        server.send("/nsm/client/session_is_loaded");
        session.set(Parameter.MORPH_X, 0.125f);
        session.tune(Tuning.of("thirds", "x\n3\n400.0\n800.0\n2/1\n", null));
        session.load(session.patch().tuned(OF_PRESET)); // sounds, though another was chosen
        session.lockTuning(true);
        server.expect("/nsm/client/is_dirty");
        server.sendRaw("not from the server".getBytes());
        server.send("/nsm/client/save");
        assertThat(server.expectAnswer("/nsm/client/save").address()).isEqualTo("/reply");
        server.expect("/nsm/client/is_clean");
        server.send("/nsm/client/open", project + "2", "Other", "ligature.nOTHER");
        OscMessage refused = server.expectAnswer("/nsm/client/open");
        assertThat(refused.address()).isEqualTo("/error");
        assertThat(refused.number(1)).isEqualTo(-8);
        saved = session.patch();
      }
    }
    assertThat(project.resolve("preset.json")).exists();
    try (SessionServer server = new SessionServer()) {
      CompletableFuture<Managed> client = begin(server, project);
      assertThat(server.expectAnswer("/nsm/client/open").address()).isEqualTo("/reply");
      try (Managed managed = client.get(30, TimeUnit.SECONDS)) {
        LiveSession session = managed.session();
        assertThat(session.patch().corners()).isEqualTo(saved.corners());
        assertThat(session.meters().value(Parameter.MORPH_X)).isEqualTo(0.125f);
        assertThat(session.tuning()).isEqualTo(OF_PRESET.at(441));
        assertThat(session.chosenTuning().name()).isEqualTo("thirds");
        assertThat(session.tuning().a4Hz()).isEqualTo(441);
        assertThat(session.isTuningLocked()).isTrue();
        session.lockTuning(false);
        session.load(session.patch().tuned(null));
        assertThat(session.tuning().name()).as("the chosen one").isEqualTo("thirds");
      }
    }
  }

  @Test
  void aDamagedProjectIsToldToTheManager() throws Exception {
    Path project = Files.createDirectory(folder.resolve("p"));
    Files.writeString(project.resolve("session.json"), "{\"format\":\"other\"}");
    try (SessionServer server = new SessionServer()) {
      CompletableFuture<Managed> client = begin(server, project);
      OscMessage error = server.expectAnswer("/nsm/client/open");
      assertThat(error.address()).isEqualTo("/error");
      assertThat(error.number(1)).isEqualTo(-9);
      assertThat(error.text(2)).contains("session.json: is no session");
      assertThatThrownBy(() -> client.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InputException.class);
    }
  }

  @Test
  void withoutAManagerItPlaysAsEver() throws Exception {
    try (Managed managed = Managed.by(null)) {
      assertThat(open(managed).patch().name()).isEqualTo("asked");
    }
    assertThatThrownBy(() -> Managed.by("http://localhost:80/"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("wanted osc.udp://localhost:PORT/");
    try (SessionServer server = new SessionServer()) {
      CompletableFuture<Managed> client =
          CompletableFuture.supplyAsync(() -> Managed.by(server.url()));
      server.expect("/nsm/server/announce");
      server.send("/error", "/nsm/server/announce", -2, "incompatible");
      try (Managed managed = client.get(30, TimeUnit.SECONDS)) {
        assertThat(open(managed).patch().name()).isEqualTo("asked");
      }
    }
  }

  @Test
  void theProgramItselfWaitsForItsNameInJackSavesAndEndsAtSigterm() throws Exception {
    Path project = folder.resolve("song.nXY");
    try (Jackd jackd = Jackd.start(48_000, 256);
        SessionServer server = new SessionServer();
        JackProbe probe = new JackProbe("watcher", 48_000)) {
      probe.activate();
      ProcessBuilder builder =
          new ProcessBuilder(
              System.getProperty("java.home") + "/bin/java",
              "-Xmx512m",
              "-Dligature.home=" + Folders.home(),
              "-Dligature.config=" + folder,
              "-Dai.djl.offline=true",
              "-Dai.djl.pytorch.num_threads=1",
              "-Dai.djl.pytorch.graph_optimizer=false",
              "-cp",
              System.getProperty("java.class.path"),
              "ligature.cli.Main",
              "play",
              "--headless",
              "--audio",
              "jack",
              "--preset",
              "bowed-piano",
              "--device",
              "cpu");
      builder.environment().put("NSM_URL", server.url());
      builder.environment().put("JACK_DEFAULT_SERVER", jackd.name());
      File log = folder.resolve("log").toFile();
      Process program = builder.redirectErrorStream(true).redirectOutput(log).start();
      try {
        OscMessage announce = server.expect("/nsm/server/announce");
        assertThat(announce.number(5)).isEqualTo(program.pid());
        server.send("/reply", "/nsm/server/announce", "hello", "test", "");
        assertThatThrownBy(() -> probe.connect("ligature:out_left", "watcher:in"))
            .as("JACK waits for the project")
            .isInstanceOf(JackException.class);
        server.send("/nsm/client/open", project.toString(), "Song", "ligature.nXY");
        assertThat(server.expectAnswer("/nsm/client/open").address()).isEqualTo("/reply");
        probe.connect("ligature.nXY:out_left", "watcher:in");
        server.send("/nsm/client/save");
        assertThat(server.expectAnswer("/nsm/client/save").address()).isEqualTo("/reply");
        assertThat(Files.readString(project.resolve("preset.json"))).contains("Bowed Piano");
        program.destroy();
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).as("ends at once").isTrue();
      } catch (Exception | AssertionError e) {
        System.out.println(Files.readString(log.toPath()));
        throw e;
      } finally {
        program.destroyForcibly();
      }
    }
  }
}
