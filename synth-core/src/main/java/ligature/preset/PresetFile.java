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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.parameter.Parameter;

/**
 * A preset on disk: JSON that names the timbres at the corners and gives values to parameters;
 * docs/formats.md describes it. Parameters that it does not name have their defaults. Threads:
 * {@code [io-thread]}.
 */
public final class PresetFile {

  private static final String FORMAT = "ligature-preset";
  private static final int VERSION = 3;
  private static final int FIRST_VERSION = 1;

  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PresetFile() {}

  /**
   * Reads a preset.
   *
   * @param bank where its timbres are looked up
   * @throws InputException if it is damaged, newer than this program, or names what is not there
   */
  public static Patch read(Path file, TimbreBank bank) {
    JsonNode root = parse(file);
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
    Patch patch = Patch.of(name, corners(file, root.path("corners"), bank));
    for (Map.Entry<String, JsonNode> entry : root.path("parameters").properties()) {
      patch = withParameter(file, patch, entry.getKey(), entry.getValue());
    }
    return patch
        .tuned(TuningJson.read(file, root.path("tuning")))
        .withInserts(InsertSlots.read(file, root.path("inserts")))
        .withModulation(ModulationJson.read(file, root.path("modulation")));
  }

  private static JsonNode parse(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InputException(file + ": is larger than 1 MiB; no preset is");
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
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

  private static List<Timbre> corners(Path file, JsonNode node, TimbreBank bank) {
    if (!node.isArray() || node.size() != 2 && node.size() != 4) {
      throw new InputException(file + ": its corners should be a list of two or four timbre names");
    }
    List<Timbre> corners = new ArrayList<>();
    for (JsonNode corner : node) {
      Timbre timbre = bank.find(corner.asText());
      if (timbre == null) {
        throw new InputException(
            file
                + ": there is no timbre "
                + corner.asText()
                + "; did you mean "
                + String.join(", ", Nearest.of(corner.asText(), bank.names(), 3))
                + "?");
      }
      corners.add(timbre);
    }
    return corners;
  }

  private static Patch withParameter(Path file, Patch patch, String id, JsonNode value) {
    for (int i = 0; i < Parameter.count(); i++) {
      Parameter parameter = Parameter.of(i);
      if (parameter.id().equals(id)) {
        if (!parameter.choices().isEmpty()) {
          return patch.with(parameter, choice(file, parameter, value));
        }
        double number = value.asDouble(Double.NaN);
        boolean fits = !parameter.isWhole() || number == Math.rint(number);
        if (!fits
            || !value.isNumber()
            || !(number >= parameter.min() && number <= parameter.max())) {
          throw new InputException(
              file
                  + ": "
                  + id
                  + " is "
                  + value
                  + (parameter.isWhole()
                      ? ", wanted a whole number from "
                      : ", wanted a number from ")
                  + parameter.min()
                  + " to "
                  + parameter.max());
        }
        return patch.with(parameter, (float) number);
      }
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < Parameter.count(); i++) {
      ids.add(Parameter.of(i).id());
    }
    throw new InputException(
        file + ": there is no parameter " + id + "; there are " + String.join(", ", ids));
  }

  private static int choice(Path file, Parameter parameter, JsonNode value) {
    int index = parameter.choices().indexOf(value.asText());
    if (index < 0) {
      throw new InputException(
          file
              + ": "
              + parameter.id()
              + " is "
              + value
              + "; there are "
              + String.join(", ", parameter.choices()));
    }
    return index;
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
        words(root.path("corners"), false));
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
    root.put("format", FORMAT)
        .put("formatVersion", ModulationJson.version(patch.modulation())) // so older ones play it
        .put("name", patch.name());
    if (!tags.isEmpty()) {
      ArrayNode words = root.putArray("tags");
      tags.forEach(words::add);
    }
    var corners = root.putArray("corners");
    patch.corners().forEach(t -> corners.add(t.name()));
    ObjectNode parameters = root.putObject("parameters");
    for (int i = 0; i < Parameter.count(); i++) {
      Parameter parameter = Parameter.of(i);
      float value = patch.value(parameter);
      if (!parameter.choices().isEmpty()) {
        parameters.put(parameter.id(), parameter.choices().get((int) value));
      } else if (parameter.isWhole()) {
        parameters.put(parameter.id(), (int) value);
      } else {
        parameters.put(parameter.id(), value);
      }
    }
    TuningJson.write(root, "tuning", patch.tuning());
    InsertSlots.write(root, patch.inserts());
    ModulationJson.write(root, patch.modulation());
    return root;
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
