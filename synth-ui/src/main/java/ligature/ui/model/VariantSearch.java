package ligature.ui.model;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import ligature.files.InputException;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.preset.Variations;

/**
 * Looks for variations beside the window: reads the second parent, then makes the children. A
 * search takes the place of the one before, which is heard of no more.
 *
 * <p>Threads: {@code [ui-thread]}, where all answers come too; {@code io} asks the store, {@code
 * work} may wait.
 */
final class VariantSearch {

  private final PresetStore store;
  private final VariationMaker maker;
  private final Executor io;
  private final Executor work;
  private final Executor ui;
  private volatile int request;

  VariantSearch(PresetStore store, VariationMaker maker, Executor io, Executor work, Executor ui) {
    this.store = store;
    this.maker = maker;
    this.io = io;
    this.work = work;
    this.ui = ui;
  }

  /** Gives the search up. */
  void cancel() {
    request++;
  }

  /**
   * Begins a search.
   *
   * @param other the second parent; null for none
   * @param variations draws them, from the second parent or null
   * @param found told each child
   * @param failed told in a line why there are no more
   */
  void start(
      Patch parent,
      PresetEntry other,
      Function<Patch, Variations> variations,
      Consumer<Patch> found,
      Consumer<String> failed) {
    int mine = ++request;
    Consumer<String> fail = line -> ui.execute(() -> tell(mine, () -> failed.accept(line)));
    io.execute(
        () -> {
          try {
            Patch second = other == null ? null : store.load(other, warning -> {});
            ui.execute(
                () ->
                    tell(
                        mine,
                        () -> make(variations.apply(second), parent, second, mine, found, fail)));
          } catch (InputException e) {
            fail.accept(e.getMessage());
          }
        });
  }

  private void make(
      Variations variations,
      Patch parent,
      Patch second,
      int mine,
      Consumer<Patch> found,
      Consumer<String> fail) {
    work.execute(
        () -> {
          try {
            maker.make(
                variations,
                parent,
                second,
                child -> {
                  if (mine != request) {
                    throw new CancellationException();
                  }
                  ui.execute(() -> tell(mine, () -> found.accept(child)));
                });
          } catch (CancellationException e) {
            return; // as asked
          } catch (RuntimeException e) {
            System.getLogger("ligature.ui").log(System.Logger.Level.WARNING, "no variation", e);
            fail.accept("No more variations: " + e.getMessage());
          }
        });
  }

  private void tell(int mine, Runnable news) {
    if (mine == request) {
      news.run();
    }
  }
}
