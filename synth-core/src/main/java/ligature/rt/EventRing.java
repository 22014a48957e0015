package ligature.rt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Events on their way from one producer to the model thread, each a frame time and a packed word.
 *
 * <p>Threads: {@link #offer} by one producer, the rest by one consumer; wait-free and free of
 * allocation both ways. A ring that is full refuses the event and remembers that it lost one: the
 * consumer then asks the producer's {@link HeldKeys} which keys are still down, so that no note-off
 * is ever lost.
 */
public final class EventRing implements EventSource {

  private static final VarHandle HEAD;
  private static final VarHandle TAIL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(EventRing.class, "head", long.class);
      TAIL = lookup.findVarHandle(EventRing.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] words;
  private final int mask;
  private final HeldKeys held = new HeldKeys();

  @SuppressWarnings("unused") // through HEAD: next to read, written by the consumer
  private long head;

  @SuppressWarnings("unused") // through TAIL: next to write, written by the producer
  private long tail;

  private volatile long lost;
  private volatile long lostAt;
  private long lostSeen;

  /** A ring for {@code capacity} events, a power of two. */
  public EventRing(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two: " + capacity);
    }
    words = new long[2 * capacity];
    mask = capacity - 1;
  }

  /** [producer] Appends an event; false if the ring was full and the event is lost. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the producer writes it
  public boolean offer(long frame, long event) {
    long t = (long) TAIL.get(this);
    if (t - (long) HEAD.getAcquire(this) > mask) {
      lostAt = t;
      lost++;
      return false;
    }
    int i = (int) (t & mask) * 2;
    words[i] = frame;
    words[i + 1] = event;
    TAIL.setRelease(this, t + 1);
    return true;
  }

  /** The keys that the producer holds, for the resynchronisation after a loss. */
  public HeldKeys held() {
    return held;
  }

  @Override
  public long nextFrame() {
    long h = (long) HEAD.get(this);
    return h == (long) TAIL.getAcquire(this) ? NONE : words[(int) (h & mask) * 2];
  }

  @Override
  public long take() {
    long h = (long) HEAD.get(this);
    long event = words[(int) (h & mask) * 2 + 1];
    HEAD.setRelease(this, h + 1);
    return event;
  }

  @Override
  public HeldKeys takeResynchronisation() {
    long now = lost;
    // not before all that was in the ring at the loss was taken: a note-on among it may be the one
    // whose note-off was lost
    if (now == lostSeen || (long) HEAD.get(this) < lostAt) {
      return null;
    }
    lostSeen = now;
    return held;
  }

  /** Events lost since the start because the ring was full. */
  public long lost() {
    return lost;
  }
}
