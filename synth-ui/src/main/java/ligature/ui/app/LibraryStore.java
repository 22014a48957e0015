package ligature.ui.app;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.latent.TimbreBank;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.preset.PresetLibrary;
import ligature.ui.model.PresetStore;

/** The presets of a library, with the timbres of a bank. Threads: {@code [io-thread]}. */
record LibraryStore(PresetLibrary library, Supplier<TimbreBank> timbres) implements PresetStore {

  LibraryStore(PresetLibrary library, TimbreBank bank) {
    this(library, () -> bank);
  }

  @Override
  public List<PresetEntry> entries() {
    return library.entries();
  }

  @Override
  public Patch load(PresetEntry entry, Consumer<String> warnings) {
    return library.load(entry.name(), timbres.get(), warnings);
  }

  @Override
  public PresetEntry save(String title, Patch patch, boolean replace) {
    return library.save(title, patch, replace);
  }

  @Override
  public PresetEntry rename(PresetEntry entry, String title) {
    return library.rename(entry, title);
  }

  @Override
  public void delete(PresetEntry entry) {
    library.delete(entry);
  }
}
