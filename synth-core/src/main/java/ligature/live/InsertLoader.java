package ligature.live;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.rt.ThreadRole;

/**
 * Fills the insert slots on a thread of its own: to open a plugin may take seconds, and neither the
 * window nor the sound waits for it.
 */
final class InsertLoader implements AutoCloseable {

  /** The longest that closing waits for a plugin that is being opened. */
  private static final int LOADING_SECONDS = 20;

  private final InsertChain inserts;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(ThreadRole.IO.daemons("ligature-inserts"));

  InsertLoader(InsertChain inserts) {
    this.inserts = inserts;
  }

  /** Fills the slots soon. [any thread] */
  void load(List<InsertSetting> settings) {
    waiting.incrementAndGet();
    executor.execute(
        () -> {
          try {
            inserts.set(settings);
          } finally {
            waiting.decrementAndGet();
          }
        });
  }

  /** Whether the slots hold what was wanted last. [any thread] */
  boolean isDone() {
    return waiting.get() == 0;
  }

  /** Opens the editor of a slot's plugin, once the slots are filled. [any thread] */
  void edit(int slot, String title, EditorListener listener) {
    executor.execute(() -> inserts.edit(slot, title, listener));
  }

  /** Closes the plugins; the instrument must have stopped. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (executor.awaitTermination(LOADING_SECONDS, TimeUnit.SECONDS)) {
        inserts.close();
      } // else what is being opened keeps the others
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
