package ligature.encode;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a sound file says: its note, how hard it was played, what it is called. */
public final class FileNames {

  private static final Pattern NOTE =
      Pattern.compile("(?<![A-Za-z0-9])([A-Ga-g])(#|b|s|♯|♭)?(-?[0-9])(?=[vV._ -]|$)");

  /** Names like those of the NSynth data set: instrument-KEY-VELOCITY. */
  private static final Pattern NUMBERS = Pattern.compile("-(\\d{3})-(\\d{3})$");

  private static final Pattern VELOCITY =
      Pattern.compile(
          "(?<![A-Za-z])(?:v|vel|velocity)[ _-]?(\\d{1,3})(?!\\d)|\\d[vV](\\d{1,3})(?!\\d)");
  private static final Pattern DYNAMIC =
      Pattern.compile("(?<![A-Za-z0-9])(ppp|pp|p|mp|mf|f|ff|fff)(?![A-Za-z0-9])");
  private static final Map<String, Integer> DYNAMICS =
      Map.of("ppp", 16, "pp", 32, "p", 48, "mp", 64, "mf", 80, "f", 96, "ff", 112, "fff", 127);
  private static final int[] SEMITONES = {9, 11, 0, 2, 4, 5, 7}; // A to G
  private static final int LONGEST_NAME = 40;

  private FileNames() {}

  /** The name without folders and ending. */
  static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }

  /** The key that the name tells, middle C being C4; -1 if it tells none. */
  static int key(String fileName) {
    String stem = stem(fileName);
    Matcher numbers = NUMBERS.matcher(stem);
    if (numbers.find()) {
      return inRange(Integer.parseInt(numbers.group(1)));
    }
    int key = -1;
    Matcher note = NOTE.matcher(stem);
    while (note.find()) { // the last one: "Bass_D2" is more often a note than "D2_Bass" is not
      int sharp =
          note.group(2) == null
              ? 0
              : note.group(2).equals("b") || note.group(2).equals("♭") ? -1 : 1;
      int semitone = SEMITONES[Character.toUpperCase(note.group(1).charAt(0)) - 'A'];
      key = inRange(12 * (Integer.parseInt(note.group(3)) + 1) + semitone + sharp);
    }
    return key;
  }

  /** A key from an SFZ opcode: a number, or a note's name; -1 if it is neither. */
  public static int keyValue(String text) {
    return text.matches("\\d{1,3}") ? inRange(Integer.parseInt(text)) : key(text);
  }

  private static int inRange(int key) {
    return key >= 0 && key <= 127 ? key : -1;
  }

  /** The velocity, or the number of the velocity layer, that the name tells; 0 if none. */
  static int velocity(String fileName) {
    String stem = stem(fileName);
    Matcher numbers = NUMBERS.matcher(stem);
    if (numbers.find()) {
      return Math.min(127, Integer.parseInt(numbers.group(2)));
    }
    Matcher velocity = VELOCITY.matcher(stem);
    if (velocity.find()) {
      String digits = velocity.group(1) == null ? velocity.group(2) : velocity.group(1);
      return Math.min(127, Integer.parseInt(digits));
    }
    Matcher dynamic = DYNAMIC.matcher(stem);
    return dynamic.find() ? DYNAMICS.get(dynamic.group(1)) : 0;
  }

  /** A name for a timbre from a file's or folder's name: lower case with hyphens, without note. */
  public static String timbreName(String fileName) {
    String plain = fileName.replaceAll("(?i)\\.(wave?|aiff?|aifc|flac|sfz)$", "");
    String bare = NUMBERS.matcher(plain).replaceAll("");
    bare = VELOCITY.matcher(NOTE.matcher(bare).replaceAll("")).replaceAll("");
    String name = slug(DYNAMIC.matcher(bare).replaceAll(""));
    return name.isEmpty() ? slug("recording " + plain) : name;
  }

  private static String slug(String text) {
    String slug =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return slug.length() <= LONGEST_NAME
        ? slug
        : slug.substring(0, LONGEST_NAME).replaceAll("-+$", "");
  }

  /** A name for people: "bowed-glass" becomes "Bowed Glass". */
  public static String title(String name) {
    StringBuilder title = new StringBuilder();
    for (String word : name.split("-")) {
      title.append(title.isEmpty() ? "" : " ");
      title.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return title.toString();
  }
}
