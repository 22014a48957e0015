package ligature.audio;

import java.nio.FloatBuffer;
import ligature.midi.Controllers;
import ligature.midi.MidiParser;
import ligature.midi.RingSink;
import ligature.midi.TransportSong;
import ligature.rt.CaptureRing;
import ligature.rt.EventRing;
import ligature.rt.FrameRing;
import ligature.rt.HeldKeys;
import ligature.rt.OnThread;
import ligature.rt.StreamClock;
import ligature.rt.ThreadRole;

/**
 * What an audio thread does each period, whatever server calls it: takes MIDI, copies frames, hides
 * underruns.
 *
 * <p>If the ring runs dry the sound fades out within 4 ms from where it was, and fades in again
 * when frames come; the stream does not slip. When the period changes, the ring's limit follows,
 * and with it the latency of what is played from then on; what sounds is not touched. Threads:
 * {@code [audio-thread]} but where said otherwise; allocates nothing, never throws.
 */
public final class Playback {

  /** A third of a second of 100 000 events a second: the model may be held up for so long. */
  private static final int MIDI_EVENTS = 32_768;

  /** The most frames handled at once; longer periods are handled in pieces. */
  private static final int PIECE_FRAMES = 2048;

  private static final double FADE_SECONDS = 0.004;

  /** What an event needs beyond the ring's latency when it has no frame: the clock's jitter. */
  private static final double CLOCK_SLACK_SECONDS = 0.0005;

  private static final int CHANNELS = 16;
  private static final int KEYS = 128;

  private static final int SUSTAIN = Controllers.SUSTAIN;
  private static final int SOSTENUTO = Controllers.SOSTENUTO;

  private final FrameRing ring;
  private final StreamMap map;
  private final EventRing midi;
  private final RingSink sink;
  private final MidiParser parser;
  private final StreamClock clock;
  private final UnderrunLog underruns;
  private final int aheadFrames;
  private final int fadeFrames;
  private final float[] piece = new float[PIECE_FRAMES * FrameRing.CHANNELS];
  private volatile CaptureRing capture;
  private volatile TransportSong follower;
  private volatile int periodFrames;
  private int sustained; // these three: a bit a channel
  private int caught;
  private int bent;
  private final FadingTail leftTail;
  private final FadingTail rightTail;
  private boolean dry;
  private float gain;
  private float lastLeft;
  private float lastRight;

  /**
   * A stream with one rate on both sides.
   *
   * @param ring its limit is the period and what is rendered ahead of it
   */
  public Playback(FrameRing ring, int rateHz, int periodFrames) {
    this(ring, StreamMap.identity(rateHz), periodFrames, null);
  }

  /**
   * @param ring holds frames at the device's rate; its limit is the period and what is rendered
   *     ahead of it
   * @param previous what played until now and does not any more: its events and its counts live on
   *     here; null for the first
   */
  public Playback(FrameRing ring, StreamMap map, int periodFrames, Playback previous) {
    this.ring = ring;
    this.map = map;
    this.periodFrames = periodFrames;
    aheadFrames = ring.limitFrames() - periodFrames;
    midi = previous == null ? new EventRing(MIDI_EVENTS) : previous.midi;
    sink = new RingSink(midi);
    parser = new MidiParser(sink);
    underruns = previous == null ? new UnderrunLog() : previous.underruns;
    capture = previous == null ? null : previous.capture;
    follower = previous == null ? null : previous.follower;
    clock = new StreamClock(map.deviceRateHz());
    fadeFrames = (int) Math.round(FADE_SECONDS * map.deviceRateHz());
    leftTail = new FadingTail(fadeFrames);
    rightTail = new FadingTail(fadeFrames);
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
    if (length == 3) {
      remember(bytes[0] & 0xF0, 1 << (bytes[0] & 15), bytes[1], bytes[2]);
    }
    parser.parse(map.toEngine(ring.position() + offsetFrames + ring.limitFrames()), bytes, length);
  }

  /** Takes an event of {@link ligature.midi.Event} in the place of a MIDI message. */
  @OnThread(ThreadRole.AUDIO)
  public void event(int offsetFrames, long event) {
    sink.accept(map.toEngine(ring.position() + offsetFrames + ring.limitFrames()), event);
  }

  /** What is down beside the keys, on which channel. */
  private void remember(int status, int channelBit, int number, int value) {
    if (status == 0xB0 && number == SUSTAIN) {
      sustained = value > 0 ? sustained | channelBit : sustained & ~channelBit;
    } else if (status == 0xB0 && number == SOSTENUTO) {
      caught = value >= 64 ? caught | channelBit : caught & ~channelBit;
    } else if (status == 0xE0) {
      boolean middle = number == 0 && value == 64;
      bent = middle ? bent & ~channelBit : bent | channelBit;
    }
  }

  /**
   * The device's period changes, or has changed: the ring's limit follows, which changes the
   * latency. [audio-thread, or any while no period is being processed]
   */
  public void setPeriodFrames(int frames) {
    if (frames != periodFrames) {
      ring.setLimitFrames(frames + aheadFrames);
      periodFrames = frames;
    }
  }

