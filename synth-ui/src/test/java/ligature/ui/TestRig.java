package ligature.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ligature.live.Player;
import ligature.live.Rig;
import ligature.midi.MidiMonitor;
import ligature.model.Model;
import ligature.preset.PresetLibrary;
import ligature.settings.Settings;
import ligature.settings.SettingsFile;
import ligature.testing.Bundled;

/** A rig whose presets and settings lie in a folder. */
public record TestRig(Player player, Path folder) implements Rig {

  /** With a new folder that goes when the tests are over. */
  public TestRig(Player player) {
    this(player, newFolder());
  }

  private static Path newFolder() {
    try {
      Path folder = Files.createTempDirectory("ligature-window");
      folder.toFile().deleteOnExit();
      folder.resolve("settings.json").toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Model model() {
    return Bundled.model();
  }

  @Override
  public Path timbreFolder() {
    return folder.resolve("timbres");
  }

  @Override
  public PresetLibrary presets() {
    return new PresetLibrary(List.of(), folder.resolve("presets"));
  }

  @Override
  public SettingsFile settings() {
    return new SettingsFile(folder.resolve("settings.json"));
  }

  @Override
  public Settings running() {
    return Settings.DEFAULTS;
  }

  @Override
  public String notice() {
    return null;
  }

  @Override
  public boolean canBeginAnew() {
    return true;
  }

  @Override
  public Choices choices() {
    return new Choices(
        List.of("Card one", "A card with a very long name that does not fit into its field at all"),
        MidiMonitor.open(),
        List.of("cpu", "cuda:0"),
        "test 1.0");
  }
}
