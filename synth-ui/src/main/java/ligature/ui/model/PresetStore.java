package ligature.ui.model;

import java.util.List;
import java.util.function.Consumer;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;

/**
 * Where presets are kept. Threads: {@code [io-thread]}; every method may throw {@link
 * ligature.files.InputException}.
 */
public interface PresetStore {

  /** All of them, in the order of a list. */
  List<PresetEntry> entries();

  /**
   * Reads one.
   *
   * @param warnings takes a line for each thing that is not as it was when it was saved
   */
  Patch load(PresetEntry entry, Consumer<String> warnings);

  /**
   * Saves a sound as the user's own.
   *
   * @param replace whether an own one of this name may be replaced
   */
  PresetEntry save(String title, Patch patch, boolean replace);

  PresetEntry rename(PresetEntry entry, String title);

  void delete(PresetEntry entry);
}
