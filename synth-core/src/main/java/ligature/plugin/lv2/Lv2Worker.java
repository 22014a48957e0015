package ligature.plugin.lv2;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.concurrent.locks.LockSupport;

/**
 * Does what a plugin may not do on the thread of the sound, such as reading files: LV2's worker.
 *
 * <p>Offline the work is done at once, so that every render is the same. Threads: scheduled and
 * answered on {@code [model-thread]}, done on a thread of its own.
 */
final class Lv2Worker implements AutoCloseable {

  private static final int SUCCESS = 0;
  private static final int NO_SPACE = 2;
  private static final int RING_BYTES = 1 << 16;
  private static final long JOIN_MILLIS = 2000;

  /** {@code (*schedule_work)(handle, size, data)} and {@code (*respond)(handle, size, data)}. */
  private interface Message extends Callback {
    int callback(Pointer handle, int size, Pointer data);
  }

  private final MessageRing jobs = new MessageRing(RING_BYTES);
  private final MessageRing answers = new MessageRing(RING_BYTES);
  private final Message schedule = this::schedule;
  private final Message respond =
      (handle, size, data) -> answers.offer(size, data) ? SUCCESS : NO_SPACE;
  private final Memory struct = new Memory(16);
  private final Pointer respondPointer = CallbackReference.getFunctionPointer(respond);
  private Pointer instance;
  private Function work;
  private Function workResponse;
  private Function endRun;
  private Thread thread;
  private volatile boolean running;
  private volatile boolean offline;

  Lv2Worker() {
    struct.clear();
    struct.setPointer(8, CallbackReference.getFunctionPointer(schedule));
  }

  /** {@code LV2_Worker_Schedule}. */
  Pointer struct() {
    return struct;
  }

  /** Begins to serve an instance by its {@code LV2_Worker_Interface}. */
  void start(Pointer pluginInstance, Pointer worker) {
    instance = pluginInstance;
    work = Function.getFunction(worker.getPointer(0));
    workResponse = Function.getFunction(worker.getPointer(8));
    Pointer end = worker.getPointer(16);
    endRun = end == null ? null : Function.getFunction(end);
    running = true;
    thread = new Thread(this::loop, "ligature-lv2-worker");
    thread.setDaemon(true);
    thread.start();
  }

  void setOffline(boolean isOffline) {
    offline = isOffline;
  }

  private int schedule(Pointer handle, int size, Pointer data) {
    if (work == null) {
      return NO_SPACE;
    }
    if (offline) {
      doWork(size, data);
      return SUCCESS;
    }
    if (!jobs.offer(size, data)) {
      return NO_SPACE;
    }
    LockSupport.unpark(thread);
    return SUCCESS;
  }

  private void loop() {
    while (running) {
      int size = jobs.nextSize();
      if (size < 0) {
        LockSupport.park(this);
      } else {
        doWork(size, jobs.next());
        jobs.drop();
      }
    }
  }

  private void doWork(int size, Pointer data) {
    work.invokeInt(new Object[] {instance, respondPointer, null, size, data});
  }

  /** Hands over what was answered, after each run. [model-thread] */
  void deliver() {
    if (work == null) {
      return;
    }
    for (int size = answers.nextSize(); size >= 0; size = answers.nextSize()) {
      workResponse.invokeInt(new Object[] {instance, size, answers.next()});
      answers.drop();
    }
    if (endRun != null) {
      endRun.invokeInt(new Object[] {instance});
    }
  }

  @Override
  public void close() {
    running = false;
    if (thread != null) {
      LockSupport.unpark(thread);
      try {
        thread.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
