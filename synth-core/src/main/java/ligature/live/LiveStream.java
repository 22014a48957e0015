package ligature.live;

import ligature.audio.AudioServer;
import ligature.audio.Playback;
import ligature.audio.StreamMap;
import ligature.engine.Instrument;
import ligature.engine.ModelThread;
import ligature.engine.RingFeed;
import ligature.files.InputException;
import ligature.rt.FrameRing;
import ligature.rt.NativeMemory;
import ligature.rt.RealTimeScheduling;

/**
 * The stream from the instrument to the audio device: the model thread, the ring and the playback.
 * It follows a device that comes back with another period or another rate; the instrument plays on.
 *
 * <p>Threads: {@code [io-thread]} but where said otherwise.
 */
final class LiveStream implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.live");

  /** Below JACK's clients, which have 65 at jackd's default of 70 and 5 at 10. */
  private static final int MODEL_PRIORITY = 60;

  /** What the network works in on the model thread, with room for gaps. */
  private static final int LEAST_NETWORK_BYTES = 4 << 20;

  /** The same for each voice. */
  private static final int VOICE_NETWORK_BYTES = 512 << 10;

  /** The longest period that the ring can follow: the longest that jackd has. */
  private static final int MOST_PERIOD_FRAMES = 8192;

  private final Instrument instrument;
  private final int wantedAheadFrames;
  private final ModelThread modelThread;
  private volatile Playback playback;
  private volatile Throwable failure;

  /**
   * @param aheadFrames what is rendered ahead of the period, in frames of the device; 0 for two
   *     hops: one that is being decoded while the other plays
   * @throws InputException if that is less than a hop
   */
  LiveStream(Instrument instrument, int aheadFrames, AudioServer server) {
    this.instrument = instrument;
    wantedAheadFrames = aheadFrames;
    int rate = server.sampleRateHz();
    FrameRing ring = newRing(rate, server.periodFrames());
    playback = new Playback(ring, map(rate, 0), server.periodFrames(), null);
    modelThread =
        new ModelThread(instrument, ring, rate, this::prepareModelThread, t -> failure = t);
  }

  private FrameRing newRing(int deviceRateHz, int periodFrames) {
    int block =
        RingFeed.blockFrames(instrument.hopFrames(), instrument.sampleRateHz(), deviceRateHz);
    int ahead = wantedAheadFrames == 0 ? 2 * block : wantedAheadFrames;
    if (ahead < block) {
      throw new InputException(
          "--latency-frames " + ahead + ": wanted at least a hop of the model, " + block);
    }
    int most = Math.max(MOST_PERIOD_FRAMES, periodFrames) + ahead;
    return new FrameRing(periodFrames + ahead, block, most);
  }

  private StreamMap map(int deviceRateHz, long engineStart) {
    int engineRateHz = instrument.sampleRateHz();
    return new StreamMap(
        engineRateHz,
        deviceRateHz,
        RingFeed.resamplerFrames(engineRateHz, deviceRateHz),
        engineStart);
  }

  private void prepareModelThread() {
    NativeMemory.warmUp(LEAST_NETWORK_BYTES + VOICE_NETWORK_BYTES * instrument.polyphony());
    if (!RealTimeScheduling.enterFifo(MODEL_PRIORITY)) {
      LOG.log(
          System.Logger.Level.INFO,
          "the model thread may not be scheduled in real time; native-config/README.md says how to permit it");
    }
  }

  /** Fills the ring. */
  void start() throws InterruptedException {
    modelThread.start();
  }

  /**
   * Makes ready for this server, after another one; nothing may call the playback now. Which one it
   * must call from now on, {@link #playback} says.
   */
  void adapt(AudioServer server) throws InterruptedException {
    int rate = server.sampleRateHz();
    int period = server.periodFrames();
    int latency = playback.latencyFrames();
    if (rate == playback.deviceRateHz()) {
      playback.setPeriodFrames(period);
    } else {
      FrameRing ring = newRing(rate, period);
      long engineStart = modelThread.redirect(ring, rate);
      playback = new Playback(ring, map(rate, engineStart), period, playback);
    }
    playback.resume();
    if (playback.latencyFrames() != latency) {
      LOG.log(
          System.Logger.Level.INFO,
          "the latency is " + playback.latencyFrames() + " frames now, it was " + latency);
    }
  }

  /** What the audio server calls. [any thread] */
  Playback playback() {
    return playback;
  }

  /** The engine frame at which an event that happens now sounds. [any thread] */
  long frameNow() {
    return playback.frameNow();
  }

  ModelThread modelThread() {
    return modelThread;
  }

  /** What stopped the model thread, null while it runs. [any thread] */
  Throwable failure() {
    return failure;
  }

  @Override
  public void close() {
    modelThread.close();
  }
}
