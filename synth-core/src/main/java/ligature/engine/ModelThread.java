package ligature.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import ligature.rt.FrameRing;
import ligature.rt.ThreadRole;
import ligature.soundfile.Resampler;

/**
 * The one loop that runs the instrument and keeps the ring to the audio device full.
 *
 * <p>It renders as soon as there is room for a hop and parks in between. When it is late it renders
 * as fast as it can, and the ring drops what nobody will hear; when it is hopelessly late it lets
 * the lost time pass in silence.
 *
 * <p>Threads: {@link #start} and {@link #close} by the owner, the loop is {@code [model-thread]}.
 */
public final class ModelThread implements AutoCloseable {

  /** Short against a period of 64 frames (1.3 ms), long against the cost of a wake-up. */
  private static final long PARK_NANOS = 100_000;

  /** Beyond this the past is given up: the machine slept, or the model stood still. */
  private static final double HOPELESS_SECONDS = 1.0;

  private final Instrument instrument;
  private final FrameRing ring;
  private final Resampler resampler;
  private final Runnable onStart;
  private final Consumer<Throwable> onFailure;
  private final Thread thread;
  private final ModelTimes times = new ModelTimes();
  private final float[] rendered;
  private final float[] converted;
  private final int deviceRateHz;
  private volatile boolean running = true;

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
    this.ring = ring;
    this.deviceRateHz = deviceRateHz;
    this.onStart = onStart;
    this.onFailure = onFailure;
    int hop = instrument.hopFrames();
    boolean sameRate = deviceRateHz == instrument.sampleRateHz();
    resampler =
        sameRate
            ? null
            : new Resampler(instrument.sampleRateHz(), deviceRateHz, FrameRing.CHANNELS);
    rendered = new float[hop * FrameRing.CHANNELS];
    converted = sameRate ? rendered : new float[resampler.mostOutput(hop) * FrameRing.CHANNELS];
    thread = new Thread(this::run, "ligature-model");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
  }

  /** The most frames of one write to the ring. */
  public static int blockFrames(int hopFrames, int engineRateHz, int deviceRateHz) {
    return engineRateHz == deviceRateHz
        ? hopFrames
        : (int) ((long) hopFrames * deviceRateHz / engineRateHz) + 2;
  }

  /**
   * Engine frames that the resampler between these rates needs in advance, its rounding included; 0
   * for one rate.
   */
  public static int resamplerFrames(int engineRateHz, int deviceRateHz) {
    return engineRateHz == deviceRateHz
        ? 0
        : new Resampler(engineRateHz, deviceRateHz, 1).delayFrames() + 2;
  }

  /** Fills the ring once and keeps it full from then on; returns when it is full. */
  public void start() throws InterruptedException {
    thread.start();
    while (thread.isAlive() && ring.space() >= converted.length / FrameRing.CHANNELS) {
      Thread.sleep(1);
    }
  }

  private void run() {
    ThreadRole.MODEL.enter();
    try {
      onStart.run();
      while (running) {
        if (ring.space() >= converted.length / FrameRing.CHANNELS) {
          renderHop();
        } else {
          LockSupport.parkNanos(PARK_NANOS);
        }
      }
    } catch (Throwable t) { // whatever it is, the player must hear why the sound stopped
      onFailure.accept(t);
    }
  }

  private void renderHop() {
    if (ring.lateFrames() > HOPELESS_SECONDS * deviceRateHz) {
      giveUpThePast();
    }
    int hop = instrument.hopFrames();
    long begin = System.nanoTime();
    instrument.render(rendered, 0, hop);
    int frames = hop;
    if (resampler != null) {
      frames = resampler.process(rendered, hop, converted);
    }
    times.add(System.nanoTime() - begin);
    ring.write(converted, 0, frames);
  }

  private void giveUpThePast() {
    int hop = instrument.hopFrames();
    long hops =
        (long) (ring.lateFrames() * (double) instrument.sampleRateHz() / deviceRateHz) / hop;
    instrument.skip(hops * hop);
    ring.skip((long) (hops * hop * (double) deviceRateHz / instrument.sampleRateHz()));
  }

  /** How long hops took. */
  public ModelTimes times() {
    return times;
  }

  /** Stops the loop and waits for it. */
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
