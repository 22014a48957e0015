package ligature.render.pack;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes the files of a pack beside the rendering, which would otherwise wait for the disk with
 * each of them. Few files wait at a time: when the disk is slower than the rendering, a worker
 * writes its own. Threads: any; closed by one, when nobody adds any more.
 */
final class FileQueue implements AutoCloseable {

  private static final int MOST_WAITING = 8;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          work -> new Thread(work, "ligature-pack-files"),
          new ThreadPoolExecutor.CallerRunsPolicy());

  /** Writes a file, now or soon. */
  Future<PackFile> add(Callable<PackFile> file) {
    return thread.submit(file);
  }

  /**
   * Waits for files.
   *
   * @throws ligature.files.InputException if one could not be written
   */
  static List<PackFile> written(List<Future<PackFile>> waiting) {
    List<PackFile> files = new ArrayList<>();
    for (Future<PackFile> file : waiting) {
      try {
        files.add(file.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException told) {
          throw told;
        }
        throw new IllegalStateException(e.getCause().toString(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    return files;
  }

  /** The time that the thread has spent on its processor; when nobody adds any more. */
  long cpuNanos() {
    try {
      return thread
          .submit(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime())
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Waits for all that was added. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        done = thread.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
