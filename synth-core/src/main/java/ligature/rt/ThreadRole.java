package ligature.rt;

import java.util.concurrent.ThreadFactory;

/**
 * What a thread is for. A thread takes its role once, at its start; methods that belong to one role
 * assert it.
 *
 * <p>A thread that never took a role may do anything: tests and offline rendering run the whole
 * instrument on one.
 */
public enum ThreadRole {
  /** The JACK callback or the JavaSound writer: copies, never waits. */
  AUDIO,
  /** The one loop that runs the instrument and its model. */
  MODEL,
  /** A MIDI driver's thread. */
  MIDI,
  /** Swing's event thread. */
  UI,
  /** Loads and saves. */
  IO;

  private static final ThreadLocal<ThreadRole> CURRENT = new ThreadLocal<>();

  /** Gives the calling thread this role. */
  public void enter() {
    CURRENT.set(this);
  }

  /** Takes the calling thread's role away. */
  public static void leave() {
    CURRENT.remove();
  }

  /**
   * Whether the calling thread has this role, or none. For {@code assert}: it costs nothing in
   * production.
   */
  public boolean isCurrent() {
    ThreadRole role = CURRENT.get();
    return role == null || role == this;
  }

  /** Makes threads of this role that do not keep the program alive. */
  public ThreadFactory daemons(String name) {
    return task -> {
      Thread thread =
          new Thread(
              () -> {
                enter();
                task.run();
              },
              name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
