package ligature.rt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Stereo frames on their way from the model thread to the audio device, addressed by their place in
 * the stream.
 *
 * <p>Frame {@code f} of the stream belongs to frame {@code f} of the device, always: a reader that
 * finds nothing moves on, and what the writer delivers too late is dropped. So the latency is the
 * same after an underrun as before it.
 *
 * <p>The limit may be moved while frames flow: what was rendered already keeps its place, so
 * nothing is heard of it; only how far ahead the writer may go changes.
 *
 * <p>Threads: {@link #write} and {@link #space} by one writer, {@link #read} by one reader;
 * wait-free both ways, no allocation. Frames are interleaved, [frame][left, right].
 */
public final class FrameRing {

  /** Interleaved channels of a frame. */
  public static final int CHANNELS = 2;

  private static final VarHandle READ;
  private static final VarHandle WRITTEN;
  private static final VarHandle READ_NANOS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      READ = lookup.findVarHandle(FrameRing.class, "read", long.class);
      WRITTEN = lookup.findVarHandle(FrameRing.class, "written", long.class);
      READ_NANOS = lookup.findVarHandle(FrameRing.class, "readNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final float[] samples;
  private final int capacity;
  private final int mostLimit;
  private volatile int limit;
  private volatile boolean readerWaits;

  @SuppressWarnings("unused") // through READ
  private long read;

  @SuppressWarnings("unused") // through WRITTEN
  private long written;

  @SuppressWarnings("unused") // through READ_NANOS
  private long readNanos;

  private volatile int readFrames;

  /**
   * @param limitFrames the most frames rendered ahead of the reader: this is the latency that the
   *     ring adds
   * @param blockFrames the most frames of one write
   */
  public FrameRing(int limitFrames, int blockFrames) {
    this(limitFrames, blockFrames, limitFrames);
  }

  /**
   * A ring whose limit can be moved.
   *
   * @param mostLimitFrames the highest limit that it will be given
   */
  public FrameRing(int limitFrames, int blockFrames, int mostLimitFrames) {
    if (limitFrames < blockFrames || mostLimitFrames < limitFrames) {
      throw new IllegalArgumentException(
          "a ring of " + limitFrames + " frames cannot take blocks of " + blockFrames);
    }
    limit = limitFrames;
    mostLimit = mostLimitFrames;
    capacity = mostLimitFrames + blockFrames;
    samples = new float[capacity * CHANNELS];
  }

  /**
   * Moves the limit: the latency of what is rendered from now on. Best by the reader, before it
   * places events of a period with {@link #limitFrames}: then the writer cannot be ahead of them.
   *
   * @return the limit that holds now, which is never more than the ring was made for
   */
  public int setLimitFrames(int frames) {
    limit = Math.min(frames, mostLimit);
    return limit;
  }

  /** The most frames rendered ahead. */
  public int limitFrames() {
    return limit;
  }

  /**
   * Says whether the reader waits until its frames are there, as where nobody hears them in time:
   * then there is nothing that the writer could be too late for. [any thread]
   */
  public void setReaderWaits(boolean waits) {
    readerWaits = waits;
  }

  /** Whether the reader waits for its frames; at first it does not. [any thread] */
  public boolean readerWaits() {
    return readerWaits;
  }

  /** [writer] Frames that may be written now; more than the limit if the writer is late. */
  public long space() {
    return (long) READ.getAcquire(this) + limit - (long) WRITTEN.get(this);
  }

  /** [writer] How far the writer is behind the reader, in frames; 0 or less when it is in time. */
  public long lateFrames() {
    return (long) READ.getAcquire(this) - (long) WRITTEN.get(this);
  }

  /** [writer] Frames written since the start: the place in the stream of the next one. */
  public long written() {
    return (long) WRITTEN.get(this);
  }

  /** Frames read since the start: the place in the stream of the next one. [any thread] */
  public long position() {
    return (long) READ.getOpaque(this);
  }

  /** [writer] Appends frames; the caller has seen that there is {@link #space}. */
  public void write(float[] in, int offsetFrames, int frames) {
    long w = (long) WRITTEN.get(this);
    int at = (int) (w % capacity);
    int first = Math.min(frames, capacity - at);
    System.arraycopy(in, offsetFrames * CHANNELS, samples, at * CHANNELS, first * CHANNELS);
    System.arraycopy(
        in, (offsetFrames + first) * CHANNELS, samples, 0, (frames - first) * CHANNELS);
    WRITTEN.setRelease(this, w + frames);
  }

  /** [writer] Gives up on frames that nobody will hear: the stream goes on {@code frames} later. */
  public void skip(long frames) {
    WRITTEN.setRelease(this, (long) WRITTEN.get(this) + frames);
  }

  /**
   * [reader] Copies the next {@code frames} frames of the stream and moves on by that many, whether
   * they were there or not.
   *
   * @return the frames copied to the beginning of {@code out}, in [0, frames]; fewer means underrun
   */
  @OnThread(ThreadRole.AUDIO)
  public int read(float[] out, int frames) {
    assert ThreadRole.AUDIO.isCurrent();
    long r = (long) READ.get(this);
    long ready = (long) WRITTEN.getAcquire(this) - r;
    int n = (int) Math.max(0, Math.min(frames, ready));
    int at = (int) (r % capacity);
    int first = Math.min(n, capacity - at);
    System.arraycopy(samples, at * CHANNELS, out, 0, first * CHANNELS);
    System.arraycopy(samples, 0, out, first * CHANNELS, (n - first) * CHANNELS);
    READ_NANOS.setOpaque(this, System.nanoTime());
    readFrames = frames;
    READ.setRelease(this, r + frames);
    return n;
  }

  /**
   * When the last read was, by {@link System#nanoTime}; whoever asks for {@link #lateFrames} as
   * well asks for this first, so that it is not the newer one. [any thread]
   */
  public long readNanos() {
    return (long) READ_NANOS.getAcquire(this);
  }

  /** How many frames the last read wanted, 0 before the first. [any thread] */
  public int readFrames() {
    return readFrames;
  }

  /** [reader] Frames that could be read now. */
  public long ready() {
    return (long) WRITTEN.getAcquire(this) - (long) READ.get(this);
  }
}
