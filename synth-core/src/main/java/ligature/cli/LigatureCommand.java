package ligature.cli;

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.files.InputException;
import ligature.files.Program;
import ligature.live.LiveOptions;
import ligature.live.LiveRig;
import ligature.live.LiveSession;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.remote.Managed;
import ligature.remote.NsmClient;
import ligature.settings.Settings;
import ligature.settings.SettingsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program without a command: the window. */
@Command(
    name = "ligature",
    mixinStandardHelpOptions = true,
    version = Program.NAME,
    description =
        "A synthesizer that plays the sounds between two timbres. Without a command it opens its window.",
    subcommands = {
      PlayCommand.class,
      RenderCommand.class,
      PackCommand.class,
      EncodeCommand.class,
      VariationsCommand.class,
      MatchCommand.class,
      ListCommands.Timbres.class,
      PresetsCommand.class,
      ListCommands.Models.class,
      ListCommands.Devices.class,
      PluginsCommand.class,
      ModelCommand.class,
      BenchCommand.class
    })
final class LigatureCommand implements Callable<Integer> {

  private static final int VOICES = 16;
  private static final String JACK = "jack";
  private static final String JAVASOUND = "javasound";
  private static final Settings PLAIN = Settings.DEFAULTS;

  @Mixin private SoundOptions sound;

  @Option(
      names = "--audio",
      paramLabel = "jack|javasound|clap|none",
      defaultValue = AudioServers.AUTO,
      description =
          "clap: a DAW plays it, through the plugin (docs/daw.md). "
              + "Default: jack if a server runs, else javasound.")
  private String audio;

  @Override
  public Integer call() {
    if (GraphicsEnvironment.isHeadless()) {
      throw new InputException(
          "there is no display for the window; play without it: ligature play --headless, "
              + "or write a file: ligature render");
    }
    Model model = sound.loadModel();
    SettingsFile file = SettingsFile.ofUser();
    String manager = System.getenv(NsmClient.URL_VARIABLE);
    if (manager != null && !manager.isBlank()) {
      playManaged(manager, model, file);
      return 0;
    }
    Patch patch = sound.patch(model.bank());
    while (patch != null) {
      patch = play(model, file, patch);
    }
    return 0;
  }

  /** Under a session manager the sound and the name are those of its project. */
  private void playManaged(String manager, Model model, SettingsFile file) {
    try (Managed managed = Managed.by(manager);
        LiveSession session =
            managed.open(
                model.bank(),
                () -> sound.patch(model.bank()),
                (patch, clientName) -> options(model, PLAIN, patch, clientName),
                opened -> sound.tune(opened, file.load().tuning()))) {
      PlayCommand.window(
          new LiveRig(session, model, SoundOptions.presets(), file, file.load(), null, false));
    }
  }

  /** Plays in a window until it is closed; gives the sound to begin anew with, or null. */
  private Patch play(Model model, SettingsFile file, Patch patch) {
    Settings settings = file.load();
    List<String> notices = new ArrayList<>();
    try (LiveSession session = open(model, settings, patch, notices)) {
      sound.tune(session, settings.tuning());
      String notice = notices.isEmpty() ? null : notices.get(0);
      return PlayCommand.window(
          new LiveRig(session, model, SoundOptions.presets(), file, settings, notice, true));
    }
  }

  private LiveSession open(Model model, Settings settings, Patch patch, List<String> notices) {
    try {
      return openWithInput(options(model, settings, patch, null), settings, notices);
    } catch (InputException e) {
      if (settings.hasSameMachine(PLAIN)) {
        throw e;
      }
      // what was chosen once is not there today: an instrument that plays is worth more
      System.err.println("ligature: " + e.getMessage());
      notices.add(e.getMessage());
      return openWithInput(options(model, PLAIN, patch, null), PLAIN, notices);
    }
  }

  /**
   * JACK gives an input that nothing is connected to at first, and so costs nothing. A sound card's
   * microphone is not opened unasked; where it cannot be, the instrument plays without.
   */
  private static LiveSession openWithInput(
      LiveOptions options, Settings settings, List<String> notices) {
    boolean auto = options.audio().equals(AudioServers.AUTO);
    if (auto || options.audio().equals(JACK)) {
      try {
        return LiveSession.open(options.capturingFrom(JACK));
      } catch (InputException e) {
        if (!auto) {
          throw e;
        }
      }
    }
    if (settings.cardInput() && (auto || options.audio().equals(JAVASOUND))) {
      try {
        return LiveSession.open(options.capturingFrom(JAVASOUND));
      } catch (InputException e) {
        System.err.println("ligature: " + e.getMessage());
        notices.add(e.getMessage());
      }
    }
    return LiveSession.open(options);
  }

  /** What the command line names comes before what was set. */
  private LiveOptions options(Model model, Settings settings, Patch patch, String clientName) {
    ComputeDevice device = sound.device();
    return new LiveOptions(
        model,
        device.kind() == ComputeDevice.Kind.AUTO ? ComputeDevice.parse(settings.device()) : device,
        patch,
        VOICES,
        audio.equals(AudioServers.AUTO) ? settings.audio() : audio,
        new AudioSettings(
            clientName == null ? AudioSettings.CLIENT_NAME : clientName,
            settings.rateHz(),
            settings.periodFrames(),
            settings.soundCard()),
        0,
        settings.midiInputs(),
        null);
  }
}
