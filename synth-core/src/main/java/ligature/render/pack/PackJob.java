package ligature.render.pack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.model.Decoder;
import ligature.preset.Patch;

/**
 * Renders what is missing of a pack, on several threads with a decoder each.
 *
 * <p>What is finished is on the disk and in the journal at once, so a kill loses the groups in work
 * and nothing else. Threads: {@link #run} waits for the workers that it starts.
 */
public final class PackJob {

  private final Path folder;
  private final PackPlan plan;
  private final Shard shard;
  private final Patch sound;
  private final boolean resume;
  private final int jobs;
  private final List<RuntimeException> faults = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private long begin;
  private int filesDone;
  private int filesToDo;
  private double audioSeconds;
  private long bytes;
  private long cpuNanos;
  private String device = "";

  /**
   * What is known before the first note.
   *
   * @param decoder not in use yet
   * @param files to be written
   * @param skipped files that are there
   */
  public record Start(Decoder decoder, int files, int skipped) {}

  /** Is told after every group, on a worker's thread. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param files finished in this run, of {@code ofFiles} to do
     * @param audioSeconds of the finished files
     * @param bytes of the finished files
     */
    void finished(int files, int ofFiles, double audioSeconds, long bytes);
  }

  /**
   * What a run did.
   *
   * @param files written in this run
   * @param failed files whose notes the decoder could not make
   * @param skipped files that were there
   * @param repaired files that were listed but missing or damaged, and are among the written
   * @param cpuSeconds the own time of the workers, and of what writes the files, on their
   *     processors
   */
  public record Result(
      int files,
      int failed,
      int skipped,
      int repaired,
      double audioSeconds,
      double wallSeconds,
      double cpuSeconds,
      long bytes,
      String device,
      List<String> failures) {}

  /**
   * @param sound with the timbres of the plan at its corners, in their order
   * @param jobs threads, of which the calling one is the first
   */
  public PackJob(Path folder, PackPlan plan, Shard shard, Patch sound, boolean resume, int jobs) {
    this.folder = folder;
    this.plan = plan;
    this.shard = shard;
    this.sound = sound;
    this.resume = resume;
    this.jobs = jobs;
  }

  /**
   * Renders.
   *
   * @param decoders gives a new decoder, once for every thread; the job closes it
   * @param starting is told once, before the work
   * @throws ligature.files.InputException if the folder or the disk does not do; what is finished
   *     stays
   */
  public Result run(Supplier<Decoder> decoders, Consumer<Start> starting, Listener listener) {
    begin = System.nanoTime();
    try (Decoder first = decoders.get();
        PackFolder open =
            PackFolder.open(folder, plan, shard, Processor.describe(first.device()), resume)) {
      device = first.device();
      List<Integer> missing = open.missingGroups();
      int groups = 0;
      for (int g = 0; g < plan.groups(); g++) {
        groups += shard.has(g) ? 1 : 0;
      }
      filesToDo = missing.size() * plan.filesOfGroup();
      int skipped = groups * plan.filesOfGroup() - filesToDo;
      starting.accept(new Start(first, filesToDo, skipped));
      begin = System.nanoTime();
      renderAll(missing, open, first, decoders, listener);
      if (!faults.isEmpty()) {
        throw faults.get(0);
      }
      if (broken.isEmpty()) {
        open.finish();
      }
      return new Result(
          filesDone,
          filesToDo - filesDone,
          skipped,
          open.broken(),
          audioSeconds,
          (System.nanoTime() - begin) * 1e-9,
          cpuNanos * 1e-9,
          bytes,
          device,
          broken);
    } catch (IOException e) {
      throw SampleWriter.tell(folder, e);
    }
  }

  private void renderAll(
      List<Integer> missing,
      PackFolder open,
      Decoder first,
      Supplier<Decoder> decoders,
      Listener listener) {
    try (FileQueue queue = new FileQueue()) {
      renderAll(missing, open, first, decoders, listener, queue);
      cpuNanos += queue.cpuNanos();
    }
  }

  private void renderAll(
      List<Integer> missing,
      PackFolder open,
      Decoder first,
      Supplier<Decoder> decoders,
      Listener listener,
      FileQueue queue) {
    Iterator<Integer> next = missing.iterator();
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(jobs, missing.size()); i++) {
      Work work =
          () -> {
            try (Decoder own = decoders.get()) {
              work(next, open, own, listener, queue);
            }
          };
      others.add(new Thread(() -> attempt(work), "ligature-pack-" + i));
    }
    others.forEach(Thread::start);
    // this thread stays: one that has computed and ends holds up all others, also what plays
    attempt(() -> work(next, open, first, listener, queue));
    try {
      for (Thread other : others) {
        other.join();
      }
    } catch (InterruptedException e) {
      fail(new IllegalStateException("interrupted", e));
      others.forEach(PackJob::joinUninterruptibly);
      Thread.currentThread().interrupt();
    }
  }

  private static void joinUninterruptibly(Thread worker) {
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A worker's part of the job. */
  private interface Work {
    void run() throws IOException;
  }

  /** What goes wrong ends the job, and is told at its end. */
  private void attempt(Work work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      work.run();
    } catch (IOException e) {
      fail(SampleWriter.tell(folder, e));
    } catch (RuntimeException e) {
      fail(e);
    } catch (Throwable t) { // out of memory: the pack is not whole, and must not say so
      fail(new IllegalStateException(t.toString(), t));
    }
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    synchronized (this) {
      cpuNanos += nanos;
    }
  }

  /** Renders a group while the files of the one before are written. */
  private void work(
      Iterator<Integer> next, PackFolder open, Decoder decoder, Listener listener, FileQueue queue)
      throws IOException {
    GroupRenderer renderer =
        new GroupRenderer(plan, sound, decoder, new SampleWriter(folder, plan), queue);
    List<Future<PackFile>> before = List.of();
    for (Integer group = take(next); group != null; group = take(next)) {
      try {
        List<Future<PackFile>> waiting = renderer.render(group);
        finish(before, open, listener);
        before = waiting;
      } catch (GroupRenderer.BrokenNote e) {
        synchronized (this) {
          broken.add(e.getMessage());
        }
      }
    }
    finish(before, open, listener);
  }

  private void finish(List<Future<PackFile>> waiting, PackFolder open, Listener listener)
      throws IOException {
    if (!waiting.isEmpty()) {
      List<PackFile> files = FileQueue.written(waiting);
      open.add(files);
      done(files, listener);
    }
  }

  private synchronized Integer take(Iterator<Integer> next) {
    if (!faults.isEmpty() || !next.hasNext()) {
      return null;
    }
    if (Thread.currentThread().isInterrupted()) {
      fail(new IllegalStateException("interrupted"));
      return null;
    }
    return next.next();
  }

  private synchronized void done(List<PackFile> files, Listener listener) {
    filesDone += files.size();
    for (PackFile file : files) {
      audioSeconds += file.seconds();
      bytes += file.bytes();
    }
    listener.finished(filesDone, filesToDo, audioSeconds, bytes);
  }

  private synchronized void fail(RuntimeException e) {
    faults.add(e);
  }
}
