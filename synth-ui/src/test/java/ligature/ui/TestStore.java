package ligature.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import ligature.files.InputException;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.ui.model.PresetStore;

/** Presets in memory; those that came with the program are made by a function. Threads: any. */
public final class TestStore implements PresetStore {

  /** A preset of this name has a warning. */
  public static final String WARNED = "Two";

  private final List<PresetEntry> entries = new CopyOnWriteArrayList<>();
  private final Map<String, Patch> own = new HashMap<>();
  private final Function<String, Patch> load;

  public TestStore(List<String> factory, Function<String, Patch> load) {
    this.load = load;
    factory.forEach(title -> entries.add(entry(title, false)));
  }

  private static PresetEntry entry(String title, boolean own) {
    List<String> tags = title.contains(" ") ? List.of("two", "words") : List.of("short");
    return new PresetEntry(
        title, Path.of(title), own, title, tags, List.of("celesta", "cello", "tuba"));
  }

  @Override
  public List<PresetEntry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public synchronized Patch load(PresetEntry entry, Consumer<String> warnings) {
    if (entry.name().equals(WARNED)) {
      warnings.accept("the timbre is another one");
    }
    return entry.own() ? own.get(entry.name()) : load.apply(entry.name());
  }

  @Override
  public synchronized PresetEntry save(String title, Patch patch, boolean replace) {
    boolean taken = entries.stream().anyMatch(e -> e.title().equals(title));
    if (title.isBlank() || taken && !replace) {
      throw new InputException(title + ": choose another name");
    }
    own.put(title, patch.named(title));
    if (!taken) {
      entries.add(entry(title, true));
    }
    return entries.stream().filter(e -> e.title().equals(title)).findFirst().orElseThrow();
  }

  @Override
  public synchronized PresetEntry rename(PresetEntry entry, String title) {
    Patch patch = own.get(entry.name());
    delete(entry);
    return save(title, patch, false);
  }

  @Override
  public synchronized void delete(PresetEntry entry) {
    own.remove(entry.name());
    entries.remove(entry);
  }

  /** The presets' names, sorted. */
  public List<String> names() {
    List<PresetEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(PresetEntry::name));
    return sorted.stream().map(PresetEntry::name).toList();
  }
}
