package ligature.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import ligature.files.InputException;
import ligature.live.LiveSession;
import ligature.live.PresetRack;
import ligature.midi.Event;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.preset.PresetFile;
import ligature.preset.PresetLibrary;
import ligature.testing.Bundled;
import ligature.tuning.Tuning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The remote control of a real instrument, over real UDP. */
@Tag("live")
class OscServerTest {

  @TempDir private static Path folder;
  private static LiveSession session;
  private static OscServer server;
  private static UdpPort us;

  @BeforeAll
  static void play() throws Exception {
    var bank = Bundled.model().bank();
    for (String name : List.of("Alpha", "beta", "Gamma")) {
      Patch patch = Patch.of(name, List.of(bank.find("flute"), bank.find("harp")));
      PresetFile.write(folder.resolve(name + ".json"), patch.with(Parameter.MORPH_X, 0.25f));
    }
    Patch first = Patch.of("first", List.of(bank.find("flute"), bank.find("organ")));
    session = LiveSession.open(Bundled.options(first, 8, "none"));
    server =
        new OscServer(
            0, session, new PresetRack(new PresetLibrary(List.of(folder)), () -> bank, List::of));
    us = new UdpPort(0);
  }

  @AfterAll
  static void stop() {
    us.close();
    server.close();
    session.close();
  }

