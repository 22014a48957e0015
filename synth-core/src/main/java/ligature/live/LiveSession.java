package ligature.live;

import java.util.List;
import java.util.function.UnaryOperator;
import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.Hosted;
import ligature.audio.Transport;
import ligature.audio.UnderrunLog;
import ligature.engine.Clip;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.LearnMap;
import ligature.midi.MidiInputs;
import ligature.midi.MpeMode;
import ligature.midi.RingSink;
import ligature.midi.TransportSong;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.InsertParameter;
import ligature.parameter.Learnable;
import ligature.parameter.Parameter;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertSetting;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.rt.CaptureRing;
import ligature.rt.EventRing;
import ligature.rt.VmThreads;
import ligature.tuning.Tuning;
import ligature.tuning.mts.MtsEsp;
import ligature.units.Frames;
import ligature.units.KeyPitch;
import ligature.voice.Performance;

/**
 * A playing instrument: the model warmed up, the ring filled, then the audio started.
 *
 * <p>Should the audio server go away it is looked for until it is back; the instrument waits
 * meanwhile. Threads: opened and closed by one, the rest as {@link Player} says.
 */
public final class LiveSession implements Player {

  private static final System.Logger LOG = System.getLogger("ligature.live");

  /** Program changes and learned controllers are attended to after this. */
  private static final long SOON_MILLIS = 25;

  /** How often MIDI devices are looked for. */
  private static final long LOOK_MILLIS = 1000;

  /** A song begins this much after the audio, so that somebody can connect to its ports. */
  private static final double SONG_START_SECONDS = 0.5;

  private final LiveOptions options;
  private final PlayedModels models;
  private final Meters meters = new Meters();
  private final Instrument instrument;
  private final LiveStream stream;
  private final ServerKeeper keeper;
  private final MidiInputs midiInputs;
  private final EventRing keys = new EventRing(4096);
  private final RingSink keySink = new RingSink(keys);
  private final TuningChoice tunings;
  private final MtsEsp mts = MtsEsp.open();
  private final Learning learning;
  private final PresetRack presets;
  private final Caretaker caretaker = new Caretaker();
  private final EventRing remote = new EventRing(4096);
  private final RingSink remoteSink = new RingSink(remote);
  private final SongSounds songSounds;
  private final long songEnd;
  private final InsertLoader inserts;
  private final TurnedInserts turned;
  private boolean closed;
  private volatile Patch patch;
  private volatile MpeMode mpe;

