package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;

/**
 * The presets around a sound: which one it came from, whether it was changed since, and how it is
 * kept.
 *
 * <p>The store is asked by the executor {@code io}; what it gave is loaded on the window's thread,
 * unless somebody has asked for another one meanwhile. Threads: {@code [ui-thread]}.
 */
public final class Presets {

  private final Sound sound;
  private final PresetStore store;
  private final Executor io;
  private final Executor ui;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> onFailure = message -> {};
  private List<PresetEntry> entries = List.of();
  private PresetEntry current; // what was saved or loaded last, or null
  private PresetEntry wanted; // the current one, or one that is being read
  private Patch saved;
  private boolean changed;
  private volatile int request;

  /**
   * @param io asks the store
   * @param ui runs on the window's thread
   */
  public Presets(Sound sound, PresetStore store, Executor io, Executor ui) {
    this.sound = sound;
    this.store = store;
    this.io = io;
    this.ui = ui;
    saved = sound.patch();
    sound.addEditListener(this::forgetWanted);
    list(null);
  }

  /** All presets, in their order; empty until they were read. */
  public List<PresetEntry> entries() {
    return entries;
  }

  /** The preset that was asked for last, or null if the sound is none of them. */
  public PresetEntry chosen() {
    return wanted;
  }

  /** The name to show. */
  public String title() {
    return wanted != null ? wanted.title() : saved.name();
  }

  /** Whether the sound is not what was loaded or saved. */
  public boolean isChanged() {
    return changed;
  }

  /** Whether {@link #save} needs no name. */
  public boolean isOwn() {
    return current != null && current.own();
  }

  /** Called when anything of the above has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Takes the line that says what went wrong or is not as it was; null when all is well. */
  public void setOnFailure(Consumer<String> onFailure) {
    this.onFailure = onFailure;
  }

  /** Follows what others load, and compares with what was saved. */
  public void tick() {
    if (sound.follow()) {
      saved = sound.patch();
      current = find(saved.name());
      wanted = current;
      fire();
    }
    if (sound.isAuditioning()) {
      return;
    }
    boolean now = !sound.current().named(saved.name()).equals(saved);
    if (now != changed) {
      changed = now;
      fire();
    }
  }

  private PresetEntry find(String title) {
    return entries.stream()
        .filter(e -> e.title().equals(title) || e.name().equals(title))
        .findFirst()
        .orElse(null);
  }

  /** Reads the list again: others have put presets there. */
  public void refresh() {
    list(current);
  }

  /** Reads the list again; afterwards the preset of this file name is the current one. */
  private void list(PresetEntry then) {
    ask(
        store::entries,
        found -> {
          entries = List.copyOf(found);
          if (then != null) {
            current = entries.stream().filter(e -> e.equals(then)).findFirst().orElse(then);
            wanted = current;
          } else if (current == null && wanted == null) {
            current = find(saved.name());
            wanted = current;
          }
          fire();
        },
        "The presets could not be listed");
  }

  /** Goes through the presets; after the last comes the first. */
  public void step(int by) {
    if (!entries.isEmpty()) {
      int at = wanted == null ? -1 : entries.indexOf(wanted);
      int from = at >= 0 ? at : by > 0 ? -1 : 0;
      choose(entries.get(Math.floorMod(from + by, entries.size())));
    }
  }

  /** Reads a preset in the background and loads it. If it cannot be read, what plays goes on. */
  public void choose(PresetEntry entry) {
    wanted = entry;
    int mine = ++request;
    fire();
    io.execute(
        () -> {
          if (mine != request) {
            return;
          }
          String failure;
          try {
            List<String> warnings = new ArrayList<>();
            Patch patch = store.load(entry, warnings::add);
            ui.execute(() -> loaded(mine, entry, patch, warnings));
            return;
          } catch (InputException e) {
            failure = e.getMessage();
          } catch (RuntimeException e) {
            failure = "Preset " + entry.title() + " could not be loaded: " + e;
          }
          String line = failure;
          ui.execute(() -> failed(mine, line));
        });
  }

  private void loaded(int mine, PresetEntry entry, Patch patch, List<String> warnings) {
    if (mine == request) {
      sound.endGesture();
      State before = state();
      State after = new State(entry, patch, patch);
      restore(after);
      sound
          .history()
          .add(
              new History.Edit(
                  "Preset " + entry.title(), () -> restore(before), () -> restore(after)));
      onFailure.accept(warnings.isEmpty() ? null : String.join("; ", warnings));
    }
  }

  private void failed(int mine, String message) {
    if (mine == request) {
      wanted = current;
      onFailure.accept(message);
      fire();
    }
  }

  /** Corners that were changed by hand must not be undone by a preset that is still being read. */
  private void forgetWanted() {
    request++;
    wanted = current;
  }

  /** What sounds, and where it came from. */
  private record State(PresetEntry entry, Patch saved, Patch sound) {}

  private State state() {
    return new State(current, saved, sound.current());
  }

  private void restore(State state) {
    request++;
    current = state.entry();
    wanted = current;
    saved = state.saved();
    sound.load(state.sound());
    changed = !state.sound().named(saved.name()).equals(saved);
    fire();
  }

  /** Saves what sounds over the own preset that it came from. */
  public void save() {
    save(current.title(), true);
  }

  /** Saves what sounds as a new own preset. */
  public void saveAs(String title) {
    save(title, false);
  }

  private void save(String title, boolean replace) {
    Patch patch = sound.current();
    ask(
        () -> new Written(store.save(title, patch, replace), store.entries()),
        written -> {
          entries = List.copyOf(written.all());
          saved = patch.named(written.entry().title());
          current = written.entry();
          wanted = current;
          onFailure.accept(null);
          tick();
          fire();
        },
        "The preset could not be saved");
  }

  /**
   * A preset that was written, and the list with it: next and previous count from there at once.
   */
  private record Written(PresetEntry entry, List<PresetEntry> all) {}

  /** Gives an own preset another name. */
  public void rename(PresetEntry entry, String title) {
    ask(
        () -> store.rename(entry, title),
        renamed -> {
          onFailure.accept(null);
          list(Objects.equals(entry, current) ? renamed : current);
        },
        "The preset could not be renamed");
  }

  /** Deletes an own preset; what plays goes on. */
  public void delete(PresetEntry entry) {
    ask(
        () -> {
          store.delete(entry);
          return entry;
        },
        deleted -> {
          if (Objects.equals(deleted, current)) {
            current = null;
            wanted = null;
          }
          onFailure.accept(null);
          list(current);
        },
        "The preset could not be deleted");
  }

  /** Asks on the io thread, answers on the window's. */
  private <T> void ask(Supplier<T> question, Consumer<T> answer, String otherwise) {
    io.execute(
        () -> {
          String failure;
          try {
            T found = question.get();
            ui.execute(() -> answer.accept(found));
            return;
          } catch (InputException e) {
            failure = e.getMessage();
          } catch (RuntimeException e) {
            failure = otherwise + ": " + e;
          }
          String line = failure;
          ui.execute(() -> onFailure.accept(line));
        });
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
