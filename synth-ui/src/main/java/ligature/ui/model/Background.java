package ligature.ui.model;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.files.InputException;

/**
 * Work that is done on another thread, and what comes of it in the window.
 *
 * @param work runs one task after the other, on a thread that may wait
 * @param ui runs tasks on {@code [ui-thread]}
 */
record Background(Executor work, Executor ui) {

  /**
   * Does something.
   *
   * @param task on the other thread; what it returns is run on {@code [ui-thread]}
   * @param failed told there why it failed, in a line; null if it was cancelled
   */
  void attempt(Supplier<Runnable> task, Consumer<String> failed) {
    work.execute(
        () -> {
          try {
            ui.execute(task.get());
          } catch (CancellationException e) {
            ui.execute(() -> failed.accept(null)); // as asked
          } catch (InputException e) {
            ui.execute(() -> failed.accept(e.getMessage()));
          } catch (RuntimeException e) {
            System.getLogger("ligature.ui").log(System.Logger.Level.ERROR, "work failed", e);
            ui.execute(() -> failed.accept("This did not work: " + e));
          }
        });
  }
}
