package ligature.audio.jack;

/**
 * Lets a client's process callback end by itself before the client is closed.
 *
 * <p>libjack stops the threads of a client with pthread_cancel, asynchronously. A thread that is
 * cancelled while it runs Java code never reaches a safepoint again, and with the next garbage
 * collection the whole JVM stands still for good. A callback that returns false ends its thread in
 * libjack's own code, where no Java is on the stack.
 *
 * <p>Threads: {@link #enter} and {@link #leave} by the callback, {@link #shut} by any other.
 */
public final class CallbackGate {

  /** Some periods: a server that is alive has called by then. */
  private static final long PATIENCE_MILLIS = 200;

  /** From the end of a callback, or of libjack's word that the server died, to outside of Java. */
  private static final long WAY_OUT_MILLIS = 50;

  private volatile boolean shut;
  private volatile boolean inside;
  private volatile boolean ended;

  /** First in the callback. If false, it does nothing and returns false itself. */
  public boolean enter() {
    inside = true;
    if (shut) {
      ended = true;
      inside = false;
      return false;
    }
    return true;
  }

  /** Last in the callback. */
  public void leave() {
    inside = false;
  }

  /** Before the client is closed: returns when no callback runs or will run again. */
  public void shut() {
    shut = true;
    try {
      for (long i = 0; i < PATIENCE_MILLIS && !ended; i++) {
        Thread.sleep(1);
      }
      while (inside) {
        Thread.sleep(1);
      }
      Thread.sleep(WAY_OUT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
