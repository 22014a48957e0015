package ligature.audio;

import java.nio.FloatBuffer;
import ligature.midi.MidiParser;
import ligature.midi.RingSink;
import ligature.rt.EventRing;
import ligature.rt.FrameRing;
import ligature.rt.OnThread;
import ligature.rt.StreamClock;
import ligature.rt.ThreadRole;

/**
 * What an audio thread does each period, whatever server calls it: takes MIDI, copies frames, hides
 * underruns.
 *
 * <p>If the ring runs dry the sound fades out within 2 ms from where it was, and fades in again
 * when frames come; the stream does not slip. Threads: {@code [audio-thread]} but where said
 * otherwise; allocates nothing, never throws.
 */
public final class Playback {

  /** The most frames handled at once; longer periods are handled in pieces. */
  private static final int PIECE_FRAMES = 2048;

  private static final double FADE_SECONDS = 0.002;

  /** What an event needs beyond the ring's latency when it has no frame: the clock's jitter. */
  private static final double CLOCK_SLACK_SECONDS = 0.0005;

  private final FrameRing ring;
  private final EventRing midi;
  private final MidiParser parser;
  private final StreamClock clock;
  private final UnderrunLog underruns = new UnderrunLog();
  private final int engineRateHz;
  private final int deviceRateHz;
  private final int resamplerFrames;
  private final int fadeFrames;
  private final float[] piece = new float[PIECE_FRAMES * FrameRing.CHANNELS];
  private volatile int periodFrames;
  private float gain;
  private float lastLeft;
  private float lastRight;

  /**
   * @param ring holds frames at the device's rate
   * @param engineRateHz the rate of event times
   * @param resamplerFrames engine frames that the resampler between them needs in advance; 0
   *     without one
   */
  public Playback(
      FrameRing ring, int engineRateHz, int deviceRateHz, int resamplerFrames, int periodFrames) {
    this.ring = ring;
    this.engineRateHz = engineRateHz;
    this.deviceRateHz = deviceRateHz;
    this.resamplerFrames = resamplerFrames;
    this.periodFrames = periodFrames;
    midi = new EventRing(4096);
    parser = new MidiParser(new RingSink(midi));
    clock = new StreamClock(deviceRateHz);
    fadeFrames = (int) Math.round(FADE_SECONDS * deviceRateHz);
    gain = 1;
  }

  /**
   * Takes a MIDI message of the coming period, before {@link #process}.
   *
   * <p>The order matters: the event is in its ring before the read moves the stream on. The model
   * thread never renders further ahead of the stream than the ring's limit, so it has not begun the
   * quantum that holds this frame.
   */
  @OnThread(ThreadRole.AUDIO)
  public void midi(int offsetFrames, byte[] bytes, int length) {
    parser.parse(toEngine(ring.position() + offsetFrames + ring.limitFrames()), bytes, length);
  }

  /** Fills one period. */
  @OnThread(ThreadRole.AUDIO)
  public void process(FloatBuffer left, FloatBuffer right, int frames) {
    assert ThreadRole.AUDIO.isCurrent();
    clock.tick(ring.position(), frames, System.nanoTime());
    periodFrames = frames;
    int room = Math.min(frames, Math.min(left.remaining(), right.remaining()));
    for (int done = 0; done < room; ) {
      int n = Math.min(PIECE_FRAMES, room - done);
      long at = ring.position();
      int got = ring.read(piece, n);
      if (got < n) {
        underruns.add(at + got, System.nanoTime());
      }
      for (int i = 0; i < n; i++) {
        next(i, got, n);
        left.put(lastLeft);
        right.put(lastRight);
      }
      done += n;
    }
  }

  /**
   * The next frame: what was read, or the last one dying away; with the gain on its way to where it
   * belongs.
   */
  private void next(int i, int got, int n) {
    boolean there = i < got;
    // a short read: begin to fade while there still is something to fade
    boolean ending = got < n && i >= got - fadeFrames;
    if (there) {
      gain = ending ? Math.max(0, gain - 1f / fadeFrames) : Math.min(1, gain + 1f / fadeFrames);
      lastLeft = piece[2 * i] * gain;
      lastRight = piece[2 * i + 1] * gain;
    } else {
      float decay = 1 - 4f / fadeFrames;
      lastLeft = Math.abs(lastLeft) < 1e-6f ? 0 : lastLeft * decay;
      lastRight = Math.abs(lastRight) < 1e-6f ? 0 : lastRight * decay;
      gain = 0;
    }
  }

  /** The engine frame at which an event that happens now sounds. [any thread] */
  public long frameNow() {
    long slack = periodFrames + Math.round(CLOCK_SLACK_SECONDS * deviceRateHz);
    return toEngine(clock.frameAt(System.nanoTime()) + slack + ring.limitFrames());
  }

  private long toEngine(long deviceFrame) {
    return engineRateHz == deviceRateHz
        ? deviceFrame
        : Math.round((double) deviceFrame * engineRateHz / deviceRateHz) + resamplerFrames;
  }

  /**
   * From a MIDI message to its sound, in device frames: the period and the frames rendered ahead,
   * which the ring holds, and the resampler. Constant, to the frame, for messages that come with a
   * frame. [any thread]
   */
  public int latencyFrames() {
    return ring.limitFrames()
        + (int) Math.round((double) resamplerFrames * deviceRateHz / engineRateHz);
  }

  /** The events that came with the periods. */
  public EventRing midiEvents() {
    return midi;
  }

  /** When the ring ran dry. [any thread] */
  public UnderrunLog underruns() {
    return underruns;
  }

  public int deviceRateHz() {
    return deviceRateHz;
  }
}
