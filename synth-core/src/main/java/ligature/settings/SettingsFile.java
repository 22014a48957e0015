package ligature.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import ligature.files.AtomicOutput;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.preset.TuningJson;
import ligature.tuning.Tuning;

/**
 * The settings on disk: settings.json in the user's configuration folder. What is missing in it or
 * makes no sense has its default: settings never keep the instrument from starting. Threads: {@code
 * [io-thread]}.
 */
public final class SettingsFile {

  private static final System.Logger LOG = System.getLogger("ligature.settings");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;

  public SettingsFile(Path file) {
    this.file = file;
  }

  /** The user's: $XDG_CONFIG_HOME/ligature/settings.json. */
  public static SettingsFile ofUser() {
    return new SettingsFile(Folders.config().resolve("settings.json"));
  }

  /** What was saved last, or the defaults. */
  public Settings load() {
    if (!Files.exists(file)) {
      return Settings.DEFAULTS;
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      return root == null ? Settings.DEFAULTS : settings(root);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          file
              + ": cannot be read, the defaults hold: "
              + e.getMessage().lines().findFirst().orElse(""));
      return Settings.DEFAULTS;
    }
  }

  private Settings settings(JsonNode root) {
    Settings initial = Settings.DEFAULTS;
    return new Settings(
        root.path("audio").asText(initial.audio()),
        root.path("soundCard").asText(initial.soundCard()),
        root.path("rateHz").asInt(initial.rateHz()),
        root.path("periodFrames").asInt(initial.periodFrames()),
        root.path("midiInputs").isArray() ? texts(root.path("midiInputs")) : initial.midiInputs(),
        root.path("device").asText(initial.device()),
        !root.path("theme").asText("dark").equals("light"),
        (float) root.path("scale").asDouble(initial.scale()),
        new HashSet<>(texts(root.path("favourites"))),
        root.path("cardInput").asBoolean(initial.cardInput()),
        new TuningSettings(
            tuning(root.path("tuning")),
            root.path("a4Hz").asDouble(initial.tuning().a4Hz()),
            root.path("tuningLocked").asBoolean()));
  }

  private Tuning tuning(JsonNode node) {
    try {
      Tuning tuning = TuningJson.read(file, node);
      return tuning == null ? Tuning.EQUAL : tuning;
    } catch (InputException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage());
      return Tuning.EQUAL;
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(n -> texts.add(n.asText()));
    return texts;
  }

  /**
   * Saves the settings, whole or not at all.
   *
   * @throws InputException in one line, if they cannot be written
   */
  public void save(Settings settings) {
    ObjectNode root = JSON.createObjectNode();
    root.put("audio", settings.audio())
        .put("soundCard", settings.soundCard())
        .put("rateHz", settings.rateHz())
        .put("periodFrames", settings.periodFrames());
    ArrayNode inputs = root.putArray("midiInputs");
    settings.midiInputs().forEach(inputs::add);
    root.put("device", settings.device())
        .put("theme", settings.dark() ? "dark" : "light")
        .put("scale", settings.scale())
        .put("cardInput", settings.cardInput())
        .put("a4Hz", settings.tuning().a4Hz())
        .put("tuningLocked", settings.tuning().locked());
    TuningJson.write(root, "tuning", settings.tuning().chosen());
    ArrayNode favourites = root.putArray("favourites");
    new TreeSet<>(settings.favourites()).forEach(favourites::add);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    try (AtomicOutput out = AtomicOutput.to(file)) {
      Files.write(out.path(), JSON.writeValueAsBytes(root));
      out.commit();
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }
}
