package ligature.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.live.Player;
import ligature.preset.Patch;
import ligature.preset.PresetFile;
import ligature.preset.TuningJson;
import ligature.tuning.Tuning;
import ligature.units.Pitch;

/**
 * What a session keeps of a playing instrument: the sound as it is turned now, the tunings, the A4
 * and the tuning lock. Immutable; files on {@code [io-thread]}.
 *
 * @param patch with the tuning that is its own, null for none
 * @param sounding the tuning that sounds, and
 * @param chosen the one of sounds without their own; A4 at 440 Hz in all three
 */
record SessionState(
    Patch patch, Tuning sounding, Tuning chosen, double a4Hz, boolean tuningLocked) {

  private static final String PRESET = "preset.json";
  private static final String SESSION = "session.json";
  private static final String FORMAT = "ligature-session";
  private static final int VERSION = 1;
  private static final long MOST_BYTES = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The state of a player now. */
  static SessionState of(Player player) {
    Patch patch = player.turnedPatch();
    Tuning own = patch.tuning() == null ? null : patch.tuning().at(Pitch.REFERENCE_HZ);
    return new SessionState(
        patch.tuned(own),
        player.tuning().at(Pitch.REFERENCE_HZ),
        player.chosenTuning().at(Pitch.REFERENCE_HZ),
        player.tuning().a4Hz(),
        player.isTuningLocked());
  }

  /**
   * Reads what was saved.
   *
   * @return null if nothing was
   * @throws InputException in one line, if it is damaged
   */
  static SessionState read(Path folder, TimbreBank bank) {
    Path file = folder.resolve(SESSION);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode root =
          Files.size(file) > MOST_BYTES ? null : JSON.readTree(Files.readAllBytes(file));
      if (root == null
          || !FORMAT.equals(root.path("format").asText())
          || root.path("formatVersion").asInt() != VERSION) {
        throw new InputException(
            file + ": is no session of this program; it should say format " + FORMAT);
      }
      Patch patch = PresetFile.read(folder.resolve(PRESET), bank);
      return new SessionState(
          patch,
          tuning(file, root.path("sounding"), patch),
          tuning(file, root.path("chosen"), patch),
          Tuning.checkedA4(file + ": a4Hz", root.path("a4Hz").asDouble(Pitch.REFERENCE_HZ)),
          root.path("tuningLocked").asBoolean());
    } catch (JsonProcessingException e) {
      throw new InputException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  /** Older sessions have it in their preset only. */
  private static Tuning tuning(Path file, JsonNode node, Patch patch) {
    Tuning tuning = node.isMissingNode() ? patch.tuning() : TuningJson.read(file, node);
    return tuning == null ? Tuning.EQUAL : tuning;
  }

  /** Brings a player to this state, whose patch it plays already. */
  void restore(Player player) {
    player.restoreTuning(sounding, chosen);
    player.setA4Hz(a4Hz);
    player.lockTuning(tuningLocked);
  }

  /**
   * Writes it; makes the folder.
   *
   * @param name of the preset, where the sound has none
   */
  void write(Path folder, String name) {
    Path file = folder.resolve(SESSION);
    try {
      Files.createDirectories(folder);
      Patch named = patch.name().isBlank() ? patch.named(name) : patch;
      PresetFile.write(folder.resolve(PRESET), named);
      try (AtomicOutput out = AtomicOutput.to(file)) {
        ObjectNode root =
            JSON.createObjectNode()
                .put("format", FORMAT)
                .put("formatVersion", VERSION)
                .put("a4Hz", a4Hz)
                .put("tuningLocked", tuningLocked);
        TuningJson.write(root, "sounding", sounding);
        TuningJson.write(root, "chosen", chosen);
        Files.write(out.path(), JSON.writeValueAsBytes(root));
        out.commit();
      }
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }
}
