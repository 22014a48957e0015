package ligature.rt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.FloatBuffer;

/**
 * Mono frames on their way from an audio input to whoever records them.
 *
 * <p>Threads: {@link #write} by one writer, {@code [audio-thread]}; {@link #read} by one reader;
 * wait-free both ways, no allocation. What finds no room is dropped and counted: the audio thread
 * does not wait for a slow reader.
 */
public final class CaptureRing {

  private static final VarHandle READ;
  private static final VarHandle WRITTEN;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      READ = lookup.findVarHandle(CaptureRing.class, "read", long.class);
      WRITTEN = lookup.findVarHandle(CaptureRing.class, "written", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final float[] samples;
  private volatile long dropped;

  @SuppressWarnings("unused") // through READ
  private long read;

  @SuppressWarnings("unused") // through WRITTEN
  private long written;

  /** A ring for {@code capacityFrames} frames that were not read yet. */
  public CaptureRing(int capacityFrames) {
    samples = new float[capacityFrames];
  }

  /** [writer] Appends up to {@code frames} frames of {@code in}, from its position on. */
  @OnThread(ThreadRole.AUDIO)
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  public void write(FloatBuffer in, int frames) {
    long w = (long) WRITTEN.get(this);
    int room = (int) (samples.length - (w - (long) READ.getAcquire(this)));
    int wanted = Math.min(frames, in.remaining());
    int n = Math.min(wanted, room);
    int at = (int) (w % samples.length);
    int first = Math.min(n, samples.length - at);
    in.get(samples, at, first);
    in.get(samples, 0, n - first);
    if (n < wanted) {
      dropped += wanted - n;
    }
    WRITTEN.setRelease(this, w + n);
  }

  /**
   * [reader] Takes frames, oldest first.
   *
   * @return how many were written to the beginning of {@code out}: 0 if there are none
   */
  public int read(float[] out) {
    long r = (long) READ.get(this);
    int n = (int) Math.min(out.length, (long) WRITTEN.getAcquire(this) - r);
    int at = (int) (r % samples.length);
    int first = Math.min(n, samples.length - at);
    System.arraycopy(samples, at, out, 0, first);
    System.arraycopy(samples, 0, out, first, n - first);
    READ.setRelease(this, r + n);
    return n;
  }

  /** Frames lost since the start because the reader was too slow. [any thread] */
  public long dropped() {
    return dropped;
  }
}
