package ligature.preset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.parameter.Parameter;

/**
 * A preset on disk: JSON that names the timbres at the corners and gives values to parameters;
 * docs/formats.md describes it. Parameters that it does not name have their defaults. Threads:
 * {@code [io-thread]}.
 */
public final class PresetFile {

  private static final System.Logger LOG = System.getLogger("ligature.preset");
  private static final String FORMAT = "ligature-preset";

  /** The newest; older ones are read as they were. */
  private static final int VERSION = 4;

  private static final int FIRST_VERSION = 1;

  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PresetFile() {}

  /** Reads a preset; what it sounds differently by than when it was saved is logged. */
  public static Patch read(Path file, TimbreBank bank) {
    return read(file, bank, line -> LOG.log(System.Logger.Level.WARNING, line));
  }

  /**
   * Reads a preset.
   *
   * @param bank where its timbres are looked up
   * @param warnings takes a line for each timbre that is another one than it was saved with
   * @throws InputException if it is damaged, newer than this program, or names what is not there
   */
  public static Patch read(Path file, TimbreBank bank, Consumer<String> warnings) {
    return patch(file, parse(file), bank, warnings);
  }

  /**
   * Reads a preset that is no file of its own, as {@link #text} gives it.
   *
   * @param place where it comes from, for what is told of it
   * @throws InputException as of a file
   */
  public static Patch read(Path place, byte[] text, TimbreBank bank) {
    return patch(
        place, parse(place, text), bank, line -> LOG.log(System.Logger.Level.WARNING, line));
  }

  private static Patch patch(Path file, JsonNode root, TimbreBank bank, Consumer<String> warnings) {
    if (!FORMAT.equals(root.path("format").asText())) {
      throw new InputException(file + ": is not a preset; it should say format " + FORMAT);
    }
    int version = root.path("formatVersion").asInt(-1);
    if (version < FIRST_VERSION || version > VERSION) {
      throw new InputException(
          file
              + ": has format version "
              + root.path("formatVersion")
              + "; this program reads up to "
              + VERSION
              + (version > VERSION ? ", a newer one may read it" : ""));
    }
    String name = root.path("name").asText();
    if (name.isBlank()) {
      throw new InputException(file + ": has no name");
    }
    try {
      TimbresJson timbres = new TimbresJson(bank, root.path("timbres"));
      Patch patch = Patch.of(name, timbres.pad(root));
      for (Map.Entry<Parameter, Float> entry :
          ParameterJson.read(root.path("parameters")).entrySet()) {
        patch = patch.with(entry.getKey(), entry.getValue());
      }
      patch =
          patch
              .tuned(TuningJson.read(file, root.path("tuning")))
              .withInserts(InsertSlots.read(file, root.path("inserts")))
              .withModulation(ModulationJson.read(file, root.path("modulation")));
      patch = PartsJson.read(file, root.path("parts"), patch, timbres);
      timbres.changed().forEach(line -> warnings.accept(file + ": " + line));
      return patch;
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode parse(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InputException(file + ": is larger than 1 MiB; no preset is");
      }
      return parse(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  private static JsonNode parse(Path file, byte[] text) {
    try {
      JsonNode root = JSON.readTree(text);
      if (root == null || !root.isObject()) {
        throw new InputException(file + ": is not a preset: not a JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new InputException(
          file
              + ": is not a preset: line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  /**
   * Reads what a list shows of a preset.
   *
   * @param name the name that the list knows it by
   * @throws InputException if it is no JSON object
   */
  static PresetEntry describe(Path file, String name, boolean own) {
    JsonNode root = parse(file);
    String title = root.path("name").asText();
    return new PresetEntry(
        name,
        file,
        own,
        title.isBlank() ? name : title,
        words(root.path("tags"), true),
        timbres(root));
  }

  private static List<String> timbres(JsonNode root) {
    Set<String> names = new LinkedHashSet<>(onPad(root));
    for (JsonNode part : root.path("parts")) {
      names.addAll(onPad(part));
      for (JsonNode pad : part.path("kit")) {
        names.addAll(words(pad.path("corners"), false));
        names.add(pad.path("timbre").asText());
      }
    }
    names.remove("");
    return List.copyOf(names);
  }

  private static List<String> onPad(JsonNode node) {
    List<String> names = words(node.path("corners"), false);
    node.path("points").forEach(point -> names.add(point.path("timbre").asText()));
    return names;
  }

  private static List<String> words(JsonNode node, boolean lowerCase) {
    List<String> words = new ArrayList<>();
    for (JsonNode word : node) {
      String text = word.asText().strip();
      if (!text.isEmpty()) {
        words.add(lowerCase ? text.toLowerCase(Locale.ROOT) : text);
      }
    }
    return words;
  }

  /** Writes a preset again under another name; all else in it stays. */
  static void rename(Path from, Path to, String title) {
    ObjectNode root = (ObjectNode) parse(from);
    root.put("name", title);
    write(to, root);
  }

  /** Writes a preset, whole or not at all. */
  public static void write(Path file, Patch patch) {
    write(file, patch, List.of());
  }

  /** Writes a preset with words to find it by, whole or not at all. */
  public static void write(Path file, Patch patch, List<String> tags) {
    write(file, json(patch, tags));
  }

  /** What the file of a patch says: the same for the same sound. */
  public static String text(Patch patch) {
    return json(patch, List.of()).toString();
  }

  private static ObjectNode json(Patch patch, List<String> tags) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("formatVersion", version(patch)).put("name", patch.name());
    if (!tags.isEmpty()) {
      ArrayNode words = root.putArray("tags");
      tags.forEach(words::add);
    }
    TimbresJson.write(root, patch.pad());
    TimbresJson.writeHashes(root, patch.timbres());
    ParameterJson.write(root.putObject("parameters"), patch::value);
    TuningJson.write(root, "tuning", patch.tuning());
    InsertSlots.write(root, patch.inserts());
    ModulationJson.write(root, patch.modulation());
    PartsJson.write(root, patch);
    return root;
  }

  /** The oldest version that has all of a patch. */
  private static int version(Patch patch) {
    return Math.max(PartsJson.version(patch), ModulationJson.version(patch.modulation()));
  }

  private static void write(Path file, ObjectNode root) {
    try (AtomicOutput out = AtomicOutput.to(file)) {
      Files.write(out.path(), JSON.writeValueAsBytes(root));
      out.commit();
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }
}
