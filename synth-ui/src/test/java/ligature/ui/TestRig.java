package ligature.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ligature.live.Player;
import ligature.live.Rig;
import ligature.preset.PresetLibrary;
import ligature.settings.SettingsFile;

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
  public PresetLibrary presets() {
    return new PresetLibrary(List.of(), folder.resolve("presets"));
  }

  @Override
  public SettingsFile settings() {
    return new SettingsFile(folder.resolve("settings.json"));
  }
}