  private LiveSession(LiveOptions options, AudioServer server) {
    this.options = options;
    patch = options.patch();
    models = new PlayedModels(options.model(), options.device(), meters);
    Decoder decoder = models.decoder();
    try {
      WarmUp.play(decoder, patch);
      instrument = new Instrument(decoder, options.voices(), 1, patch, meters);
      instrument.warmUp();
      instrument.inserts().set(patch.inserts());
      inserts = new InsertLoader(instrument.inserts());
      turned = new TurnedInserts(instrument.inserts(), inserts);
      learning = new Learning(instrument.learned(), Folders.config().resolve("midi.json"));
      mpe = options.mpe() == null ? learning.mpe() : options.mpe();
      instrument.setMpe(mpe);
      presets =
          new PresetRack(
              new PresetLibrary(Folders.both("presets")), models::bank, learning::programs);
      tunings =
          new TuningChoice(
              patch.tuning(),
              instrument::publish,
              mts == null ? UnaryOperator.identity() : mts::over);
      stream = new LiveStream(instrument, options.latencyFrames(), server);
      midiInputs = MidiInputs.open(options.midiInputs(), stream::frameNow);
      songSounds = new SongSounds(instrument, options.programs());
      songEnd = addSources();
      keeper =
          new ServerKeeper(
              server, () -> AudioServers.open(server.kind(), options.audioSettings()), stream);
    } catch (RuntimeException e) {
      closeBehind();
      throw e;
    }
    models.playedBy(instrument);
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
      LiveSession session = new LiveSession(options, server);
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

  /** The order decides among events of one frame. */
  private long addSources() {
    instrument.addSource(stream.playback().midiEvents());
    midiInputs.rings().forEach(instrument::addSource);
    instrument.addSource(keys);
    instrument.addSource(remote);
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

  private void start() {
    try {
      VmThreads.favour();
      stream.start();
      keeper.start();
      caretaker.every(LOOK_MILLIS, VmThreads::favour);
      caretaker.every(SOON_MILLIS, this::loadProgram);
      caretaker.every(SOON_MILLIS, this::followSong);
      caretaker.every(SOON_MILLIS, learning::attend);
      caretaker.every(SOON_MILLIS, () -> instrument.setTransportTempo(keeper.transport().bpm()));
      caretaker.every(LOOK_MILLIS, midiInputs::look);
      Hosted hosted = new HostedPlayer(this);
      caretaker.every(SOON_MILLIS, () -> keeper.attend(hosted));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The presets of the program and the player, by number. */
  public PresetRack presets() {
    return presets;
  }

  /** Loads the preset of the last program change. */
  private void loadProgram() {
    int program = instrument.takeProgram();
    if (program >= 0) {
      load(presets.load(program));
    }
  }

  /** Brings what else belongs to a sound that the song has changed to: its tuning, its inserts. */
  private void followSong() {
    synchronized (tunings) {
      Patch next = songSounds.poll();
      if (next != null) {
        tunings.loaded(next.tuning());
        patch = next;
        inserts.load(next.inserts());
      }
    }
  }

  @Override
  public void learn(Learnable target) {
    instrument.learned().arm(target);
  }

  @Override
  public Learnable learning() {
    return instrument.learned().armed();
  }

  @Override
  public LearnMap learned() {
    return learning.learned();
  }

  @Override
  public void forget(Learnable target) {
    learning.forget(target);
  }

  @Override
  public MpeMode mpe() {
    return mpe;
  }

  @Override
  public void setMpe(MpeMode mode) {
    mpe = mode;
    instrument.setMpe(mode);
    learning.setMpe(mode);
  }

  @Override
  public TimbreBank bank() {
    return models.bank();
  }

  @Override
  public void addTimbre(Timbre timbre) {
    models.add(timbre);
  }

  @Override
  public void replaceTimbre(Timbre timbre) {
    models.replace(timbre);
  }

  @Override
  public void play(Clip clip) {
    instrument.play(clip);
  }

  @Override
  public Patch patch() {
    if (turned.isNew()) {
      synchronized (tunings) { // as load
        patch = turned.takeInto(patch, learning.learned());
      }
    }
    return patch;
  }

  @Override
  public void load(Patch next) {
    synchronized (
        tunings) { // the window and program changes: never a tuning of one with a patch of another
      tunings.loaded(next.tuning());
      instrument.publish(next);
      patch = next;
      inserts.load(next.inserts());
    }
  }

  @Override
  public void modulate(ModulationMatrix matrix) {
    synchronized (tunings) {
      instrument.publish(matrix);
      patch = patch.withModulation(matrix);
    }
  }

  @Override
  public void move(PadTimbres pad) {
    synchronized (tunings) {
      if (patch.pad().goesOnTo(pad)) {
        instrument.publish(pad);
        patch = patch.with(pad);
      }
    }
  }

  @Override
  public void remote(long event) {
    remoteSink.accept(stream.frameNow(), event);
  }

  @Override
  public Tuning tuning() {
    return tunings.sounding();
  }

  @Override
  public void tune(Tuning tuning) {
    tunings.choose(tuning);
  }

  @Override
  public Tuning chosenTuning() {
    return tunings.chosen();
  }

  @Override
  public void restoreTuning(Tuning sounding, Tuning chosen) {
    tunings.restore(sounding, chosen);
  }

  @Override
  public void setA4Hz(double a4Hz) {
    tunings.setA4Hz(a4Hz);
  }

  @Override
  public KeyPitch pitches(Patch next) {
    return tunings.pitches(next.tuning());
  }

  @Override
  public void lockTuning(boolean locked) {
    tunings.lock(locked);
  }

  @Override
  public boolean isTuningLocked() {
    return tunings.isLocked();
  }

  @Override
  public void noteOn(int key, float velocity) {
    send(Event.noteOn(0, key, velocity));
  }

  @Override
  public void noteOff(int key) {
    send(Event.noteOff(0, key, 0.5f));
  }

  @Override
  public void sustain(boolean down) {
    send(Event.pack(Event.CONTROLLER, 0, ligature.midi.Controllers.SUSTAIN, down ? 1 : 0));
  }

  @Override
  public void bend(float amount) {
    send(Event.pack(Event.PITCH_BEND, 0, 0, amount));
  }

  @Override
  public void modulationWheel(float value) {
    send(Event.pack(Event.CONTROLLER, 0, ligature.midi.Controllers.MODULATION, value));
  }

  @Override
  public void panic() {
    send(Event.pack(Event.RESET_CONTROLLERS, Performance.ALL_CHANNELS, 0, 0));
    send(Event.allSoundOff(Performance.ALL_CHANNELS));
  }

  @Override
  public void set(Parameter parameter, float value) {
    send(Event.parameter(parameter, value));
  }

  private void send(long event) {
    keySink.accept(stream.frameNow(), event);
  }

  @Override
  public boolean isKeyDown(int key) {
    return meters.isKeyDown(key);
  }

  @Override
  public Meters meters() {
    return meters;
  }

  @Override
  public long underruns() {
    return stream.playback().underruns().count();
  }

  /** When the ring ran dry. */
  public UnderrunLog underrunLog() {
    return stream.playback().underruns();
  }

  @Override
  public long xruns() {
    return keeper.xruns();
  }

  /**
   * MIDI events that were lost since the start, at least: the audio server had taken them back
   * before they could be read, or the model was held up for so long that they found no room. Keys
   * that they would have lifted are lifted all the same.
   */
  public long lostMidiEvents() {
    return keeper.lostMidiEvents() + stream.playback().midiEvents().lost();
  }

  /**
   * Periods for which the audio server that plays now did not call us. MIDI events of such a period
   * are lost, and are not among {@link #lostMidiEvents}: nobody knows of them.
   */
  public long missedPeriods() {
    return keeper.missedPeriods();
  }

  @Override
  public int latencyFrames() {
    double insertFrames = instrument.inserts().latencyFrames();
    var playback = stream.playback();
    return playback.latencyFrames()
        + (int) Math.ceil(insertFrames * playback.deviceRateHz() / instrument.sampleRateHz());
  }

  @Override
  public void setInserts(List<InsertSetting> next) {
    synchronized (tunings) { // as load
      patch = patch.withInserts(next);
      inserts.load(next);
    }
  }

  @Override
  public void editInsert(int slot, String title, EditorListener listener) {
    inserts.edit(slot, title, listener);
  }

  @Override
  public boolean turnInsert(InsertParameter parameter, float value) {
    synchronized (tunings) { // as load
      if (!instrument.inserts().turn(parameter, value)) {
        return false;
      }
      patch = patch.withInsert(parameter, instrument.inserts().value(parameter));
      return true;
    }
  }

  @Override
  public float insertValue(InsertParameter parameter) {
    return instrument.inserts().value(parameter);
  }

  @Override
  public List<String> insertProblems() {
    return instrument.insertProblems();
  }

  @Override
  public int sampleRateHz() {
    return stream.playback().deviceRateHz();
  }

  @Override
  public String audioDescription() {
    return keeper.description();
  }

  @Override
  public String decoderDevice() {
    return models.device();
  }

  @Override
  public double[] modelMillis() {
    return stream.modelThread().times().medianAndP99Millis();
  }

  /**
   * Plays another model: new notes do, those that sound stay with the one that they began with.
   * Takes a second or so, in which the instrument plays on. [io-thread]
   *
   * @param patch of that model's timbres
   * @throws InputException if the model cannot be opened, or works in other steps
   */
  public void swapModel(Model next, Patch nextPatch) {
    PlayedModels.Ready ready = models.open(next);
    synchronized (tunings) { // as load
      tunings.loaded(nextPatch.tuning());
      models.play(ready, nextPatch);
      patch = nextPatch;
    }
  }

  /** Models that are open: one, and those before it whose notes still sound. */
  public int openModels() {
    return models.open();
  }

  /** How often the audio server was found again after it went away. */
  public int reconnections() {
    return keeper.reconnections();
  }

  @Override
  public boolean canCapture() {
    return options.audioSettings().capture() && !options.audio().equals(AudioServers.NONE);
  }

  @Override
  public void captureTo(CaptureRing ring) {
    stream.playback().captureTo(ring);
  }

  @Override
  public void learnCapture(boolean on) {
    instrument.learned().armPedal(on);
  }

  @Override
  public boolean isLearningCapture() {
    return instrument.learned().isPedalArmed();
  }

  @Override
  public int captureController() {
    return learning.capture();
  }

  @Override
  public void forgetCapture() {
    learning.forgetCapture();
  }

  @Override
  public boolean isCaptureDown() {
    return instrument.learned().isPedalDown();
  }

  /**
   * Whether voices may be taken when the machine is too slow for them, as it is at first; else the
   * sound has gaps instead, and all notes.
   */
  public void setGoverned(boolean on) {
    stream.modelThread().setGoverned(on);
  }

  /** Where the transport that JACK's programs share is. */
  public Transport transport() {
    return keeper.transport();
  }

  @Override
  public double hopMillis() {
    return 1000.0 * instrument.hopFrames() / instrument.sampleRateHz();
  }

  @Override
  public int modelRateHz() {
    return instrument.sampleRateHz();
  }

  /** Whether a song was given, all of it was played, and its last note has died away. */
  public boolean isSongOver() {
    return songEnd >= 0 && meters.frame() > songEnd && meters.voices() == 0;
  }

  @Override
  public String problem() {
    Throwable failure = failure();
    if (failure != null) {
      return "the sound has stopped, please start again: " + PlayedModels.firstLine(failure);
    }
    String ofModel = models.problem();
    return ofModel == null ? keeper.problem() : ofModel;
  }

  /** What stopped the model thread, null while it runs. */
  public Throwable failure() {
    return stream.failure();
  }

  /** Stops the audio, then the model. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    keeper.close();
    caretaker.close();
    midiInputs.close();
    stream.close();
    inserts.close();
    closeBehind();
  }
}
