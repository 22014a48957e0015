package ligature.preset;

import java.text.Normalizer;
import java.util.Locale;
import ligature.files.InputException;

/** What a preset may be called, and how its file is called then. */
final class PresetName {

  private static final int MOST_CHARACTERS = 60;

  private PresetName() {}

  /**
   * The name without space around it.
   *
   * @throws InputException in one line, if it is empty, too long, or has nothing to name a file by
   */
  static String checked(String title) {
    String name = title.strip();
    if (name.isEmpty()) {
      throw new InputException("a preset needs a name");
    }
    if (name.length() > MOST_CHARACTERS) {
      throw new InputException(
          "the name has " + name.length() + " characters; wanted up to " + MOST_CHARACTERS);
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new InputException("the name has a line break or a control character; leave it out");
    }
    if (fileName(name).isEmpty()) {
      throw new InputException(name + ": wanted a letter or a digit in a preset's name");
    }
    return name;
  }

  /**
   * "Bowed Piano" is bowed-piano. ASCII alone: not every system can name a file by other letters.
   * Empty if there is no letter or digit in the title.
   */
  static String fileName(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    String name =
        plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    boolean hasLetter = title.chars().anyMatch(Character::isLetterOrDigit);
    return name.isEmpty() && hasLetter
        ? "preset-" + Integer.toHexString(title.strip().hashCode())
        : name;
  }
}
