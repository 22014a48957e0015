package ligature.rt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Tells which frame of the device's stream belongs to a moment of {@link System#nanoTime}, for
 * events that come without a frame.
 *
 * <p>The audio thread notes each period's first frame and when it was called; the calls jitter, so
 * the times are filtered by a second-order delay-locked loop (F. Adriaensen, Using a DLL to filter
 * time, 2005).
 *
 * <p>Threads: {@link #tick} by {@code [audio-thread]}, {@link #frameAt} by any; wait-free for the
 * writer, a reader tries again if it was overtaken.
 */
public final class StreamClock {

  /** The loop follows changes slower than this. */
  private static final double BANDWIDTH_HZ = 0.5;

  /** A period this much off the prediction is a gap, not jitter: the loop starts anew. */
  private static final double GAP_NANOS = 50e6;

  private static final VarHandle VERSION;

  static {
    try {
      VERSION = MethodHandles.lookup().findVarHandle(StreamClock.class, "version", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int rateHz;

  @SuppressWarnings("unused") // through VERSION: odd while the fields below are being written
  private int version;

  private volatile long frame;
  private volatile double frameNanos;
  private volatile double nanosPerFrame;

  private double predicted;
  private double periodNanos;
  private int lastPeriod;
  private long origin;
  private boolean running;

  public StreamClock(int rateHz) {
    this.rateHz = rateHz;
    nanosPerFrame = 1e9 / rateHz;
    origin = System.nanoTime();
  }

  /**
   * [audio-thread] Notes that the period of {@code frames} frames that begins at {@code firstFrame}
   * began now.
   */
  public void tick(long firstFrame, int frames, long nanos) {
    double now = nanos - origin;
    double nominal = frames * 1e9 / rateHz;
    double error = now - predicted;
    double begin;
    if (!running || frames != lastPeriod || Math.abs(error) > GAP_NANOS) {
      running = true;
      lastPeriod = frames;
      periodNanos = nominal;
      begin = now;
      predicted = now + nominal;
    } else {
      double omega = 2 * Math.PI * BANDWIDTH_HZ * nominal * 1e-9;
      begin = predicted;
      predicted += Math.sqrt(2) * omega * error + periodNanos;
      periodNanos += omega * omega * error;
    }
    int v = (int) VERSION.get(this);
    VERSION.setOpaque(this, v + 1);
    VarHandle.releaseFence();
    frame = firstFrame;
    frameNanos = begin;
    nanosPerFrame = (predicted - begin) / frames;
    VERSION.setRelease(this, v + 2);
  }

  /** The frame that the device plays at this time; 0 before the first {@link #tick}. */
  public long frameAt(long nanos) {
    while (true) {
      int before = (int) VERSION.getAcquire(this);
      long f = frame;
      double at = frameNanos;
      double per = nanosPerFrame;
      VarHandle.acquireFence();
      if ((before & 1) == 0 && before == (int) VERSION.getOpaque(this)) {
        return before == 0 ? 0 : Math.max(0, f + Math.round((nanos - origin - at) / per));
      }
      Thread.onSpinWait();
    }
  }
}
