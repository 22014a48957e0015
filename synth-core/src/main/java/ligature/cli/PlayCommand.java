package ligature.cli;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.files.InputException;
import ligature.live.LiveOptions;
import ligature.live.LiveRig;
import ligature.live.LiveSession;
import ligature.live.Rig;
import ligature.live.WindowLauncher;
import ligature.midi.MidiInputs;
import ligature.midi.MpeMode;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.remote.Managed;
import ligature.remote.NsmClient;
import ligature.remote.OscServer;
import ligature.settings.SettingsFile;
import ligature.voice.VoicePool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays live. */
@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Plays live, from MIDI keyboards, JACK MIDI or a MIDI file.")
final class PlayCommand implements Callable<Integer> {

  private static final long TICK_MILLIS = 50;

  @Mixin private SoundOptions sound;

  @Option(
      names = "--audio",
      paramLabel = "jack|javasound|clap|none",
      defaultValue = AudioServers.AUTO,
      description =
          "clap: a DAW plays it, through the plugin (docs/daw.md). "
              + "Default: jack if a server runs, else javasound.")
  private String audio;

  @Option(
      names = "--midi-in",
      paramLabel = "NAME",
      description =
          "A MIDI input, by a part of its name; repeatable; "
              + "all (the default) opens every one. JACK's port midi_in is always there.")
  private List<String> midiIn = List.of(MidiInputs.ALL);

  @Option(names = "--midi", paramLabel = "FILE", description = "Plays this MIDI file.")
  private Path midi;

  @Option(
      names = "--programs",
      paramLabel = "follow|ignore",
      description =
          "Program changes of --midi load presets, as in render, or count for nothing. Default:"
              + " follow, but ignore where --preset or --a names the sound.")
  private RenderCommand.Programs programs;

  @Option(
      names = "--follow-transport",
      description = "With --midi: plays while JACK's transport rolls, and from where it is.")
  private boolean followTransport;

  @Option(
      names = "--mpe",
      paramLabel = "auto|off|lower|upper|both",
      description =
          "The MPE zones, for a controller that announces none. Default: as set up, else auto: "
              + "none, until a controller announces them or plays as only one with MPE does.")
  private String mpe;

  @Option(names = "--headless", description = "Without a window.")
  private boolean headless;

  @Option(
      names = "--voices",
      paramLabel = "N",
      defaultValue = "16",
      description = "Default: ${DEFAULT-VALUE}.")
  private int voices;

