package ligature.ui.app;

import static ligature.ui.WindowFixture.eventually;

import java.util.Arrays;
import ligature.engine.SoundTap;

/** Writes down what an instrument plays, for as long as it is open. */
final class Ear implements AutoCloseable {

  private static final int MOST_FRAMES = 60 * 48_000;
  private static final int AT_ONCE = SoundTap.KEPT_FRAMES / 2;

  private final SoundTap tap;
  private final float[] heard = new float[MOST_FRAMES];
  private final Thread thread = new Thread(this::listen, "ear");
  private final long first;
  private volatile boolean open = true;
  private volatile int frames;
  private volatile int missed;

  Ear(SoundTap tap) {
    this.tap = tap;
    tap.open();
    first = tap.latestFrames(new float[1]);
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    float[] latest = new float[AT_ONCE];
    long last = first;
    while (open) {
      long now = tap.latestFrames(latest);
      int fresh = (int) Math.min(now - last, MOST_FRAMES - frames);
      int known = Math.min(fresh, AT_ONCE);
      missed += fresh - known;
      System.arraycopy(latest, AT_ONCE - known, heard, frames + fresh - known, known);
      frames += fresh;
      last = now;
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Frames heard until now. */
  int now() {
    return frames;
  }

  /** Frames that the instrument has played until now, heard or not yet. */
  int played() {
    return (int) (tap.latestFrames(new float[1]) - first);
  }

  /** What was heard from a frame to another; 0 for what was missed. */
  float[] part(int from, int to) {
    return Arrays.copyOfRange(heard, from, to);
  }

  /** Waits for the next part, once some frames have passed that are not listened to. */
  float[] next(int passing, int length) {
    int from = now() + passing;
    eventually("it was heard", () -> now() >= from + length);
    return part(from, from + length);
  }

  /** Frames that came faster than they were written down. */
  int missed() {
    return missed;
  }

  @Override
  public void close() {
    open = false;
    tap.close();
  }
}
