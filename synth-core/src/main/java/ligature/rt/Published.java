package ligature.rt;

/**
 * An immutable object that one thread hands to another: the newest wins.
 *
 * <p>Threads: {@link #publish} by one named publisher, {@link #current} by any; both wait-free. The
 * object must not change after it was published.
 */
public final class Published<T> {

  private volatile T current;

  public Published(T initial) {
    current = initial;
  }

  public void publish(T next) {
    current = next;
  }

  public T current() {
    return current;
  }
}
