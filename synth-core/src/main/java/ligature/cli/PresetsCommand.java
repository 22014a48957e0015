package ligature.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.model.ModelLibrary;
import ligature.render.PresetMeasures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The presets of the program and of the user, and how they measure. */
@Command(
    name = "presets",
    mixinStandardHelpOptions = true,
    description = "Lists the presets; --measure plays them and tells how they answer.")
final class PresetsCommand extends ListCommands.Listing {

  @Parameters(arity = "0..*", paramLabel = "NAME|FILE", description = "Which ones. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--measure",
      description =
          "Loudness of a phrase in LUFS; brightness at velocity 120 against 30; how far wheel and"
              + " pressure move the spectrum, how far eight hard notes are limited, and how far the"
              + " most similar preset of the list is, in dB.")
  private boolean measure;

  PresetsCommand() {
    super("presets");
  }

  @Override
  List<Map<String, Object>> rows() {
    Map<String, Path> files = new LinkedHashMap<>(SoundOptions.presets().files());
    if (!names.isEmpty()) {
      names.stream().filter(n -> n.endsWith(".json")).forEach(n -> files.put(n, Path.of(n)));
      for (String name : names) {
        if (!files.containsKey(name)) {
          throw new InputException(
              "preset "
                  + name
                  + ": there is no such preset; did you mean "
                  + String.join(", ", Nearest.of(name, files.keySet(), 3))
                  + "?");
        }
      }
      files.keySet().retainAll(names);
    }
    Map<String, PresetMeasures> measured = measure ? measured(files.keySet()) : Map.of();
    List<Map<String, Object>> rows = new ArrayList<>();
    files.forEach(
        (name, file) -> {
          Map<String, Object> row = ListCommands.row("name", name, "file", file.toString());
          if (measure) {
            add(row, measured.get(name), measured);
          }
          rows.add(row);
        });
    return rows;
  }

  @Override
  List<String> hidden() {
    return measure ? List.of("file") : List.of();
  }

  private static Map<String, PresetMeasures> measured(Iterable<String> names) {
    Map<String, PresetMeasures> measured = new LinkedHashMap<>();
    Model model =
        SoundOptions.withOwnTimbres(
            SoundOptions.models().load(ModelLibrary.BUNDLED), ComputeDevice.parse("auto"));
    try (Decoder decoder = model.openDecoder(ComputeDevice.parse("auto"))) {
      for (String name : names) {
        measured.put(
            name, PresetMeasures.of(SoundOptions.presets().load(name, model.bank()), decoder));
      }
    }
    return measured;
  }

  private static void add(
      Map<String, Object> row, PresetMeasures m, Map<String, PresetMeasures> all) {
    Optional<String> nearest = m.nearest(all);
    row.put("lufs", ListCommands.tenths(m.lufs()));
    row.put("brightness", Math.rint(100 * m.brightness()) / 100);
    row.put("wheelDb", ListCommands.tenths(m.wheelDb()));
    row.put("pressureDb", ListCommands.tenths(m.pressureDb()));
    row.put("limitingDb", ListCommands.tenths(m.limitingDb()));
    row.put(
        "nearestDb",
        nearest.map(other -> ListCommands.tenths(m.distanceDb(all.get(other)))).orElse(0.0));
    row.put("nearest", nearest.orElse(""));
  }
}
