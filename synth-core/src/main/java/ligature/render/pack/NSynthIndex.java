package ligature.render.pack;

import java.util.List;
import java.util.Map;

/**
 * A pack as a dataset in the form of NSynth's: its families and, in examples.json, its notes.
 * Threads: one.
 */
final class NSynthIndex {

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

  /** Ours that have another name there, and those that it does not have. */
  private static final Map<String, String> BY_OURS =
      Map.of("strings", "string", "voice", "vocal", "synth", "synth_lead", "plucked", "guitar");

  private NSynthIndex() {}

  /** NSynth's name of a timbre's family. */
  static String family(String ours) {
    String name = BY_OURS.getOrDefault(ours, ours);
    return FAMILIES.contains(name) ? name : "synth_lead";
  }
}
