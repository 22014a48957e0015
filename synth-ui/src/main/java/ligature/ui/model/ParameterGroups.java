package ligature.ui.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.parameter.Parameter;

/**
 * Which parameters stand together on the page of controls. What is not named here stands with those
 * that share the first word of its id, so that a new parameter needs no change of the window.
 * Threads: any.
 */
public final class ParameterGroups {

  /** Parameters of one function. */
  public record Group(String title, List<Parameter> parameters) {}

  /** Title, then ids or first words of ids. */
  private static final String[][] NAMED = {
    {"Pad", "morph"},
    {"Output", "level", "pan"},
    {"Macros", "macro"},
    {"Envelope", "attack", "decay", "sustain", "fade", "release", "contour"},
    {"Strike", "strike"},
    {"Pitch", "drift", "vibrato", "size", "bend-range", "stretch"},
    {"Glide", "glide"},
    {"Unison", "unison"},
    {"Colour", "air", "tilt", "odd-even"},
    {"Time", "speed", "start", "loop", "freeze", "scrub", "place", "breathing"},
    {"Timbre keys", "blend", "weight", "timbre"},
    {"Keys", "voice-mode", "note-priority", "velocity-curve", "variation"},
  };

  private static final String OTHERS = "More";

  /** Letters that fit over a knob. */
  private static final int ROOM = 12;

  private ParameterGroups() {}

  /** All parameters, each in one group. */
  public static List<Group> all() {
    Map<String, List<Parameter>> groups = new LinkedHashMap<>();
    for (String[] named : NAMED) {
      groups.put(named[0], new ArrayList<>());
    }
    for (Parameter parameter : Parameter.values()) {
      groups.computeIfAbsent(group(parameter.id()), title -> new ArrayList<>()).add(parameter);
    }
    for (String[] named : NAMED) {
      groups.get(named[0]).sort(Comparator.comparingInt(p -> place(named, p)));
    }
    List<Parameter> alone = groups.remove(OTHERS);
    if (alone != null) {
      groups.put(OTHERS, alone); // after all others
    }
    return groups.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(group -> new Group(group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  private static String group(String id) {
    for (String[] named : NAMED) {
      for (int i = 1; i < named.length; i++) {
        if (id.equals(named[i]) || firstWord(id).equals(named[i])) {
          return named[0];
        }
      }
    }
    String word = firstWord(id);
    long sharing =
        java.util.Arrays.stream(Parameter.values())
            .filter(p -> firstWord(p.id()).equals(word))
            .count();
    return sharing > 1 ? capital(word) : OTHERS;
  }

  /** In the order of the names that are given in full; all others behind them, as they were. */
  private static int place(String[] named, Parameter parameter) {
    int at = List.of(named).indexOf(parameter.id());
    return at < 0 ? named.length : at;
  }

  private static String firstWord(String id) {
    int hyphen = id.indexOf('-');
    return hyphen < 0 ? id : id.substring(0, hyphen);
  }

  /** A parameter's name for people, wherever it stands: "Glide time". */
  public static String title(Parameter parameter) {
    return capital(parameter.id().replace("morph-", "pad-").replace('-', ' '));
  }

  /** Its name under its group's: "Time" under "Glide". */
  public static String shortTitle(Parameter parameter) {
    String id = parameter.id();
    String group = group(id);
    String word = firstWord(id);
    if (id.equals(word)) {
      return !id.equalsIgnoreCase(group)
          ? capital(id)
          : !parameter.choices().isEmpty()
              ? "Mode"
              : parameter.unit().equals("players") ? "Players" : "Amount";
    }
    boolean said = group.equalsIgnoreCase(word) || group.equalsIgnoreCase(word + "s");
    boolean pad = word.equals("morph");
    String rest = (said || pad ? id.substring(word.length() + 1) : id).replace('-', ' ');
    return capital(rest.length() > ROOM ? rest.replace("velocity", "vel.") : rest);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
