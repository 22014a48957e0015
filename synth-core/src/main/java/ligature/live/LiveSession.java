package ligature.live;

import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.Hosted;
import ligature.audio.Transport;
import ligature.audio.UnderrunLog;
import ligature.files.InputException;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.rt.Niceness;

/**
 * A playing instrument: the model warmed up, the ring filled, then the audio started.
 *
 * <p>Should the audio server go away it is looked for until it is back; the instrument waits
 * meanwhile. Threads: opened and closed by one, the rest as {@link Player} says.
 */
public final class LiveSession extends LivePlayer {

  /** Program changes and learned controllers are attended to after this. */
  private static final long SOON_MILLIS = 25;

  /** How often MIDI devices are looked for. */
  private static final long LOOK_MILLIS = 1000;

  private final Caretaker caretaker = new Caretaker();
  private boolean closed;

  private LiveSession(LiveParts parts) {
    super(parts);
  }

  /**
   * Opens everything and begins to play.
   *
   * @throws InputException in one line, if there is no audio, no such device, or a number does not
   *     fit
   */
  public static LiveSession open(LiveOptions options) {
    AudioServer server = AudioServers.open(options.audio(), options.audioSettings());
    try {
      if (options.followTransport() && !server.hasTransport()) {
        throw new InputException(
            "--follow-transport: " + server.description() + " has no transport; JACK has one");
      }
      LiveSession session = new LiveSession(new LiveParts(options, server));
      try {
        session.start();
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
      return session;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void start() {
    try {
      Niceness.favour();
      parts.stream.start();
      parts.keeper.start();
      attend();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attend() {
    caretaker.every(LOOK_MILLIS, Niceness::favour);
    caretaker.every(SOON_MILLIS, this::loadProgram);
    caretaker.every(SOON_MILLIS, parts.sound::followSong);
    caretaker.every(SOON_MILLIS, parts.learning::attend);
    caretaker.every(
        SOON_MILLIS, () -> parts.instrument.setTransportTempo(parts.keeper.transport().bpm()));
    caretaker.every(LOOK_MILLIS, parts.midiInputs::look);
    Hosted hosted = new HostedPlayer(this);
    caretaker.every(SOON_MILLIS, () -> parts.keeper.attend(hosted));
  }

  /** Loads the preset of the last program change. */
  private void loadProgram() {
    int program = parts.instrument.takeProgram();
    if (program >= 0) {
      load(parts.presets.load(program));
    }
  }

  /** The presets of the program and the player, by number. */
  public PresetRack presets() {
    return parts.presets;
  }

  /**
   * Plays another model: new notes do, those that sound stay with the one that they began with.
   * Takes a second or so, in which the instrument plays on. [io-thread]
   *
   * @param patch of that model's timbres
   * @throws InputException if the model cannot be opened, or works in other steps
   */
  public void swapModel(Model next, Patch patch) {
    parts.sound.swapModel(next, patch);
  }

  /** Models that are open: one, and those before it whose notes still sound. */
  public int openModels() {
    return parts.models.open();
  }

  /**
   * Whether voices may be taken when the machine is too slow for them, as it is at first; else the
   * sound has gaps instead, and all notes.
   */
  public void setGoverned(boolean on) {
    parts.stream.modelThread().setGoverned(on);
  }

  @Override
  public long underruns() {
    return underrunLog().count();
  }

  /** When the ring ran dry. */
  public UnderrunLog underrunLog() {
    return parts.stream.playback().underruns();
  }

  @Override
  public long xruns() {
    return parts.keeper.xruns();
  }

  /**
   * MIDI events that were lost since the start, at least: the audio server had taken them back
   * before they could be read, or the model was held up for so long that they found no room. Keys
   * that they would have lifted are lifted all the same.
   */
  public long lostMidiEvents() {
    return parts.keeper.lostMidiEvents() + parts.stream.playback().midiEvents().lost();
  }

  /**
   * Periods for which the audio server that plays now did not call us. MIDI events of such a period
   * are lost, and are not among {@link #lostMidiEvents}: nobody knows of them.
   */
  public long missedPeriods() {
    return parts.keeper.missedPeriods();
  }

  /** How often the audio server was found again after it went away. */
  public int reconnections() {
    return parts.keeper.reconnections();
  }

  /** Where the transport that JACK's programs share is. */
  public Transport transport() {
    return parts.keeper.transport();
  }

  @Override
  public int latencyFrames() {
    double insertFrames = parts.instrument.inserts().latencyFrames();
    var playback = parts.stream.playback();
    return playback.latencyFrames()
        + (int) Math.ceil(insertFrames * playback.deviceRateHz() / modelRateHz());
  }

  @Override
  public int sampleRateHz() {
    return parts.stream.playback().deviceRateHz();
  }

  @Override
  public String audioDescription() {
    return parts.keeper.description();
  }

  @Override
  public String decoderDevice() {
    return parts.models.device();
  }

  @Override
  public double[] modelMillis() {
    return parts.stream.modelThread().times().medianAndP99Millis();
  }

  @Override
  public double hopMillis() {
    return 1000.0 * parts.instrument.hopFrames() / modelRateHz();
  }

  @Override
  public int modelRateHz() {
    return parts.instrument.sampleRateHz();
  }

  /** Whether a song was given, all of it was played, and its last note has died away. */
  public boolean isSongOver() {
    return parts.songEnd >= 0 && parts.meters.frame() > parts.songEnd && parts.meters.voices() == 0;
  }

  @Override
  public String problem() {
    Throwable failure = failure();
    if (failure != null) {
      return "the sound has stopped, please start again: " + PlayedModels.firstLine(failure);
    }
    String ofModel = parts.models.problem();
    return ofModel == null ? parts.keeper.problem() : ofModel;
  }

  /** What stopped the model thread, null while it runs. */
  public Throwable failure() {
    return parts.stream.failure();
  }

  /** Stops the audio, then the model. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    parts.keeper.close();
    caretaker.close();
    parts.close();
  }
}
