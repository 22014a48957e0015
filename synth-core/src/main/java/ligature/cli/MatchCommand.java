package ligature.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ligature.encode.FileNames;
import ligature.encode.RecordingSet;
import ligature.encode.TimbreMatch;
import ligature.encode.UserTimbres;
import ligature.files.InputException;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.model.ModelLibrary;
import ligature.units.Pitch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the timbres that come closest to a recording. */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Finds the blend of up to four timbres, your own among them, that comes closest to a "
            + "recording of a single note: their weights, the point of the pad, and how far away it "
            + "is (root mean square over mel bands and time, in dB).")
final class MatchCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "A WAV, AIFF or FLAC file.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "KEY|none",
      description = "The key that was played, as a MIDI number; none for drums. Default: found.")
  private String key;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = ModelLibrary.BUNDLED,
      description = "Default: ${DEFAULT-VALUE}.")
  private String modelName;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:N]",
      defaultValue = "auto",
      description = "Where the model computes. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(names = "--json", description = "Print one JSON object on stdout.")
  private boolean json;

  @Override
  public Integer call() {
    int known = knownKey(key);
    ComputeDevice on = ComputeDevice.parse(device);
    Model bare = SoundOptions.models().load(modelName);
    Model model =
        UserTimbres.own().addTo(bare, on, line -> System.err.println("ligature: " + line));
    TimbreMatch.Found found;
    try (Progress progress = new Progress("listening");
        TimbreMatch match = new TimbreMatch(model, model.bank().timbres(), on)) {
      found = match.match(file, known, line -> System.err.println("ligature: " + line), progress);
    }
    if (json) {
      Json.print(object(found));
    } else {
      print(found);
    }
    return 0;
  }

  /** The key of an option; {@link RecordingSet#DETECT} if it is not given. */
  static int knownKey(String key) {
    if (key == null) {
      return RecordingSet.DETECT;
    }
    if (key.equals("none")) {
      return RecordingSet.UNPITCHED;
    }
    int value = FileNames.keyValue(key);
    if (value < 0) {
      throw new InputException(
          "--key " + key + ": wanted a MIDI number from 0 to 127, a note such as C4, or none");
    }
    return value;
  }

  private Map<String, Object> object(TimbreMatch.Found found) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", file.toString());
    object.put("key", found.key());
    Map<String, Object> weights = new LinkedHashMap<>();
    found.weights().forEach((timbre, weight) -> weights.put(timbre.name(), Json.round(weight)));
    object.put("weights", weights);
    object.put("corners", found.corners().stream().map(Object::toString).toList());
    object.put("x", Json.round(found.x()));
    object.put("y", Json.round(found.y()));
    object.put("distanceDb", Json.round(found.distanceDb()));
    List<Map<String, Object>> nearest = new ArrayList<>();
    for (TimbreMatch.Near near : found.nearest()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("timbre", near.timbre().name());
      row.put("distanceDb", Json.round(near.distanceDb()));
      nearest.add(row);
    }
    object.put("nearest", nearest);
    return object;
  }

  private static void print(TimbreMatch.Found found) {
    System.out.printf(
        Locale.ROOT,
        "key %d (%s): %.2f dB away%n",
        found.key(),
        Pitch.keyName(found.key()),
        found.distanceDb());
    found
        .weights()
        .forEach(
            (timbre, weight) ->
                System.out.printf(Locale.ROOT, "%3.0f %%  %s%n", 100 * weight, timbre.name()));
    System.out.printf(
        Locale.ROOT,
        "corners %s at x %.3f, y %.3f%n",
        String.join(", ", found.corners().stream().map(Object::toString).toList()),
        found.x(),
        found.y());
    TimbreMatch.Near alone = found.nearest().get(0);
    System.out.printf(
        Locale.ROOT, "nearest alone: %s, %.2f dB%n", alone.timbre().name(), alone.distanceDb());
  }
}
