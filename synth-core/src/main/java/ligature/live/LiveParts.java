package ligature.live;

import java.util.function.UnaryOperator;
import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.midi.EventList;
import ligature.midi.MidiInputs;
import ligature.midi.MpeMode;
import ligature.midi.TransportSong;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.tuning.mts.MtsEsp;
import ligature.units.Frames;

/**
 * What a playing instrument is made of, wired: the model warmed up, the inserts open, nothing
 * playing yet. Threads: made and closed by one; what its parts allow, they say themselves.
 */
final class LiveParts implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.live");

  /** A song begins this much after the audio, so that somebody can connect to its ports. */
  private static final double SONG_START_SECONDS = 0.5;

  final LiveOptions options;
  final Meters meters = new Meters();
  final PlayedModels models;
  final Instrument instrument;
  final LiveStream stream;
  final ServerKeeper keeper;
  final MidiInputs midiInputs;
  final SentEvents sent;
  final TuningChoice tunings;
  final Learning learning;
  final PresetRack presets;
  final LiveSound sound;

  /** Chosen for this start, else as it was set up. */
  final MpeMode firstMpe;

  /** The engine frame of the song's last event; -1 without a song that begins with the audio. */
  final long songEnd;

  private final MtsEsp mts = MtsEsp.open();

  /**
   * Opens and wires everything.
   *
   * @param server is closed by its keeper from then on; by the caller, if this throws
   * @throws InputException in one line, if there is no such device, or a number does not fit
   */
  LiveParts(LiveOptions options, AudioServer server) {
    this.options = options;
    Patch patch = options.patch();
    PresetLibrary library = new PresetLibrary(Folders.both("presets"));
    models = new PlayedModels(options.model(), options.device(), meters);
    try {
      WarmUp.play(models.decoder(), patch);
      instrument = new Instrument(models.decoder(), options.voices(), 1, patch, meters);
      instrument.warmUp();
      instrument.inserts().set(patch.inserts());
      learning = new Learning(instrument.learned(), Folders.config().resolve("midi.json"));
      firstMpe = options.mpe() == null ? learning.mpe() : options.mpe();
      instrument.setMpe(firstMpe);
      presets = new PresetRack(library, models::bank, learning::programs);
      tunings =
          new TuningChoice(
              patch.tuning(),
              instrument::publish,
              mts == null ? UnaryOperator.identity() : mts::over);
      stream = new LiveStream(instrument, options.latencyFrames(), server);
      midiInputs = MidiInputs.open(options.midiInputs(), stream::frameNow);
      sent = new SentEvents(stream::frameNow);
      SongSounds songSounds = new SongSounds(instrument, options.programs());
      sound = new LiveSound(instrument, patch, models, tunings, learning, songSounds);
      songEnd = addSources(songSounds);
      keeper =
          new ServerKeeper(
              server, () -> AudioServers.open(server.kind(), options.audioSettings()), stream);
    } catch (RuntimeException e) {
      closeBehind();
      throw e;
    }
    models.playedBy(instrument);
  }

  /** The order decides among events of one frame. */
  private long addSources(SongSounds songSounds) {
    instrument.addSource(stream.playback().midiEvents());
    midiInputs.rings().forEach(instrument::addSource);
    sent.addTo(instrument);
    EventList song = options.song();
    if (song == null) {
      return -1;
    }
    if (options.followTransport()) {
      TransportSong following = new TransportSong(song);
      instrument.addSource(following, songSounds);
      stream.playback().follow(following);
      return -1;
    }
    // on the grid of hops, as offline: then live and offline give the same audio
    long start =
        Frames.roundUp(
            Frames.fromSeconds(SONG_START_SECONDS, instrument.sampleRateHz()),
            instrument.hopFrames());
    EventList shifted = song.shifted(start);
    instrument.addSource(shifted, songSounds);
    return shifted.lastFrame();
  }

  private void closeBehind() {
    if (stream != null && stream.modelThread().isAlive()) {
      LOG.log(System.Logger.Level.WARNING, "the model does not answer; it is left open");
    } else {
      models.close();
    }
    if (mts != null) {
      mts.close();
    }
  }

  /** Stops the audio's keeper, then the model; whoever attends to them has stopped. */
  @Override
  public void close() {
    midiInputs.close();
    stream.close();
    sound.close();
    closeBehind();
  }
}