  /** Fills one period. */
  @OnThread(ThreadRole.AUDIO)
  public void process(FloatBuffer left, FloatBuffer right, int frames) {
    setPeriodFrames(frames);
    processPart(left, right, frames);
  }

  /** Fills a block that may be shorter than the period; the latency stays that of the period. */
  @OnThread(ThreadRole.AUDIO)
  public void processPart(FloatBuffer left, FloatBuffer right, int frames) {
    assert ThreadRole.AUDIO.isCurrent();
    clock.tick(ring.position(), frames, System.nanoTime());
    int room = Math.min(frames, Math.min(left.remaining(), right.remaining()));
    for (int done = 0; done < room; ) {
      int n = Math.min(PIECE_FRAMES, room - done);
      Freewheel.await(ring, n);
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
   * The next frame: what was read, with the gain on its way to where it belongs, and below it the
   * sound of before a gap dying away.
   */
  private void next(int i, int got, int n) {
    float inLeft = 0;
    float inRight = 0;
    if (i < got) {
      // a short read: begin to fade while there still is something to fade
      boolean ending = got < n && i >= got - fadeFrames;
      gain = ending ? Math.max(0, gain - 1f / fadeFrames) : Math.min(1, gain + 1f / fadeFrames);
      inLeft = piece[2 * i] * gain;
      inRight = piece[2 * i + 1] * gain;
      dry = false;
    } else if (!dry) {
      dry = true;
      gain = 0;
      leftTail.begin();
      rightTail.begin();
    }
    lastLeft = leftTail.add(inLeft);
    lastRight = rightTail.add(inRight);
  }

  /** Takes the frames that the device heard in this period; nothing while nobody records. */
  @OnThread(ThreadRole.AUDIO)
  public void capture(FloatBuffer in, int frames) {
    CaptureRing to = capture;
    if (to != null) {
      to.write(in, frames);
    }
  }

  /** Where captured frames go; null for nowhere. [any thread] */
  public void captureTo(CaptureRing to) {
    capture = to;
  }

  /** Who follows the server's transport; null for nobody, as at first. [any thread] */
  public void follow(TransportSong song) {
    follower = song;
  }

  /** Whether the server is to say where its transport is. */
  @OnThread(ThreadRole.AUDIO)
  public boolean isFollowed() {
    return follower != null;
  }

  /**
   * Where the transport is, in frames of the device, at the first frame of the coming period;
   * before {@link #process}.
   */
  @OnThread(ThreadRole.AUDIO)
  public void transport(long frame, boolean rolling) {
    TransportSong to = follower;
    if (to != null) {
      long heard = map.toEngine(ring.position() + ring.limitFrames());
      to.report(heard, map.engineFrames(frame), map.engineFrames(latencyFrames()), rolling);
    }
  }

  /** While the server freewheels, periods wait for the model: no frame is lost. [any thread] */
  public void setFreewheel(boolean on) {
    ring.setReaderWaits(on);
  }

  /** A server begins to call, after another one: fades in. [while no period is being processed] */
  public void resume() {
    gain = 0;
    leftTail.clear();
    rightTail.clear();
    setFreewheel(false);
  }

  /**
   * Lifts the keys and the pedals that came with the periods, and lets go of wheels: who held them
   * is gone, or may have let go of them unheard. [audio-thread, or while no period is being
   * processed]
   */
  public void releaseKeys() {
    // after all events that are on their way
    long frame = map.toEngine(ring.position() + ring.limitFrames() + periodFrames);
    HeldKeys held = midi.held();
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int key = 0; key < KEYS; key++) {
        if (held.isDown(channel, key)) {
          parser.parse(frame, 0x80 | channel, key, 64);
        }
      }
      if ((sustained >> channel & 1) != 0) {
        parser.parse(frame, 0xB0 | channel, SUSTAIN, 0);
      }
      if ((caught >> channel & 1) != 0) {
        parser.parse(frame, 0xB0 | channel, SOSTENUTO, 0);
      }
      if ((bent >> channel & 1) != 0) {
        parser.parse(frame, 0xE0 | channel, 0, 64);
      }
    }
    sustained = 0;
    caught = 0;
    bent = 0;
  }

  /** The engine frame at which an event that happens now sounds. [any thread] */
  public long frameNow() {
    long slack = periodFrames + Math.round(CLOCK_SLACK_SECONDS * map.deviceRateHz());
    return map.toEngine(clock.frameAt(System.nanoTime()) + slack + ring.limitFrames());
  }

  /**
   * From a MIDI message to its sound, in device frames: the period and the frames rendered ahead,
   * which the ring holds, and the resampler. Constant, to the frame, for messages that come with a
   * frame. [any thread]
   */
  public int latencyFrames() {
    return ring.limitFrames() + map.resamplerDeviceFrames();
  }

  /** Frames of the device since its stream began: grows while a server calls. [any thread] */
  public long position() {
    return ring.position();
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
    return map.deviceRateHz();
  }

  /** The device's period now. [any thread] */
  public int periodFrames() {
    return periodFrames;
  }
}
