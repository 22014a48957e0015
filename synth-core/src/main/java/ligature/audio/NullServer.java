package ligature.audio;

import java.nio.FloatBuffer;
import java.util.concurrent.locks.LockSupport;
import ligature.rt.ThreadRole;

/**
 * No audio at all ({@code --audio none}): takes the frames at the pace of a device and drops them.
 */
final class NullServer implements AudioServer {

  private static final int RATE_HZ = 48_000;
  private static final int PERIOD_FRAMES = 256;

  private volatile boolean running = true;
  private Thread thread;

  @Override
  public int sampleRateHz() {
    return RATE_HZ;
  }

  @Override
  public int periodFrames() {
    return PERIOD_FRAMES;
  }

  @Override
  public String description() {
    return "no audio";
  }

  @Override
  public void start(Playback playback) {
    thread = new Thread(() -> run(playback), "ligature-no-audio");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Playback playback) {
    ThreadRole.AUDIO.enter();
    FloatBuffer left = FloatBuffer.allocate(PERIOD_FRAMES);
    FloatBuffer right = FloatBuffer.allocate(PERIOD_FRAMES);
    long begin = System.nanoTime();
    for (long period = 0; running; period++) {
      long due = begin + period * PERIOD_FRAMES * 1_000_000_000L / RATE_HZ;
      LockSupport.parkNanos(due - System.nanoTime());
      playback.process(left.clear(), right.clear(), PERIOD_FRAMES);
    }
  }

  @Override
  public long xruns() {
    return 0;
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public void close() {
    running = false;
  }
}
