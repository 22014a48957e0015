package ligature.ui.model;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.live.Player;
import ligature.settings.TuningSettings;
import ligature.tuning.Tuning;
import ligature.tuning.TuningFiles;

/**
 * The tuning of the room: it sounds at once, and is kept for the next start. Threads: {@code
 * [ui-thread]}; files are read on {@code [io-thread]}.
 */
public final class Tunings {

  private final Player player;
  private final Preferences preferences;
  private final Executor io;
  private final Executor ui;

  /**
   * @param io runs tasks on {@code [io-thread]}
   * @param ui runs tasks on {@code [ui-thread]}, later
   */
  public Tunings(Player player, Preferences preferences, Executor io, Executor ui) {
    this.player = player;
    this.preferences = preferences;
    this.io = io;
    this.ui = ui;
  }

  /** What sounds. */
  public Tuning sounding() {
    return player.tuning();
  }

  public boolean isLocked() {
    return player.isTuningLocked();
  }

  /**
   * Lays another scale on the keyboard, soon.
   *
   * @param scl a file; null for twelve equal steps
   * @param ended told on {@code [ui-thread]} what is wrong with the file, in one line; null if
   *     nothing is. Then all stays as it was
   */
  public void setScale(String scl, Consumer<String> ended) {
    Tuning now = sounding();
    change(() -> TuningFiles.withScale(now, path(scl)), ended);
  }

  /**
   * Lays the scale on the keyboard in another way, soon.
   *
   * @param kbm a file; null for one degree a key
   * @param ended as in {@link #setScale}
   */
  public void setKeyMap(String kbm, Consumer<String> ended) {
    Tuning now = sounding();
    change(() -> TuningFiles.withKeyMap(now, path(kbm)), ended);
  }

  private static Path path(String file) {
    return file == null ? null : Path.of(file);
  }

  private void change(Supplier<Tuning> read, Consumer<String> ended) {
    io.execute(
        () -> {
          try {
            Tuning next = read.get();
            ui.execute(
                () -> {
                  choose(next);
                  ended.accept(null);
                });
          } catch (InputException e) {
            ui.execute(() -> ended.accept(e.getMessage()));
          }
        });
  }

  private void choose(Tuning tuning) {
    player.tune(tuning);
    keep(kept().withChosen(tuning));
  }

  /** Moves all tunings, 400 to 480 Hz. */
  public void setA4Hz(double a4Hz) {
    player.setA4Hz(a4Hz);
    keep(kept().withA4Hz(a4Hz));
  }

  /**
   * Keeps what sounds, whatever is loaded, or no longer. What is locked counts as chosen: it has to
   * be there at the next start, too.
   */
  public void lock(boolean locked) {
    if (locked) {
      choose(sounding());
    }
    player.lockTuning(locked);
    keep(kept().withLocked(locked));
  }

  private TuningSettings kept() {
    return preferences.settings().tuning();
  }

  private void keep(TuningSettings tuning) {
    preferences.change(s -> s.withTuning(tuning));
  }
}