  @Option(
      names = "--latency-frames",
      paramLabel = "N",
      defaultValue = "0",
      description = "Frames rendered ahead of the period. Default: two hops of the model.")
  private int latencyFrames;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "0",
      description = "JavaSound: the rate to ask for.")
  private int rateHz;

  @Option(
      names = "--period",
      paramLabel = "FRAMES",
      defaultValue = "0",
      description = "JavaSound: the period to ask for. Default: 512.")
  private int periodFrames;

  @Option(
      names = "--osc",
      paramLabel = "PORT",
      description = "Listens for OSC on this UDP port, of 127.0.0.1 only. Default: not at all.")
  private Integer oscPort;

  @Option(
      names = "--bits",
      paramLabel = "16|24",
      defaultValue = "0",
      description = "JavaSound: the bits of a sample. Default: 24 if the device has them.")
  private int bits;

  @Option(
      names = "--capture",
      paramLabel = "FILE.wav",
      description =
          "Opens an input (JACK: port in; mono) and writes what comes in to this file, "
              + "24 bits, whole when it ends.")
  private Path capture;

  @Option(
      names = "--stats-seconds",
      paramLabel = "N",
      defaultValue = "0",
      description = "Prints the meters as a line of JSON every N seconds.")
  private double statsSeconds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "0",
      description = "Stops by itself after this.")
  private double seconds;

  private Model model;

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    try (StopSignal stop = new StopSignal();
        Managed managed = Managed.by(System.getenv(NsmClient.URL_VARIABLE));
        LiveSession session = open(managed);
        CaptureFile captured =
            capture == null
                ? null
                : new CaptureFile(capture, session::sampleRateHz, session::captureTo);
        OscServer osc = osc(session)) {
      System.err.println(
          "ligature: playing "
              + (session.patch().name().isEmpty()
                  ? session.patch().corners()
                  : session.patch().name())
              + " on "
              + session.audioDescription()
              + ", latency "
              + session.latencyFrames()
              + " frames, decoder on "
              + session.decoderDevice());
      sound.tellFallback(session.decoderDevice());
      session.insertProblems().forEach(p -> System.err.println("ligature: " + p));
      if (hasWindow()) {
        Thread stats = statsBeside(session);
        window(rig(session));
        stats.interrupt();
        stats.join(1000);
      } else {
        untilTheEnd(session, stop);
      }
      if (session.failure() != null) {
        throw new IllegalStateException("the model stopped", session.failure());
      }
    }
    return 0;
  }

  /** The remote control, null without one; a session closes it before itself. */
  private OscServer osc(LiveSession session) {
    if (oscPort == null) {
      return null;
    }
    OscServer osc = new OscServer(oscPort, session, session.presets());
    System.err.println("ligature: listening for OSC on 127.0.0.1, UDP port " + osc.port());
    return osc;
  }

  /** The options were given for this once: the settings hold from the next start. */
  private LiveRig rig(LiveSession session) {
    SettingsFile settings = SettingsFile.ofUser();
    return new LiveRig(
        session, model, SoundOptions.presets(), settings, settings.load(), null, false);
  }

  private boolean hasWindow() {
    return !headless && !GraphicsEnvironment.isHeadless();
  }

  private void checkOptions() {
    if (seconds != 0 && hasWindow()) {
      throw new InputException(
          "--seconds " + seconds + ": a window stays until it is closed; wanted --headless too");
    }
    if (!(statsSeconds >= 0 && statsSeconds <= 1e6) || !(seconds >= 0)) {
      throw new InputException("--stats-seconds, --seconds: wanted a number from 0 on");
    }
    if (mpe != null) {
      MpeMode.parse("--mpe", mpe);
    }
    if (programs != null && midi == null) {
      throw new InputException("--programs: there is no song with program changes; wanted --midi");
    }
    if (followTransport && midi == null) {
      throw new InputException("--follow-transport: there is no song to follow it; wanted --midi");
    }
    if (oscPort != null && (oscPort < 0 || oscPort > 65_535)) {
      throw new InputException("--osc " + oscPort + ": wanted a port, 1 to 65535; 0 for any");
    }
    if (rateHz != 0 && (rateHz < 8000 || rateHz > 192_000)) {
      throw new InputException("--rate " + rateHz + ": wanted 8000 to 192000 Hz");
    }
    if (bits != 0 && bits != 16 && bits != 24) {
      throw new InputException("--bits " + bits + ": wanted 16 or 24");
    }
    if (periodFrames != 0 && (periodFrames < 16 || periodFrames > 8192)) {
      throw new InputException("--period " + periodFrames + ": wanted 16 to 8192 frames");
    }
    if (latencyFrames < 0 || latencyFrames > 1 << 20) {
      throw new InputException("--latency-frames " + latencyFrames + ": wanted up to 1048576");
    }
  }

  private LiveSession open(Managed managed) {
    model = sound.loadModel();
    checkVoices(voices, model);
    PlayedSong song = midi == null ? null : PlayedSong.read(midi, model, sound, programs);
    return managed.open(
        model.bank(),
        () -> sound.patch(model.bank()),
        (patch, clientName) -> options(patch, clientName, song),
        sound::tune);
  }

  private LiveOptions options(Patch patch, String clientName, PlayedSong song) {
    AudioSettings settings =
        new AudioSettings(
            clientName == null ? AudioSettings.CLIENT_NAME : clientName,
            rateHz,
            periodFrames,
            bits,
            "",
            capture != null);
    return new LiveOptions(
        model,
        sound.device(),
        patch,
        voices,
        audio,
        settings,
        latencyFrames,
        midiIn,
        song == null ? null : song.events(),
        followTransport,
        mpe == null ? null : MpeMode.parse("--mpe", mpe),
        song == null ? Map.of() : song.programs());
  }

  /**
   * Opens the window over a session and waits until it was closed.
   *
   * @return the sound to go on with if all is to begin anew, else null
   */
  static Patch window(Rig rig) {
    return ServiceLoader.load(WindowLauncher.class)
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "this installation has no window; use: ligature play --headless"))
        .open(rig);
  }

  private void untilTheEnd(LiveSession session, StopSignal stop) throws InterruptedException {
    long begin = System.nanoTime();
    double nextStats = statsSeconds;
    double elapsed = 0;
    int latency = session.latencyFrames();
    Set<String> told = new HashSet<>(session.insertProblems());
    String problem = null;
    while (!stop.hasCome()
        && (seconds == 0 || elapsed < seconds)
        && session.failure() == null
        && (seconds > 0 || !session.isSongOver())) {
      Thread.sleep(TICK_MILLIS);
      elapsed = (System.nanoTime() - begin) * 1e-9;
      if (session.latencyFrames() != latency) {
        latency = session.latencyFrames();
        System.err.println(
            "ligature: latency " + latency + " frames now, on " + session.audioDescription());
      }
      session.insertProblems().stream()
          .filter(told::add)
          .forEach(p -> System.err.println("ligature: " + p));
      if (!Objects.equals(session.problem(), problem)) {
        problem = session.problem();
        System.err.println("ligature: " + (problem == null ? "all is well again" : problem));
      }
      if (statsSeconds > 0 && elapsed >= nextStats) {
        nextStats += statsSeconds;
        printStats(session);
      }
    }
  }

  /** Prints the meters while a window is open; ends when it is interrupted. */
  private Thread statsBeside(LiveSession session) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (statsSeconds > 0) {
                  Thread.sleep(Math.round(statsSeconds * 1000));
                  printStats(session);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the window was closed
              }
            },
            "ligature-stats");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void printStats(LiveSession session) {
    Map<String, Object> stats = new LinkedHashMap<>();
    double[] millis = session.modelMillis();
    stats.put("frame", session.meters().frame());
    stats.put("voices", session.meters().voices());
    stats.put("underruns", session.underruns());
    stats.put("xruns", session.xruns());
    stats.put("missedPeriods", session.missedPeriods());
    stats.put("lostMidiEvents", session.lostMidiEvents());
    stats.put("modelMillisMedian", Json.round(millis[0]));
    stats.put("modelMillisP99", Json.round(millis[1]));
    stats.put("budgetMillis", Json.round(session.hopMillis()));
    stats.put("latencyFrames", session.latencyFrames());
    int governed = session.meters().governorVoices();
    stats.put("governor", governed == 0 ? "none" : governed + " voices");
    stats.put("rests", session.meters().governorRests());
    stats.put("modelFaults", session.meters().modelFaults());
    stats.put("problem", session.problem());
    stats.put("device", session.decoderDevice());
    Json.print(stats);
  }

  static void checkVoices(int voices, Model model) {
    int most = VoicePool.mostVoices(model.manifest().capacity());
    if (voices < 1 || voices > most) {
      throw new InputException("--voices " + voices + ": wanted 1 to " + most);
    }
  }
}
