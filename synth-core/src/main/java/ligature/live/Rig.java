package ligature.live;

import java.nio.file.Path;
import java.util.List;
import ligature.files.Folders;
import ligature.midi.MidiMonitor;
import ligature.model.Model;
import ligature.preset.PresetLibrary;
import ligature.settings.Settings;
import ligature.settings.SettingsFile;

/** What a window stands on: an instrument that plays, its presets, and what the user has chosen. */
public interface Rig {

  /** The instrument. */
  Player player();

  /** The model that the instrument was opened with. */
  Model model();

  /** [io-thread] */
  PresetLibrary presets();

  /** The folder of the user's own timbres; it need not exist. */
  default Path timbreFolder() {
    return Folders.data().resolve("timbres");
  }

  /** [io-thread] */
  SettingsFile settings();

  /** The settings that the instrument was opened with. */
  Settings running();

  /** A line that the user should read first, or null: why other audio plays than was set. */
  String notice();

  /** Whether the window may ask that all begins anew with other settings. */
  boolean canBeginAnew();

  /** [io-thread] What there is to choose from here. */
  Choices choices();

  /**
   * What there is to choose from.
   *
   * @param soundCards JavaSound's devices, by name
   * @param midi every MIDI input; to be closed
   * @param devices where the decoder can compute: "cpu", "cuda:0"
   * @param model the model that plays, for people
   */
  record Choices(List<String> soundCards, MidiMonitor midi, List<String> devices, String model) {}
}
