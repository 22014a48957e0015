package ligature.live;

import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.audio.Playback;
import ligature.files.InputException;

/**
 * Keeps an audio server: when it goes away, connects again as soon as there is one.
 *
 * <p>Threads: {@link #start} and {@link #close} by the owner, the rest by any.
 */
final class ServerKeeper implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.live");
  private static final long LOOK_MILLIS = 250;

  private final AudioSettings settings;
  private final Playback playback;
  private final Thread thread = new Thread(this::keep, "ligature-audio-keeper");
  private volatile AudioServer server;
  private volatile long xrunsBefore;
  private volatile boolean running = true;

  ServerKeeper(AudioServer server, AudioSettings settings, Playback playback) {
    this.server = server;
    this.settings = settings;
    this.playback = playback;
    thread.setDaemon(true);
  }

  void start() {
    server.start(playback);
    thread.start();
  }

  private void keep() {
    try {
      while (running) {
        Thread.sleep(LOOK_MILLIS);
        if (running && !server.isAlive()) {
          LOG.log(System.Logger.Level.WARNING, "the audio server went away; waiting for it");
          replace();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void replace() throws InterruptedException {
    AudioServer dead = server;
    String kind = dead.description().startsWith("JACK") ? "jack" : "javasound";
    xrunsBefore += dead.xruns();
    dead.close();
    while (running) {
      try {
        AudioServer next = AudioServers.open(kind, settings);
        if (next.sampleRateHz() == playback.deviceRateHz()) {
          server = next;
          next.start(playback);
          LOG.log(System.Logger.Level.INFO, "the audio server is back: " + next.description());
          return;
        }
        next.close();
      } catch (InputException e) {
        LOG.log(System.Logger.Level.DEBUG, e.getMessage());
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  long xruns() {
    return xrunsBefore + server.xruns();
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
