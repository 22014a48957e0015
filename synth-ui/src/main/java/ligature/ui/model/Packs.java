package ligature.ui.model;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.preset.PresetEntry;

/** Preset packs that come and go. Threads: {@code [ui-thread]}; files are another's. */
public final class Packs {

  private final Player player;
  private final Presets presets;
  private final PackStore store;
  private final Executor io;
  private final Executor ui;
  private Consumer<String> tell = line -> {};
  private Consumer<String> fail = line -> {};
  private Consumer<Timbre> added = timbre -> {};

  /**
   * @param io asks the store
   * @param ui runs on the window's thread
   */
  public Packs(Player player, Presets presets, PackStore store, Executor io, Executor ui) {
    this.player = player;
    this.presets = presets;
    this.store = store;
    this.io = io;
    this.ui = ui;
  }

  /** Sets who is told in a line what was done, and what went wrong. */
  public void setTell(Consumer<String> tell, Consumer<String> fail) {
    this.tell = tell;
    this.fail = fail;
  }

  /** Sets who is told of each timbre that is in the bank from now on. */
  public void setAdded(Consumer<Timbre> added) {
    this.added = added;
  }

  /** The presets that can be given to others: the user's own. */
  public List<PresetEntry> own() {
    return presets.entries().stream().filter(PresetEntry::own).toList();
  }

  /** Installs a pack, or the file of a preset: all of it is the user's own then. */
  public void install(Path file) {
    ask(
        () -> store.install(file),
        installed -> {
          for (Timbre timbre : installed.timbres()) {
            player.addTimbre(timbre);
            added.accept(timbre);
          }
          presets.refresh();
          tell.accept(
              installed.title()
                  + ": "
                  + count(installed.presets(), "preset")
                  + ", "
                  + count(installed.timbres().size(), "timbre")
                  + (installed.presets() + installed.timbres().size() == 0
                      ? "; all of it was there"
                      : " installed"));
        });
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  /**
   * Writes a pack of own presets.
   *
   * @param file the pack's name, with its ending
   * @param picture the name of a PNG or JPEG file; "" for none
   */
  public void export(
      String file,
      String name,
      String author,
      String licence,
      String picture,
      List<PresetEntry> chosen) {
    Path target = Path.of(file);
    PackStore.About about =
        new PackStore.About(name, author, licence, picture.isEmpty() ? null : Path.of(picture));
    ask(
        () -> {
          store.write(target, about, chosen);
          return target;
        },
        written -> tell.accept(count(chosen.size(), "preset") + " written to " + written));
  }

  private <T> void ask(Supplier<T> question, Consumer<T> answer) {
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
            failure = "The pack could not be read or written: " + e;
          }
          String line = failure;
          ui.execute(() -> fail.accept(line));
        });
  }
}
