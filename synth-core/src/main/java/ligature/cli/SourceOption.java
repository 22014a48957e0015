package ligature.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.InputException;
import ligature.neural.ModelSource;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.PluginLibrary;
import picocli.CommandLine.Option;

/** {@code --source}: what sounds beside the model, in the first slot. */
final class SourceOption {

  @Option(
      names = "--source",
      paramLabel = "FILE.ts|FORMAT:NAME",
      required = true,
      description =
          "A second source beside the voices, before all inserts: a model for nn~ with its"
              + " --source-sounds, or an instrument such as lv2:URI.")
  private String source;

  @Option(
      names = "--source-sounds",
      paramLabel = "FILE",
      split = ",",
      description =
          "Two or four recordings of a note for the pad's corners, which the model encodes: A,B or"
              + " A,B,C,D.")
  private List<Path> sounds = new ArrayList<>();

  @Option(
      names = "--source-param",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the source; wet=0..1 is its part of the sound.")
  private List<String> values = new ArrayList<>();

  /** Made once: every program of a song has it. */
  private InsertSetting made;

  /**
   * What the options say, with the recordings encoded.
   *
   * @throws InputException if there is no such model, recording, parameter or value, or the model
   *     cannot be played
   */
  InsertSetting setting() {
    if (made == null) {
      made = make();
    }
    return made;
  }

  private InsertSetting make() {
    boolean isModel = source.toLowerCase(java.util.Locale.ROOT).endsWith(ModelSource.EXTENSION);
    if (isModel && sounds.isEmpty()) {
      throw new InputException(
          "--source " + source + ": wanted recordings for it to play: --source-sounds A.wav,B.wav");
    }
    if (!isModel && !sounds.isEmpty()) {
      throw new InputException(
          "--source-sounds: only a model for nn~ (*.ts) plays recordings, not " + source);
    }
    InsertSetting setting = isModel ? ModelSource.encode(source, sounds) : InsertSetting.of(source);
    if (values.isEmpty()) {
      return setting;
    }
    try (Plugin plugin = PluginLibrary.installed().open(setting.id())) {
      return new PluginValues("--source-param", plugin).set(setting, values);
    }
  }
}
