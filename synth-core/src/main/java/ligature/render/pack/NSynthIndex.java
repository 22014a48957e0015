package ligature.render.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pack as a dataset in the form of NSynth's: its families and, in examples.json, its notes.
 *
 * <p>Every morph step is an instrument; its family is that of the nearest timbre, its source is
 * synthetic. Qualities are judgements of NSynth's makers, so here all are 0. Threads: one.
 */
final class NSynthIndex {

  static final String FILE_NAME = "examples.json";

  /** In the order of NSynth's numbers. */
  static final List<String> FAMILIES =
      List.of(
          "bass",
          "brass",
          "flute",
          "guitar",
          "keyboard",
          "mallet",
          "organ",
          "reed",
          "string",
          "synth_lead",
          "vocal");

  /** Ours that have another name there. */
  private static final Map<String, String> BY_OURS =
      Map.of("strings", "string", "voice", "vocal", "synth", "synth_lead", "plucked", "guitar");

  private static final String SOURCE = "synthetic";
  private static final int SOURCE_NUMBER = 2;
  private static final int QUALITIES = 10;

  private NSynthIndex() {}

  /** NSynth's name of a timbre's family; what it does not have is a synthesizer to it. */
  static String family(String ours) {
    String name = BY_OURS.getOrDefault(ours, ours);
    return FAMILIES.contains(name) ? name : "synth_lead";
  }

  /** The text of examples.json. */
  static String text(PackManifest manifest) {
    PackPlan plan = manifest.plan();
    Map<String, Object> notes = new LinkedHashMap<>();
    for (PackFile file : manifest.files()) {
      if (file.kind() == PackFile.Kind.NOTE) {
        String name = plan.noteName(file.group(), file.step());
        notes.put(name, note(plan, file, name, notes.size()));
      }
    }
    try {
      return PackManifest.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(notes) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps can always be written", e);
    }
  }

  private static Map<String, Object> note(PackPlan plan, PackFile file, String name, int number) {
    String family = family(plan.nearest(file.step()).family());
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("note", number);
    note.put("note_str", name);
    note.put("instrument", file.step());
    note.put("instrument_str", plan.instrumentName(file.step()));
    note.put("pitch", file.key());
    note.put("velocity", file.velocity());
    note.put("sample_rate", file.rateHz());
    note.put("qualities", new int[QUALITIES]);
    note.put("qualities_str", List.of());
    note.put("instrument_family", FAMILIES.indexOf(family));
    note.put("instrument_family_str", family);
    note.put("instrument_source", SOURCE_NUMBER);
    note.put("instrument_source_str", SOURCE);
    return note;
  }
}