  private static InetSocketAddress address() throws Exception {
    return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.port());
  }

  private static void send(String address, Object... arguments) throws Exception {
    us.send(address(), OscMessage.of(address, arguments));
  }

  private static OscMessage answer() throws Exception {
    List<OscMessage> messages = new ArrayList<>();
    byte[] bytes = us.receive(5000).bytes();
    OscMessage.read(bytes, bytes.length, messages::add);
    return messages.get(0);
  }

  private static void until(BooleanSupplier holds) throws Exception {
    for (int i = 0; i < 500 && !holds.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  private static void expectError(String words, String address, Object... arguments)
      throws Exception {
    send(address, arguments);
    OscMessage error = answer();
    assertThat(error.address()).isEqualTo("/error");
    assertThat(error.text(0)).contains(words).doesNotContain("\n");
  }

  @Test
  void notesAreHeldAndReleased() throws Exception {
    send("/mnote", 60f, 100f);
    until(() -> session.isKeyDown(60));
    send("/mnote/rel", 60f, 0f);
    until(() -> !session.isKeyDown(60));
    send("/mnote", 61, 100, 7);
    until(() -> session.isKeyDown(61));
    send("/mnote", 61f, 0f, 7f);
    until(() -> !session.isKeyDown(61));
    send("/fnote", 445f, 100f);
    until(() -> session.isKeyDown(69));
    send("/fnote/rel", 445f, 64f);
    until(() -> !session.isKeyDown(69));
    send("/mnote", 62f, 100f);
    send("/mnote", 63f, 100f, 5f);
    until(() -> session.isKeyDown(62) && session.isKeyDown(63));
    send("/allnotesoff");
    until(() -> !session.isKeyDown(62) && !session.isKeyDown(63));
  }

  @Test
  void insertsAreTurnedAndAskedFor() throws Exception {
    session.setInserts(List.of(InsertSetting.of("java:filter"), InsertSetting.of("java:reverb")));
    InsertParameter decay = new InsertParameter(1, "decay");
    until(() -> !Float.isNaN(session.insertValue(decay)));
    send("/param/insert-2/decay", 4f);
    send("/q/param/insert-2/decay");
    assertThat(answer()).isEqualTo(OscMessage.of("/param/insert-2/decay", 4f));
    send("/param/insert-1/wet", 0.25f);
    send("/q/param/insert-1/wet");
    assertThat(answer()).isEqualTo(OscMessage.of("/param/insert-1/wet", 0.25f));
    assertThat(session.patch().inserts().get(1).values()).containsEntry("decay", 4f);
    assertThat(session.patch().inserts().get(0).wet()).isEqualTo(0.25f);
    expectError("no such insert", "/param/insert-3/decay", 1f);
    expectError("no such parameter", "/q/param/insert-1/decay");
    expectError("argument 1 should be a number", "/param/insert-1/cutoff", "low");
    session.setInserts(List.of());
  }

  @Test
  void parametersAreSetAndAskedFor() throws Exception {
    send("/param/level", -6.5f);
    until(() -> session.meters().value(Parameter.LEVEL) == -6.5f);
    send("/q/param/level");
    assertThat(answer()).isEqualTo(OscMessage.of("/param/level", -6.5f));
    send("/q/all_params");
    for (int i = 0; i < Parameter.count(); i++) {
      assertThat(answer().address()).isEqualTo("/param/" + Parameter.of(i).id());
    }
    expectError("did you mean level", "/param/levle", 1f);
    expectError("argument 1 should be a number", "/param/level", "loud");
    expectError("argument 1 should be a number", "/param/level", Float.NaN);
  }

  @Test
  void presetsAreLoadedAndSteppedThrough() throws Exception {
    send("/patch/load", "beta");
    until(() -> session.patch().name().equals("beta"));
    until(() -> session.meters().value(Parameter.MORPH_X) == 0.25f);
    send("/patch/incr");
    until(() -> session.patch().name().equals("Gamma"));
    send("/patch/incr");
    until(() -> session.patch().name().equals("Alpha"));
    send("/patch/decr");
    until(() -> session.patch().name().equals("Gamma"));
    send("/patch/load", folder.resolve("Alpha.json").toString());
    until(() -> session.patch().name().equals("Alpha"));
    expectError("there is no such preset; did you mean beta", "/patch/load", "betta");
  }

  @Test
  void scalesAndMapsAreLoaded() throws Exception {
    Files.writeString(folder.resolve("third.scl"), "x\n3\n400.0\n800.0\n2/1\n");
    Files.writeString(folder.resolve("c.kbm"), "0\n0\n127\n60\n60\n250\n0\n");
    send("/tuning/path/scl", folder.toString());
    send("/tuning/scl", "third");
    until(() -> session.tuning().name().equals("third"));
    assertThat(session.tuning().hz(0, 70)).isEqualTo(440 * Math.pow(2, 1 / 3.0), within(1e-9));
    send("/tuning/kbm", folder.resolve("c.kbm").toString());
    until(() -> session.tuning().kbm() != null);
    assertThat(session.tuning().hz(0, 63)).isEqualTo(500, within(1e-9));
    send("/tuning/a4", 444f);
    until(() -> session.tuning().a4Hz() == 444);
    send("/tuning/lock", 1f);
    until(() -> session.isTuningLocked());
    send("/tuning/lock", 0f);
    send("/tuning/scl", "");
    send("/tuning/kbm", "");
    send("/tuning/a4", 440f);
    until(() -> session.tuning().equals(Tuning.EQUAL) && !session.isTuningLocked());
    expectError("no such file", "/tuning/scl", "none");
    expectError("no such folder", "/tuning/path/kbm", folder + "/none");
    expectError("wanted 400 to 480 Hz", "/tuning/a4", 300f);
  }

  @Test
  void whatIsWrongIsAnswered() throws Exception {
    expectError("there is no such address", "/nothing/here");
    expectError("is no key", "/mnote", 60.5f, 100f);
    expectError("is no key", "/mnote", 128f, 100f);
    expectError("argument 2 should be a velocity", "/mnote", 60f);
    expectError("velocity 200.0", "/mnote", 60f, 200f);
    expectError("wanted 8 to 20000 Hz", "/fnote", 1f, 100f);
    send("/error", "another server complains");
    assertThatThrownBy(() -> us.receive(200)).isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(() -> new OscServer(server.port(), session, session.presets()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("choose another port");
  }

  @Test
  void itListensOnTheLoopbackOnly() throws Exception {
    assertThat(server.port()).isPositive();
    try (var probe = new java.net.DatagramSocket(null)) {
      // another address of this machine is free at the same port: it was not taken by a wildcard
      probe.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), server.port()));
      assertThat(probe.isBound()).isTrue();
    }
  }

  @Test
  void aFloodOfHostilePacketsDoesNotStopIt() throws Exception {
    Random random = new Random(5);
    try (UdpPort hostile = new UdpPort(0);
        var socket = new java.net.DatagramSocket()) {
      for (int i = 0; i < 3000; i++) {
        byte[] bytes =
            random.nextBoolean()
                ? new byte[random.nextInt(300)]
                : OscMessage.of(
                        "/mnote", random.nextFloat() * 200 - 20, random.nextFloat() * 130, i)
                    .toBytes();
        if (random.nextInt(4) > 0) {
          for (int k = 0; k < bytes.length; k += 1 + random.nextInt(40)) {
            bytes[k] = (byte) random.nextInt(256);
          }
        }
        socket.send(new java.net.DatagramPacket(bytes, bytes.length, address()));
        Thread.sleep(0, 50_000);
      }
      hostile.send(address(), OscMessage.of("/allsoundoff"));
      hostile.send(address(), OscMessage.of("/q/param/release"));
      assertThat(hostile.receive(5000).bytes()).isNotEmpty();
    }
    until(() -> session.meters().voices() == 0);
    assertThat(session.failure()).isNull();
  }

  @Test
  void twoNotesOfOneKeyTakeTwoChannels() {
    List<Long> events = new ArrayList<>();
    OscNotes notes = new OscNotes(events::add);
    notes.press(60, 127, 1);
    notes.press(60, 127, 2);
    notes.pressPitch(262, 127, 3);
    notes.release(60, 0, 1);
    notes.releasePitch(262, 0, 3);
    notes.release(60, 0, 9); // never pressed
    assertThat(events)
        .containsExactly(
            Event.noteOn(0, 60, 1),
            Event.noteOn(1, 60, 1),
            Event.pack(Event.NOTE_PITCH, 2, 60, 262),
            Event.noteOn(2, 60, 1),
            Event.noteOff(0, 60, 0),
            Event.noteOff(2, 60, 0));
    for (int i = 0; i < 5000; i++) {
      notes.press(i % 128, 100, 100 + i);
    }
    events.clear();
    notes.release(0, 0, 100);
    assertThat(events).as("the oldest made room").isEmpty();
  }
}
