package ligature.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import ligature.rt.RealTimeScheduling;

/**
 * A twin of the model thread that works: every hop it streams some megabytes of weights through the
 * caches and multiplies them, as the network does, with the same priority. When memory or caches
 * are slow for both, the host did it; when only our hops are, we did.
 *
 * <p>What it cannot tell apart: what our own process does to the memory that both share.
 */
public final class DecoderTwin implements AutoCloseable {

  /** The model thread's. */
  private static final int PRIORITY = 60;

  private static final long HOP_NANOS = 128 * 1_000_000_000L / 48_000;

  /** Two fifths of what the decoder reads in a hop: more would itself be the load of a core. */
  private static final int WEIGHTS = 400_000;

  /** As wide as the network's layers. */
  private static final int WIDTH = 128;

  /** Below this it was not slow. */
  private static final double SLOW = 1.5;

  /** Slow by the same factor, as far as two measurements of few hops can tell. */
  private static final double SAME = 0.75;

  private final HopLog log;
  private final Thread thread = new Thread(this::work, "decoder-twin");
  private final float[] weights = new float[WEIGHTS];
  private volatile boolean running = true;
  private volatile float result;

  /** Works until it is closed, and remembers so many seconds of it. */
  public DecoderTwin(int seconds) {
    log = new HopLog((int) (seconds * 1_000_000_000L / HOP_NANOS) + 1000);
    for (int i = 0; i < WEIGHTS; i++) {
      weights[i] = (i * 31 % 101 - 50) * 1e-4f;
    }
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    RealTimeScheduling.enterFifo(PRIORITY);
    float[] in = new float[WIDTH];
    float[] out = new float[WIDTH];
    in[0] = 1;
    long due = System.nanoTime();
    while (running) {
      long begin = System.nanoTime();
      multiply(in, out);
      log.add(begin, System.nanoTime(), 1);
      due += HOP_NANOS;
      if (due < System.nanoTime() - 10 * HOP_NANOS) {
        due = System.nanoTime(); // what was missed is not made up for
      }
      while (running && due > System.nanoTime()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  /** One matrix after the other, each column times one number: such loops are vectorised. */
  private void multiply(float[] in, float[] out) {
    for (int at = 0, column = 0;
        at + WIDTH <= WEIGHTS;
        at += WIDTH, column = (column + 1) % WIDTH) {
      float x = in[column] + 0.01f;
      for (int i = 0; i < WIDTH; i++) {
        out[i] += weights[at + i] * x;
      }
      if (column == WIDTH - 1) {
        for (int i = 0; i < WIDTH; i++) {
          in[i] = out[i] / (1 + Math.abs(out[i]));
          out[i] = 0;
        }
      }
    }
    result = in[0];
  }

  /** Its hops. */
  public HopLog log() {
    return log;
  }

  /** What it has worked out: so that the work is not left out. */
  public float result() {
    return result;
  }

  /**
   * Those of these moments at which our hops were slow and the twin's were not, by the same factor.
   *
   * @param ours the hops of the decoder that plays
   */
  public static List<Long> inexcusable(List<Long> moments, HopLog ours, HopLog twins) {
    long[] nanos = moments.stream().mapToLong(Long::longValue).toArray();
    double[] our = ours.slowdowns(nanos);
    double[] their = twins.slowdowns(nanos);
    List<Long> left = new ArrayList<>();
    for (int i = 0; i < nanos.length; i++) {
      boolean machine = their[i] >= SLOW && their[i] >= SAME * our[i];
      System.out.printf(
          "an underrun: our hops %.2f times as long as usual, the twin's %.2f%s%n",
          our[i], their[i], machine ? ", as the machine's" : "");
      if (!machine) {
        left.add(nanos[i]);
      }
    }
    return left;
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
