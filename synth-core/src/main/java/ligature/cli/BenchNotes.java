package ligature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.render.NoteScore;
import ligature.render.WholeNotes;

/** Measures how fast whole notes are rendered, as packs are made of them. */
final class BenchNotes {

  /** The target is that of two cores. */
  static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  private static final int NOTES = 16;
  private static final int LOWEST_KEY = 48;
  private static final int VELOCITY = 100;
  private static final double HELD_SECONDS = 1;
  private static final double MOST_SECONDS = 2;

  private BenchNotes() {}

  /**
   * Renders notes, from key to end, on {@link #THREADS} with a decoder each.
   *
   * @param seconds how long
   * @return seconds of audio in a second
   */
  static double timesRealTime(Model model, ComputeDevice device, Patch patch, double seconds) {
    ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, work -> new Thread(work, "ligature-bench-notes"));
    try {
      List<Callable<Double>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        workers.add(() -> rendered(model, device, patch, seconds));
      }
      double sum = 0;
      for (Future<Double> worker : threads.invokeAll(workers)) {
        sum += worker.get();
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static double rendered(Model model, ComputeDevice device, Patch patch, double seconds) {
    try (Decoder decoder = model.openDecoder(device)) {
      WholeNotes notes = new WholeNotes(decoder);
      render(notes, patch); // the JIT has seen it
      long begin = System.nanoTime();
      double audio = 0;
      while ((System.nanoTime() - begin) * 1e-9 < seconds || audio == 0) {
        audio += render(notes, patch);
      }
      return audio / ((System.nanoTime() - begin) * 1e-9);
    }
  }

  /** Renders some notes, and gives how many seconds they last. */
  private static double render(WholeNotes notes, Patch patch) {
    int rateHz = notes.decoder().sampleRateHz();
    List<NoteScore> scores = new ArrayList<>();
    for (int i = 0; i < NOTES; i++) {
      long held = (long) (HELD_SECONDS * rateHz);
      long most = (long) (MOST_SECONDS * rateHz);
      NoteScore score = new NoteScore(patch, LOWEST_KEY + i, VELOCITY, held, most, i);
      notes.record(score);
      scores.add(score);
    }
    notes.decode(scores);
    double frames = 0;
    for (NoteScore score : scores) {
      frames += notes.play(score).length;
    }
    return frames / rateHz;
  }
}
