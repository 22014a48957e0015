package ligature.ui.view;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sound.midi.ShortMessage;
import javax.swing.AbstractButton;
import ligature.midi.MidiInputs;
import ligature.midi.MidiMonitor;
import ligature.midi.TestMidiProvider;
import ligature.settings.Settings;
import ligature.ui.RecordingPlayer;
import ligature.ui.app.Components;
import ligature.ui.model.Preferences;
import org.junit.jupiter.api.Test;

/** Which inputs play is chosen, and a lamp says which of them sends. */
class MidiSettingsPanelTest {

  private final Preferences preferences = new Preferences(Settings.DEFAULTS, s -> {});
  private final MidiSettingsPanel panel =
      edt(() -> new MidiSettingsPanel(new RecordingPlayer(), preferences));

  private <T extends java.awt.Component> T find(String name, Class<T> type) {
    return Components.find(panel, name, type);
  }

  private boolean isLit(String input) {
    return edt(() -> find("lamp " + input, MidiSettingsPanel.Lamp.class).isLit());
  }

  @Test
  void aLampLightsWhenItsInputSendsAndGoesOut() throws Exception {
    try (MidiInputs inputs = MidiInputs.open(List.of("Test Grand"), () -> 0)) {
      run(() -> panel.offer(MidiMonitor.open()));
      run(panel::tick);
      assertThat(isLit("Test Grand")).isFalse();
      TestMidiProvider.send("Test Grand", new ShortMessage(ShortMessage.NOTE_ON, 0, 60, 64));
      TestMidiProvider.send("Test Pads", new ShortMessage(ShortMessage.NOTE_ON, 0, 36, 64));
      run(panel::tick);
      assertThat(isLit("Test Grand")).isTrue();
      assertThat(isLit("Test Pads")).as("it is not open").isFalse();
      for (int i = 0; i < 5; i++) {
        run(panel::tick);
      }
      assertThat(isLit("Test Grand")).isFalse();
    } finally {
      run(panel::forget);
    }
  }

  @Test
  void someOrAllOfTheInputsAreChosen() {
    run(() -> panel.offer(MidiMonitor.open()));
    try {
      assertThat(preferences.settings().midiInputs()).containsExactly(MidiInputs.ALL);
      assertThat(edt(() -> find("midi Test Pads", AbstractButton.class).isEnabled())).isFalse();
      run(() -> find("allMidi", AbstractButton.class).doClick(0));
      // all but one are taken away again
      run(() -> find("midi Test Grand", AbstractButton.class).doClick(0));
      assertThat(preferences.settings().midiInputs()).contains("Test Pads");
      assertThat(preferences.settings().midiInputs()).doesNotContain("Test Grand");
      run(() -> find("allMidi", AbstractButton.class).doClick(0));
      assertThat(preferences.settings().midiInputs()).containsExactly(MidiInputs.ALL);
    } finally {
      run(panel::forget);
    }
  }
}
