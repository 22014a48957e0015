package ligature.neural.torch;

import java.util.concurrent.locks.LockSupport;
import ligature.rt.RealTimeScheduling;

/**
 * Runs a model's chunks, in order, on a thread of its own: one call takes many hops' time.
 *
 * <p>Threads: one gives chunks and takes them back; nothing allocates or locks there.
 */
final class ChunkWorker implements AutoCloseable {

  /** What goes through the model. */
  static final class Chunk {
    final float[] left;
    final float[] right;
    final float[] values;

    /** What is played in it, and where the pad is then. */
    final ChunkNotes notes = new ChunkNotes();

    final float[] pad = {1, 0, 0, 0};

    /** Chunks that were left out before this one, because the model was too slow. */
    int lost;

    /** Whether the model is to forget all sound first. */
    boolean reset;

    Chunk(int frames, int parameters) {
      left = new float[frames];
      right = new float[frames];
      values = new float[parameters];
    }
  }

  private static final int CHUNKS = 4;

  /** Below the threads that must not wait for it. */
  private static final int PRIORITY = 40;

  private static final long LOOK_NANOS = 100_000_000;
  private static final long CLOSE_MILLIS = 5_000;

  private final TorchEffect effect;
  private final Chunk[] chunks = new Chunk[CHUNKS];
  private final Thread thread;
  private volatile int given;
  private volatile int done;
  private int taken;
  private volatile long begunNanos;
  private volatile boolean busy;
  private volatile Thread waiting;
  private volatile String failure;
  private volatile boolean closing;

  ChunkWorker(TorchEffect effect, int parameters, boolean realTime) {
    this.effect = effect;
    for (int i = 0; i < CHUNKS; i++) {
      chunks[i] = new Chunk(effect.chunkFrames(), parameters);
    }
    thread = new Thread(() -> run(realTime), "model");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(boolean realTime) {
    if (realTime) {
      RealTimeScheduling.enterFifo(PRIORITY);
    }
    while (!closing) {
      if (done == given) {
        LockSupport.parkNanos(this, LOOK_NANOS);
        continue;
      }
      Chunk chunk = chunks[done & CHUNKS - 1];
      try {
        if (failure == null) {
          begunNanos = System.nanoTime();
          busy = true;
          if (chunk.reset) {
            effect.reset();
          }
          effect.hear(chunk.notes, chunk.pad);
          effect.run(chunk.left, chunk.right, chunk.values);
        }
      } catch (Throwable e) { // whatever it is: the plugin tells
        failure = TorchModule.firstLine(e);
      }
      busy = false;
      done++; // written by this thread alone
      LockSupport.unpark(waiting);
    }
  }

  /** The chunk to be filled next, null while all are under way. */
  Chunk free() {
    return given - taken == CHUNKS ? null : chunks[given & CHUNKS - 1];
  }

  /** Hands {@link #free} over. */
  void give() {
    given++; // written by one thread alone
    LockSupport.unpark(thread);
  }

  /** The oldest chunk if it is done, else null. */
  Chunk finished() {
    return done == taken ? null : chunks[taken & CHUNKS - 1];
  }

  /** Takes {@link #finished} back. */
  void take() {
    taken++;
  }

  /** Whether the model has been at one chunk for so long. */
  boolean hangs(long nanos) {
    return busy && System.nanoTime() - begunNanos > nanos;
  }

  /** The chunks that were given and not taken back. */
  int underWay() {
    return given - taken;
  }

  /** Waits until all are done. */
  void await() {
    waiting = Thread.currentThread();
    while (done != given && thread.isAlive()) {
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
    waiting = null;
  }

  /** Whether nothing is run any more. */
  boolean isEnded() {
    return !thread.isAlive();
  }

  /** Why the model runs no more, null while it does. */
  String failure() {
    return failure;
  }

  /** Ends the thread once it has done what it is at; one that hangs is left to itself. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (true) {
      try {
        thread.join(CLOSE_MILLIS);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
