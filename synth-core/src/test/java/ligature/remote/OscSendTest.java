package ligature.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import ligature.live.LiveSession;
import ligature.parameter.Parameter;
import ligature.testing.Bundled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/remote.md tells people to type: OSC by liblo's oscsend, and packets that are none. */
@Tag("live")
class OscSendTest {

  private LiveSession session;
  private OscServer server;

  @BeforeEach
  void play() {
    boolean there = Files.isExecutable(Path.of("/usr/bin/oscsend"));
    if (!there) {
      System.out.println("SKIPPED: oscsend is not installed (Debian: apt install liblo-tools)");
    }
    Assumptions.assumeTrue(there, "SKIPPED: apt install liblo-tools");
    session = LiveSession.open(Bundled.options(Bundled.flute(), 4, "none"));
    server = new OscServer(0, session, session.presets());
  }

  @AfterEach
  void stop() {
    if (session != null) {
      server.close();
      session.close();
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private void oscsend(String... message) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/oscsend", "localhost", String.valueOf(server.port())));
    command.addAll(List.of(message));
    run(command.toArray(String[]::new));
  }

  /** Bytes in the escapes of printf, as one packet. */
  private void packet(String escapes) throws Exception {
    run("/bin/bash", "-c", "printf '" + escapes + "' > /dev/udp/127.0.0.1/" + server.port());
  }

  private static void until(String what, BooleanSupplier holds) throws Exception {
    for (int i = 0; i < 500 && !holds.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(holds.getAsBoolean()).as(what).isTrue();
  }

  @Test
  void oscsendPlaysTurnsAndDoesNoHarm() throws Exception {
    oscsend("/mnote", "ff", "60", "100");
    until("the key is down", () -> session.isKeyDown(60) && session.meters().voices() == 1);
    oscsend("/mnote", "iii", "64", "100", "7");
    until("the key with an id is down", () -> session.isKeyDown(64));
    oscsend("/param/level", "f", "-6.5");
    until("the level", () -> session.meters().value(Parameter.LEVEL) == -6.5f);

    oscsend("/param/level", "s", "loud"); // a wrong type, none at all, a wrong name
    oscsend("/param/level");
    oscsend("/nothing/here", "f", "1");
    packet("/mnote"); // no end, no types, not a multiple of four
    packet("/mnote\\0\\0,ff\\0\\x42\\x70"); // the first number ends in its middle
    packet("#bundle\\0\\0\\0\\0\\0\\0\\0\\0\\1\\x7f\\xff\\xff\\xff/x"); // longer than the packet
    packet("\\xff\\xfe\\xfd\\xfc\\0\\0\\0\\0");
    oscsend("/param/level", "i", "-3");
    until("it goes on", () -> session.meters().value(Parameter.LEVEL) == -3);
    assertThat(session.isKeyDown(60)).isTrue();
    assertThat(session.isKeyDown(64)).isTrue();

    oscsend("/mnote/rel", "iii", "64", "0", "7");
    until("the release by id", () -> !session.isKeyDown(64));
    oscsend("/mnote", "ff", "60", "0");
    until("the release", () -> !session.isKeyDown(60));
    assertThat(session.failure()).isNull();
  }
}
