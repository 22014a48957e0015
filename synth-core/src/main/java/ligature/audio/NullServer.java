package ligature.audio;

import java.nio.FloatBuffer;
import java.util.concurrent.locks.LockSupport;
import ligature.rt.ThreadRole;

/**
 * No audio at all ({@code --audio none}), or none for now: takes the frames at the pace of a device
 * and drops them.
 */
final class NullServer implements AudioServer {

  private final int rateHz;
  private final int periodFrames;
  private volatile boolean running = true;
  private Thread thread;

  NullServer(int rateHz, int periodFrames) {
    this.rateHz = rateHz;
    this.periodFrames = periodFrames;
  }

  @Override
  public String kind() {
    return AudioServers.NONE;
  }

  @Override
  public int sampleRateHz() {
    return rateHz;
  }

  @Override
  public int periodFrames() {
    return periodFrames;
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
    FloatBuffer left = FloatBuffer.allocate(periodFrames);
    FloatBuffer right = FloatBuffer.allocate(periodFrames);
    long begin = System.nanoTime();
    for (long period = 0; running; period++) {
      long due = begin + period * periodFrames * 1_000_000_000L / rateHz;
      while (running && due > System.nanoTime()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      if (running) {
        playback.process(left.clear(), right.clear(), periodFrames);
      }
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

  /** After this nothing calls the playback any more. */
  @Override
  public void close() {
    running = false;
    if (thread == null) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
