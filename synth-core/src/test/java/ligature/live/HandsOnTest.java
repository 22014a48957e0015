package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sound.midi.ShortMessage;
import ligature.audio.AudioSettings;
import ligature.midi.LearnMap;
import ligature.midi.MidiInputs;
import ligature.midi.MidiSettings;
import ligature.midi.MpeMode;
import ligature.midi.TestMidiProvider;
import ligature.model.ComputeDevice;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.PluginTarget;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A playing instrument and a keyboard that comes, plays, teaches and goes. */
@Tag("live")
class HandsOnTest {

  private static final String KEYBOARD = "Test Stage";

  @TempDir private Path config;
  private String oldConfig;
  private LiveSession session;

  @BeforeEach
  void play() {
    oldConfig = System.getProperty("ligature.config");
    System.setProperty("ligature.config", config.toString());
    new MidiSettings(LearnMap.EMPTY, List.of("ligature", "bowed-piano"), MpeMode.AUTO)
        .write(config.resolve("midi.json"));
    var bank = Bundled.model().bank();
    session =
        LiveSession.open(
            new LiveOptions(
                Bundled.model(),
                ComputeDevice.CPU,
                Patch.of("first", List.of(bank.find("flute"), bank.find("organ"))),
                8,
                "none",
                AudioSettings.defaults(),
                0,
                List.of(MidiInputs.ALL),
                null));
  }

  @AfterEach
  void stop() {
    session.close();
    TestMidiProvider.pullOut(KEYBOARD);
    System.setProperty("ligature.config", oldConfig);
  }

  private static void until(BooleanSupplier holds) throws Exception {
    for (int i = 0; i < 500 && !holds.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  private static void send(int command, int first, int second) throws Exception {
    TestMidiProvider.send(KEYBOARD, new ShortMessage(command, 4, first, second));
  }

  @Test
  void aKeyboardIsPluggedInPlaysTeachesChangesProgramsAndIsPulledOut() throws Exception {
    TestMidiProvider.plugIn(KEYBOARD);
    until(() -> TestMidiProvider.isOpen(KEYBOARD));
    send(ShortMessage.NOTE_ON, 60, 100);
    until(() -> session.isKeyDown(60));

    session.learn(Parameter.RELEASE);
    assertThat(session.learning()).isEqualTo(Parameter.RELEASE);
    send(ShortMessage.CONTROL_CHANGE, 21, 0);
    until(() -> session.learning() == null && session.learned().bindings().size() == 1);
    float before = session.meters().value(Parameter.RELEASE);
    send(ShortMessage.CONTROL_CHANGE, 21, 0);
    send(ShortMessage.CONTROL_CHANGE, 21, 127);
    until(() -> session.meters().value(Parameter.RELEASE) == Parameter.RELEASE.max());
    assertThat(before).as("learning moved nothing").isEqualTo(Parameter.RELEASE.initial());
    Path file = config.resolve("midi.json");
    until(() -> text(file).contains("\"release\""));
    assertThat(MidiSettings.read(file).programs()).containsExactly("ligature", "bowed-piano");

    aParameterOfAnInsertIsLearned();

    send(ShortMessage.PROGRAM_CHANGE, 1, 0);
    until(() -> session.patch().name().equals("Bowed Piano"));
    send(ShortMessage.PROGRAM_CHANGE, 99, 0); // none: told, and nothing happens
    send(ShortMessage.PROGRAM_CHANGE, 0, 0);
    until(() -> !session.patch().name().equals("Bowed Piano"));

    session.setMpe(MpeMode.UPPER);
    until(() -> MidiSettings.read(file).mpe() == MpeMode.UPPER);
    assertThat(session.mpe()).isEqualTo(MpeMode.UPPER);

    TestMidiProvider.pullOut(KEYBOARD);
    until(() -> !session.isKeyDown(60));
    session.forget(Parameter.RELEASE);
    until(() -> !text(file).contains("\"release\""));
    assertThat(session.failure()).isNull();
  }

  /** It follows its plugin to another slot, and what it turned is in the sound. */
  private void aParameterOfAnInsertIsLearned() throws Exception {
    PluginTarget cutoff = new PluginTarget("java:filter", 1, "cutoff");
    InsertSetting filter = InsertSetting.of("java:filter");
    session.setInserts(List.of(filter));
    session.learn(cutoff);
    send(ShortMessage.CONTROL_CHANGE, 22, 0);
    until(() -> session.learned().bindings().stream().anyMatch(b -> b.target().equals(cutoff)));
    until(() -> session.insertValue(new InsertParameter(0, "cutoff")) == 2000);
    send(ShortMessage.CONTROL_CHANGE, 22, 0);
    send(ShortMessage.CONTROL_CHANGE, 22, 127); // past the value
    until(() -> cutoff(0) == 20_000);
    session.setInserts(List.of(InsertSetting.of("java:drive"), session.patch().inserts().get(0)));
    until(() -> session.insertValue(new InsertParameter(1, "cutoff")) == 20_000);
    send(ShortMessage.CONTROL_CHANGE, 22, 0);
    until(() -> cutoff(1) == 20);
    session.forget(cutoff);
  }

  /** As it would be saved now; NaN while nobody has set it. */
  private float cutoff(int slot) {
    List<InsertSetting> inserts = session.turnedPatch().inserts();
    return inserts.get(slot).values().getOrDefault("cutoff", Float.NaN);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return "";
    }
  }
}
