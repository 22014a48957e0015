package ligature.cli;

import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.concurrent.Callable;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.files.InputException;
import ligature.live.LiveOptions;
import ligature.live.LiveSession;
import ligature.midi.MidiInputs;
import ligature.model.Model;
import ligature.remote.Managed;
import ligature.remote.NsmClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program without a command: the window. */
@Command(
    name = "ligature",
    mixinStandardHelpOptions = true,
    version = "ligature 0.1.0",
    description =
        "A synthesizer that plays the sounds between two timbres. Without a command it opens its window.",
    subcommands = {
      PlayCommand.class,
      RenderCommand.class,
      PackCommand.class,
      EncodeCommand.class,
      ListCommands.Timbres.class,
      ListCommands.Presets.class,
      ListCommands.Models.class,
      ListCommands.Devices.class,
      PluginsCommand.class,
      BenchCommand.class
    })
final class LigatureCommand implements Callable<Integer> {

  private static final int VOICES = 16;

  @Mixin private SoundOptions sound;

  @Option(
      names = "--audio",
      paramLabel = "jack|javasound|none",
      defaultValue = AudioServers.AUTO,
      description = "Default: jack if a server runs, else javasound.")
  private String audio;

  @Override
  public Integer call() {
    if (GraphicsEnvironment.isHeadless()) {
      throw new InputException(
          "there is no display for the window; play without it: ligature play --headless, "
              + "or write a file: ligature render");
    }
    Model model = sound.loadModel();
    try (Managed managed = Managed.by(System.getenv(NsmClient.URL_VARIABLE));
        LiveSession session = open(managed, model)) {
      PlayCommand.window(session);
    }
    return 0;
  }

  private LiveSession open(Managed managed, Model model) {
    return managed.open(
        model.bank(),
        () -> sound.patch(model.bank()),
        (patch, clientName) ->
            new LiveOptions(
                model,
                sound.device(),
                patch,
                VOICES,
                audio,
                new AudioSettings(
                    clientName == null ? AudioSettings.CLIENT_NAME : clientName, 0, 0, ""),
                0,
                List.of(MidiInputs.ALL),
                null),
        sound::tune);
  }
}
