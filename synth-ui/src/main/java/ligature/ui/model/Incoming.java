package ligature.ui.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.live.PresetPack;
import ligature.preset.PresetLibrary;

/** Files that come to the window, however they come. Threads: {@code [ui-thread]}. */
public record Incoming(Imports imports, Packs packs) {

  /**
   * Installs packs and presets; all other files and folders are recordings, of which timbres are
   * made.
   */
  public void take(List<Path> files) {
    List<Path> recordings = new ArrayList<>();
    for (Path file : files) {
      String name = file.toString();
      if (name.endsWith(PresetPack.SUFFIX) || name.endsWith(PresetLibrary.SUFFIX)) {
        packs.install(file);
      } else {
        recordings.add(file);
      }
    }
    imports.add(recordings);
  }

  /** The same with their names. */
  public void takeNamed(List<String> files) {
    take(files.stream().map(Path::of).toList());
  }
}
