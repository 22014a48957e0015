package ligature.engine;

import ligature.rt.FrameRing;
import ligature.soundfile.Resampler;

/**
 * The way from the instrument's hops to a ring at the device's rate. Threads: {@code
 * [model-thread]} but where said otherwise; no allocation after the constructor.
 */
public final class RingFeed {

  /** What is rendered ahead bears a read that comes so much early. */
  private static final double LONGEST_REST_PERIODS = 0.25;

  private final FrameRing ring;
  private final Resampler resampler;
  private final float[] converted;
  private final int engineRateHz;
  private final int deviceRateHz;
  private final int hopFrames;
  private final int blockFrames;
  private volatile boolean begun;
  private volatile long engineStart;

  RingFeed(FrameRing ring, int hopFrames, int engineRateHz, int deviceRateHz) {
    this.ring = ring;
    this.hopFrames = hopFrames;
    this.engineRateHz = engineRateHz;
    this.deviceRateHz = deviceRateHz;
    resampler =
        engineRateHz == deviceRateHz
            ? null
            : Resampler.live(engineRateHz, deviceRateHz, FrameRing.CHANNELS);
    blockFrames = blockFrames(hopFrames, engineRateHz, deviceRateHz);
    converted = resampler == null ? null : new float[blockFrames * FrameRing.CHANNELS];
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
        : Resampler.live(engineRateHz, deviceRateHz, 1).delayFrames() + 2;
  }

  /** Takes over at this frame of the engine. */
  void begin(long engineFrame) {
    engineStart = engineFrame;
    begun = true;
  }

  /** Whether the model thread writes here now. [any thread] */
  boolean hasBegun() {
    return begun;
  }

  /** The engine frame of the ring's first frame; once it {@link #hasBegun}. [any thread] */
  long engineStart() {
    return engineStart;
  }

  /** Whether another hop finds room. [any thread] */
  boolean hasRoom() {
    return ring.space() >= blockFrames;
  }

  /**
   * How long it may be slept where there is no room: half of the time until there should be, but no
   * longer than a part of a period, as a read may come early. Nothing once the read is overdue.
   */
  long restNanos(long nowNanos) {
    long readNanos = ring.readNanos();
    int periodFrames = ring.readFrames();
    if (periodFrames == 0 || isWaitedFor()) {
      return 0;
    }
    long lacking = blockFrames - ring.space();
    long reads = Math.max(1, (lacking + periodFrames - 1) / periodFrames);
    double periodNanos = nanos(periodFrames);
    double untilRoom = readNanos + reads * periodNanos - nowNanos;
    return (long) Math.min(untilRoom / 2, LONGEST_REST_PERIODS * periodNanos);
  }

  /** Whether the device waits for its frames, so that no hop is due. */
  boolean isWaitedFor() {
    return ring.readerWaits();
  }

  double lateSeconds() {
    return (double) ring.lateFrames() / deviceRateHz;
  }

  /** Sets by when which hops must be written for the device to find its frames. */
  void setDue(Due due, long nowNanos) {
    long readNanos = ring.readNanos();
    int periodFrames = ring.readFrames();
    if (periodFrames == 0) {
      due.clear();
      return;
    }
    double hop = (double) hopFrames * deviceRateHz / engineRateHz;
    due.set(-ring.lateFrames(), periodFrames, hop, nanos(periodFrames), nowNanos - readNanos);
  }

  private double nanos(int deviceFrames) {
    return deviceFrames * 1e9 / deviceRateHz;
  }

  /** Takes one hop, interleaved. */
  void write(float[] rendered) {
    if (resampler == null) {
      ring.write(rendered, 0, hopFrames);
    } else {
      ring.write(converted, 0, resampler.process(rendered, hopFrames, converted));
    }
  }

  /**
   * Leaves out what is too late already: whole hops that make whole frames of the device, so that
   * the rest keeps its place.
   *
   * @return the engine frames left out
   */
  long giveUpThePast() {
    int common = gcd(engineRateHz, deviceRateHz);
    int enginePerTurn = engineRateHz / common;
    int hopsPerTurn = enginePerTurn / gcd(enginePerTurn, hopFrames);
    long lateHops = (long) ((double) ring.lateFrames() * engineRateHz / deviceRateHz) / hopFrames;
    long frames = lateHops / hopsPerTurn * hopsPerTurn * hopFrames;
    ring.skip(frames / enginePerTurn * (deviceRateHz / common));
    return frames;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
