package ligature.midi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.parameter.Learnable;
import ligature.parameter.Parameter;
import ligature.parameter.PluginTarget;

/**
 * The player's MIDI set-up: learned controllers, the presets of program changes, MPE zones;
 * docs/formats.md describes its file. Immutable; files on {@code [io-thread]}.
 *
 * @param programs preset names for program 1, 2 and so on; empty: all presets by the alphabet
 * @param mpe which zones there are when no controller announces any
 * @param capture the controller that captures while it is down; {@link #NO_CONTROLLER} for none
 */
public record MidiSettings(LearnMap learned, List<String> programs, MpeMode mpe, int capture) {

  public static final int NO_CONTROLLER = -1;

  /** Nothing set up. */
  public static final MidiSettings NONE = new MidiSettings(LearnMap.EMPTY, List.of(), MpeMode.AUTO);

  private static final String FORMAT = "ligature-midi";
  private static final int VERSION = 1;
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_PROGRAMS = 128;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public MidiSettings {
    programs = List.copyOf(programs);
  }

  /** Without a controller to capture. */
  public MidiSettings(LearnMap learned, List<String> programs, MpeMode mpe) {
    this(learned, programs, mpe, NO_CONTROLLER);
  }

  /** The same set-up with another controller to capture; it turns nothing any more. */
  public MidiSettings withCapture(int controller) {
    return new MidiSettings(
        new LearnMap(
            learned.bindings().stream().filter(b -> b.controller() != controller).toList()),
        programs,
        mpe,
        controller);
  }

  /** The same set-up with other learned controllers. */
  public MidiSettings with(LearnMap map) {
    boolean taken = map.bindings().stream().anyMatch(b -> b.controller() == capture);
    return new MidiSettings(map, programs, mpe, taken ? NO_CONTROLLER : capture);
  }

  /** The same set-up with other zones. */
  public MidiSettings with(MpeMode zones) {
    return new MidiSettings(learned, programs, zones, capture);
  }

  /**
   * Reads a set-up; where there is no file, nothing is set up.
   *
   * @throws InputException in one line, if it is damaged or newer than this program
   */
  public static MidiSettings read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    try {
      JsonNode root = bytes.length > MOST_BYTES ? null : JSON.readTree(bytes);
      if (root == null
          || !FORMAT.equals(root.path("format").asText())
          || root.path("formatVersion").asInt() != VERSION) {
        throw new InputException(
            file
                + ": is no MIDI set-up of this program; it should say format ligature-midi, "
                + "formatVersion 1; without the file nothing is set up");
      }
      return new MidiSettings(
          learned(file, root.path("learned")),
          programs(file, root.path("programs")),
          MpeMode.parse(file + ": mpe", root.path("mpe").asText(MpeMode.AUTO.id())),
          capture(file, root.path("capture")));
    } catch (JsonProcessingException e) {
      throw new InputException(
          file
              + ": line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  private static LearnMap learned(Path file, JsonNode list) {
    List<LearnMap.Binding> bindings = new ArrayList<>();
    for (JsonNode entry : list) {
      int controller = entry.path("controller").asInt(-1);
      int channel = entry.path("channel").asInt(entry.has("channel") ? -1 : 0);
      requireLearnable(file, controller, entry.path("controller"));
      if (channel < 0 || channel > 16 || channel == 0 && entry.has("channel")) {
        throw new InputException(
            file + ": channel " + entry.path("channel") + ": wanted 1 to 16; leave it out for any");
      }
      bindings.add(new LearnMap.Binding(channel - 1, controller, target(file, entry)));
    }
    if (bindings.size() > LearnMap.MOST_BINDINGS) {
      throw new InputException(
          file
              + ": has "
              + bindings.size()
              + " learned controllers; wanted at most "
              + LearnMap.MOST_BINDINGS);
    }
    return new LearnMap(bindings);
  }

  private static int capture(Path file, JsonNode node) {
    if (node.isMissingNode()) {
      return NO_CONTROLLER;
    }
    requireLearnable(file, node.asInt(-1), node);
    return node.asInt();
  }

  private static void requireLearnable(Path file, int controller, JsonNode said) {
    if (!LearnMap.isLearnable(controller)) {
      throw new InputException(
          file
              + ": controller "
              + said
              + " cannot be learned; wanted 1 to 119, "
              + "without 6, 32, 38 and 96 to 101");
    }
  }

  private static Learnable target(Path file, JsonNode entry) {
    JsonNode plugin = entry.path("plugin");
    JsonNode name = entry.path("parameter");
    if (plugin.isMissingNode()) {
      return parameter(file, name);
    }
    int which = entry.path("which").asInt(entry.has("which") ? 0 : 1);
    if (!plugin.isTextual() || !name.isTextual() || which < 1) {
      throw new InputException(
          file
              + ": learned "
              + entry
              + ": wanted the texts plugin and parameter, and which, if there, a number from 1");
    }
    return new PluginTarget(plugin.asText(), which, name.asText());
  }

  private static Parameter parameter(Path file, JsonNode id) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < Parameter.count(); i++) {
      if (Parameter.of(i).id().equals(id.asText())) {
        return Parameter.of(i);
      }
      ids.add(Parameter.of(i).id());
    }
    throw new InputException(
        file + ": there is no parameter " + id + "; there are " + String.join(", ", ids));
  }

  private static List<String> programs(Path file, JsonNode list) {
    List<String> programs = new ArrayList<>();
    for (JsonNode name : list) {
      if (!name.isTextual() || programs.size() == MOST_PROGRAMS) {
        throw new InputException(file + ": programs should be a list of up to 128 preset names");
      }
      programs.add(name.asText());
    }
    return programs;
  }

  /** Writes the set-up, whole or not at all; makes the folder. */
  public void write(Path file) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("formatVersion", VERSION);
    var list = root.putArray("learned");
    for (LearnMap.Binding binding : learned.bindings()) {
      ObjectNode entry = list.addObject().put("controller", binding.controller());
      if (binding.channel() != LearnMap.ANY_CHANNEL) {
        entry.put("channel", binding.channel() + 1);
      }
      if (binding.target() instanceof PluginTarget ofPlugin) {
        entry.put("plugin", ofPlugin.plugin());
        if (ofPlugin.which() > 1) {
          entry.put("which", ofPlugin.which());
        }
        entry.put("parameter", ofPlugin.name());
      } else {
        entry.put("parameter", binding.target().id());
      }
    }
    var names = root.putArray("programs");
    programs.forEach(names::add);
    root.put("mpe", mpe.id());
    if (capture != NO_CONTROLLER) {
      root.put("capture", capture);
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (AtomicOutput out = AtomicOutput.to(file)) {
        Files.write(out.path(), JSON.writeValueAsBytes(root));
        out.commit();
      }
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }
}
