package ligature.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.model.ModelLibrary;
import ligature.preset.Patch;
import ligature.preset.PresetFile;
import ligature.preset.SoundGroup;
import ligature.preset.Variations;
import ligature.render.AudibleVariations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes nine children of a preset, or of two. */
@Command(
    name = "variations",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Writes nine presets that are like one, or between two: each can be told from it, all are as"
            + " loud.")
final class VariationsCommand extends ListCommands.Listing {

  @Parameters(paramLabel = "PRESET", description = "A preset's name, or a .json file.")
  private String preset;

  @Option(
      names = "--with",
      paramLabel = "OTHER",
      description = "A second preset: what is not locked comes from the one or the other.")
  private String other;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same nine. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--lock",
      paramLabel = "GROUP",
      split = ",",
      description =
          "What stays: timbres, place, envelope, pitch, colour, filter, modulation, effects.")
  private List<String> locks = new ArrayList<>();

  @Option(
      names = "--amount",
      paramLabel = "X",
      defaultValue = "1",
      description = "How much is changed and how far, up to 2. Default: ${DEFAULT-VALUE}.")
  private double amount;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write them to: NAME-1.json to NAME-9.json.")
  private Path out;

  @Option(names = "--replace", description = "Replace files that are there.")
  private boolean replace;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = ModelLibrary.BUNDLED,
      description = "Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:N]",
      defaultValue = "auto",
      description = "Default: ${DEFAULT-VALUE}.")
  private String device;

  VariationsCommand() {
    super("variations");
  }

  @Override
  List<Map<String, Object>> rows() {
    Set<SoundGroup> stays = EnumSet.noneOf(SoundGroup.class);
    locks.forEach(id -> stays.add(SoundGroup.find(id)));
    if (stays.size() == SoundGroup.values().length) {
      throw new InputException("--lock: locks everything; leave something to vary");
    }
    if (!(amount > 0 && amount <= Variations.MOST_AMOUNT)) {
      throw new InputException("--amount " + amount + ": wanted above 0, up to 2; 1 is the usual");
    }
    ComputeDevice where = ComputeDevice.parse(device);
    Model loaded = SoundOptions.withOwnTimbres(SoundOptions.models().load(model), where);
    Patch parent = SoundOptions.presets().load(preset, loaded.bank());
    Patch second = other == null ? null : SoundOptions.presets().load(other, loaded.bank());
    List<Path> files = files();
    Variations variations =
        new Variations(parent, second, loaded.bank().timbres(), seed, stays, amount);
    List<AudibleVariations.Child> children;
    try (Decoder decoder = loaded.openDecoder(where)) {
      children = new AudibleVariations(decoder).of(variations, parent, second);
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      AudibleVariations.Child child = children.get(i);
      PresetFile.write(files.get(i), child.patch(), List.of("variation"));
      rows.add(
          ListCommands.row(
              "file",
              files.get(i).toString(),
              "distanceDb",
              ListCommands.tenths(child.distanceDb()),
              "lufs",
              ListCommands.tenths(child.lufs())));
    }
    return rows;
  }

  /** Where they go; what is wrong with the folder is told before the work. */
  private List<Path> files() {
    String name = Path.of(preset).getFileName().toString().replaceAll("\\.json$", "");
    List<Path> files = new ArrayList<>();
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw AtomicOutput.asInput(out, e);
    }
    for (int i = 1; i <= Variations.COUNT; i++) {
      Path file = out.resolve(name + "-" + i + ".json");
      if (Files.exists(file) && !replace) {
        throw new InputException(file + ": is there already; give another --out, or --replace");
      }
      AtomicOutput.to(file).close();
      files.add(file);
    }
    return files;
  }
}
