package ligature.ui.model;

import java.nio.file.Path;
import java.util.List;
import ligature.latent.Timbre;
import ligature.preset.PresetEntry;

/**
 * Preset packs on disk. Threads: {@code [io-thread]}; every method may throw {@link
 * ligature.files.InputException}.
 */
public interface PackStore {

  /**
   * What a pack says of itself.
   *
   * @param picture a PNG or JPEG file, or null
   */
  record About(String name, String author, String licence, Path picture) {}

  /**
   * What was installed.
   *
   * @param title what and whose it is, for people
   * @param presets how many that were not there before
   * @param timbres that were not there before and that the playing model can play
   */
  record Installed(String title, int presets, List<Timbre> timbres) {}

  /** Installs a pack, or the file of a single preset. */
  Installed install(Path file);

  /** Writes presets, and the user's own timbres that they need, into one file. */
  void write(Path target, About about, List<PresetEntry> presets);
}
