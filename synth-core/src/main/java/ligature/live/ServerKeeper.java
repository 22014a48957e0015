package ligature.live;

import java.util.function.Supplier;
import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.Hosted;
import ligature.audio.Playback;
import ligature.audio.Transport;
import ligature.audio.Wiring;
import ligature.files.InputException;

/**
 * Keeps an audio server: when it goes away, or no longer calls us, connects again as soon as there
 * is one.
 *
 * <p>In between the frames are dropped at the pace of a device: songs go on, notes die away, and
 * events are taken when they happen. What our ports were connected to is connected again, as soon
 * as the other program is back too. Threads: {@link #start} and {@link #close} by the owner, the
 * rest by any.
 */
final class ServerKeeper implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.live");

  /** A player is back within two seconds, so look often; a look costs a connection attempt. */
  private static final long LOOK_MILLIS = 200;

  /** A server that has not called for so long has dropped us without a word. */
  private static final long STALL_NANOS = 2_000_000_000L;

  private final LiveStream stream;
  private final Supplier<AudioServer> opener;
  private final Thread thread = new Thread(this::keep, "ligature-audio-keeper");
  private volatile AudioServer server;
  private volatile long xrunsBefore;
  private volatile long lostMidiBefore;
  private volatile int reconnections;
  private volatile boolean running = true;
  private long position = -1;

  /** As of the last look, and of the one before it: that was not read from a server that dies. */
  private Wiring recent = Wiring.NONE;

  private Wiring settled = Wiring.NONE;

  /** What is to be connected as soon as the other program is back. */
  private Wiring missing = Wiring.NONE;

  private long movedNanos;

  /**
   * @param opener opens another server of the same kind
   */
  ServerKeeper(AudioServer server, Supplier<AudioServer> opener, LiveStream stream) {
    this.server = server;
    this.opener = opener;
    this.stream = stream;
    thread.setDaemon(true);
  }

  void start() {
    server.start(stream.playback());
    server.connectToSpeakers();
    recent = server.wiring();
    settled = recent;
    thread.start();
  }

  private void keep() {
    try {
      while (running) {
        Thread.sleep(LOOK_MILLIS);
        try {
          look();
        } catch (RuntimeException e) { // whatever a library throws: we look again
          LOG.log(System.Logger.Level.WARNING, "the audio server could not be looked after", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void look() throws InterruptedException {
    if (running && !server.isAlive()) {
      LOG.log(System.Logger.Level.WARNING, "the audio server went away; waiting for it");
      replace();
    } else if (running && isStalled()) {
      LOG.log(System.Logger.Level.WARNING, "the audio server calls no more; connecting anew");
      replace();
    } else if (running) {
      settled = recent;
      recent = server.wiring();
      missing = server.restore(missing);
    }
  }

  private boolean isStalled() {
    long now = System.nanoTime();
    long at = stream.playback().position();
    if (at != position || server.mayStandStill()) {
      position = at;
      movedNanos = now;
    }
    return now - movedNanos > STALL_NANOS;
  }

  private void replace() throws InterruptedException {
    AudioServer dead = server;
    Wiring wanted = settled.and(missing);
    xrunsBefore += dead.xruns();
    lostMidiBefore += dead.lostMidiEvents();
    dead.close();
    Playback playback = stream.playback();
    playback.releaseKeys();
    playback.resume();
    server = AudioServers.silent(playback.deviceRateHz(), playback.periodFrames());
    server.start(playback);
    while (running) {
      try {
        connect(opener.get(), wanted);
        return;
      } catch (InputException e) {
        LOG.log(System.Logger.Level.DEBUG, e.getMessage());
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void connect(AudioServer next, Wiring wanted) throws InterruptedException {
    server.close();
    stream.adapt(next);
    position = -1;
    try {
      next.start(stream.playback());
    } catch (InputException e) {
      next.close();
      server = AudioServers.silent(next.sampleRateHz(), next.periodFrames());
      server.start(stream.playback());
      throw e;
    }
    server = next;
    restore(wanted);
    reconnections++;
    LOG.log(System.Logger.Level.INFO, "the audio server is back: " + next.description());
  }

  /**
   * The device itself may have another name now: who heard us at the device before shall hear us
   * there. Who had taken us off it is not surprised.
   */
  private void restore(Wiring wanted) {
    missing = server.restore(wanted);
    recent = server.wiring();
    settled = recent;
    if (wanted.reachesSpeakers() && !recent.reachesSpeakers()) {
      server.connectToSpeakers();
    }
  }

  long xruns() {
    return xrunsBefore + server.xruns();
  }

  /** Of the server that is there now. */
  long missedPeriods() {
    return server.missedPeriods();
  }

  long lostMidiEvents() {
    return lostMidiBefore + server.lostMidiEvents();
  }

  /** How often a server was found again. */
  int reconnections() {
    return reconnections;
  }

  Transport transport() {
    return server.transport();
  }

  /** Lets the server attend to the program that hosts us. [io-thread] */
  void attend(Hosted instrument) {
    server.attend(instrument);
  }

  /** What the server that plays cannot do any more, in a line; null for nothing. */
  String problem() {
    return server.problem();
  }

  String description() {
    return server.description();
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }
}
