package ligature.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Mixer;
import ligature.encode.UserTimbres;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.midi.MidiInputs;
import ligature.model.ModelLibrary;
import ligature.model.ModelManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that list what there is. */
final class ListCommands {

  private ListCommands() {}

  /** A command that prints a table, or with --json an object with one array in it. */
  abstract static class Listing implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    private boolean json;

    private final String key;

    Listing(String key) {
      this.key = key;
    }

    abstract List<Map<String, Object>> rows();

    /** Columns that only the JSON has, because another one says the same. */
    List<String> hidden() {
      return List.of();
    }

    @Override
    public Integer call() {
      List<Map<String, Object>> rows = rows();
      if (json) {
        Json.print(Map.of(key, rows));
        return 0;
      }
      rows.forEach(row -> row.keySet().removeAll(hidden()));
      Map<String, Integer> widths = new LinkedHashMap<>();
      for (Map<String, Object> row : rows) {
        row.forEach((column, value) -> widths.merge(column, text(value).length(), Math::max));
      }
      for (Map<String, Object> row : rows) {
        StringBuilder line = new StringBuilder();
        row.forEach(
            (column, value) ->
                line.append(
                    String.format("%-" + Math.max(1, widths.get(column)) + "s  ", text(value))));
        System.out.println(line.toString().stripTrailing());
      }
      return 0;
    }

    private static String text(Object value) {
      return String.valueOf(value);
    }
  }

  static Map<String, Object> row(Object... columnsAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return row;
  }

  /** The timbres of a model, and the user's own. */
  @Command(name = "timbres", mixinStandardHelpOptions = true, description = "Lists the timbres.")
  static final class Timbres extends Listing {

    @Option(
        names = "--model",
        paramLabel = "NAME",
        defaultValue = ModelLibrary.BUNDLED,
        description = "Default: ${DEFAULT-VALUE}.")
    private String model;

    Timbres() {
      super("timbres");
    }

    @Override
    List<Map<String, Object>> rows() {
      List<Map<String, Object>> rows = new ArrayList<>();
      TimbreBank bank = SoundOptions.models().load(model).bank();
      List<Timbre> timbres = new ArrayList<>(bank.timbres());
      for (Timbre own : UserTimbres.own().list(line -> System.err.println("ligature: " + line))) {
        if (bank.find(own.name()) == null) {
          timbres.add(own);
        }
      }
      for (Timbre timbre : timbres) {
        rows.add(
            row(
                "name",
                timbre.name(),
                "family",
                timbre.family(),
                "zones",
                timbre.zoneCount(),
                "sustains",
                timbre.sustains()));
      }
      return rows;
    }
  }

  static double tenths(double value) {
    return Math.rint(10 * value) / 10;
  }

  /** The installed models. */
  @Command(name = "models", mixinStandardHelpOptions = true, description = "Lists the models.")
  static final class Models extends Listing {

    Models() {
      super("models");
    }

    @Override
    List<Map<String, Object>> rows() {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Path folder : SoundOptions.models().folders()) {
        try {
          ModelManifest manifest = ModelManifest.read(folder.resolve(ModelManifest.FILE_NAME));
          rows.add(
              row(
                  "name",
                  folder.getFileName().toString(),
                  "version",
                  manifest.version(),
                  "sampleRateHz",
                  manifest.sampleRateHz(),
                  "licence",
                  manifest.licence()));
        } catch (InputException e) {
          System.err.println("ligature: " + e.getMessage()); // the others are still worth listing
        }
      }
      return rows;
    }
  }

  /** MIDI inputs and sound devices. */
  @Command(
      name = "devices",
      mixinStandardHelpOptions = true,
      description = "Lists MIDI inputs and sound devices.")
  static final class Devices extends Listing {

    Devices() {
      super("devices");
    }

    @Override
    List<Map<String, Object>> rows() {
      List<Map<String, Object>> rows = new ArrayList<>();
      MidiInputs.names().forEach(name -> rows.add(row("kind", "midi-in", "name", name)));
      for (Mixer.Info info : AudioSystem.getMixerInfo()) {
        if (AudioSystem.getMixer(info).getSourceLineInfo().length > 0) {
          rows.add(row("kind", "javasound", "name", info.getName()));
        }
      }
      return rows;
    }
  }
}
