package ligature.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import ligature.rt.CoreAffinity;
import ligature.rt.FrameRing;
import ligature.rt.ThreadRole;
import ligature.voice.HopTimes;

/**
 * The one loop that runs the instrument and keeps the ring to the audio device full.
 *
 * <p>It renders as soon as there is room for a hop, on one core, and parks in between, first for
 * longer and then for less as the device's next read comes nearer: so that few wake-ups find it in
 * time. When it is late it renders as fast as it can, and the ring drops what nobody will hear;
 * when it is hopelessly late it lets the lost time pass in silence.
 *
 * <p>Threads: {@link #start}, {@link #redirect} and {@link #close} by the owner, the loop is {@code
 * [model-thread]}.
 */
public final class ModelThread implements AutoCloseable {

  /** Short against a period of 64 frames (1.3 ms), long against the cost of a wake-up. */
  private static final long LEAST_PARK_NANOS = 100_000;

  /** Beyond this the past is given up: the machine slept, or the model stood still. */
  private static final double HOPELESS_SECONDS = 1.0;

  private final Instrument instrument;
  private final Runnable onStart;
  private final Consumer<Throwable> onFailure;
  private final Thread thread;
  private final ModelTimes times = new ModelTimes();
  private final Governor governor;
  private final Due due = new Due();
  private final float[] rendered;
  private volatile RingFeed feed;
  private volatile boolean running = true;
  private volatile boolean governed = true;

  /**
   * @param ring holds frames at {@code deviceRateHz}
   * @param onStart runs first on the thread: asks for real-time scheduling
   * @param onFailure told on the thread if the loop dies
   */
  public ModelThread(
      Instrument instrument,
      FrameRing ring,
      int deviceRateHz,
      Runnable onStart,
      Consumer<Throwable> onFailure) {
    this.instrument = instrument;
    this.onStart = onStart;
    this.onFailure = onFailure;
    rendered = new float[instrument.hopFrames() * FrameRing.CHANNELS];
    governor =
        new Governor(
            (double) instrument.hopFrames() / instrument.sampleRateHz(),
            instrument.polyphony(),
            instrument::warmNanos);
    feed = newFeed(ring, deviceRateHz);
    thread = new Thread(this::run, "ligature-model");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
  }

  private RingFeed newFeed(FrameRing ring, int deviceRateHz) {
    return new RingFeed(ring, instrument.hopFrames(), instrument.sampleRateHz(), deviceRateHz);
  }

  /** Fills the ring once and keeps it full from then on; returns when it is full. */
  public void start() throws InterruptedException {
    thread.start();
    awaitFull(feed);
  }

  /**
   * Writes to another ring from the next hop on, perhaps at another rate; returns when that is
   * full. What the old one holds is not heard any more.
   *
   * @return the engine frame that the new ring's first frame stands for
   */
  public long redirect(FrameRing ring, int deviceRateHz) throws InterruptedException {
    RingFeed next = newFeed(ring, deviceRateHz);
    feed = next;
    awaitFull(next);
    return next.engineStart();
  }

  private void awaitFull(RingFeed wanted) throws InterruptedException {
    while (thread.isAlive() && (!wanted.hasBegun() || wanted.hasRoom())) {
      Thread.sleep(1);
    }
  }

  private void run() {
    ThreadRole.MODEL.enter();
    try {
      onStart.run();
      CoreAffinity core = CoreAffinity.ofThisThread();
      while (running) {
        RingFeed to = feed;
        if (!to.hasBegun()) {
          to.begin(instrument.frame());
        }
        if (to.hasRoom()) {
          core.pin();
          renderHop(to);
          core.release();
        } else {
          LockSupport.parkNanos(Math.max(LEAST_PARK_NANOS, to.restNanos(System.nanoTime())));
        }
      }
    } catch (Throwable t) { // whatever it is, the player must hear why the sound stopped
      onFailure.accept(t);
    }
  }

  private void renderHop(RingFeed to) {
    if (to.lateSeconds() > HOPELESS_SECONDS) {
      instrument.skip(to.giveUpThePast());
    }
    long begin = System.nanoTime();
    to.setDue(due, begin);
    boolean governs = governed && !to.isWaitedFor(); // or nothing can be late
    instrument.restBeyond(
        governs
            ? governor.beforeHop(due.hops(), due.nanos(), instrument.sounding())
            : Integer.MAX_VALUE);
    instrument.render(rendered, 0, instrument.hopFrames());
    to.write(rendered);
    long nanos = System.nanoTime() - begin;
    times.add(nanos);
    int limit = governs ? lookBack(nanos) : instrument.polyphony();
    instrument.limitVoices(limit);
    instrument
        .meters()
        .setGovernor(
            limit < instrument.polyphony() ? limit : 0, governor.steps(), governor.rests());
  }

  private int lookBack(long nanos) {
    HopTimes took = instrument.times();
    return governor.afterHop(
        took.voices(), took.decoderNanos(), took.voicesNanos(), nanos, instrument.playing());
  }

  /**
   * Whether voices may be taken when the machine is too slow for them, as it is at first; else the
   * sound has gaps instead. [any thread]
   */
  public void setGoverned(boolean on) {
    governed = on;
  }

  /** How long hops took. */
  public ModelTimes times() {
    return times;
  }

  /** Whether the loop runs: also while a decoder holds it up after {@link #close}. [any thread] */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Stops the loop and waits some seconds for it. */
  @Override
  public void close() {
    running = false;
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
