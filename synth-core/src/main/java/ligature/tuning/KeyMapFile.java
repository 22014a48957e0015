package ligature.tuning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.InputException;

/**
 * Scala's keyboard maps, .kbm: seven numbers, then a degree or an x for each key of a pattern.
 * Threads: {@code [io-thread]}.
 */
public final class KeyMapFile {

  private static final double LOWEST_HZ = 1;
  private static final double HIGHEST_HZ = 20_000;

  private KeyMapFile() {}

  /**
   * Reads a keyboard map.
   *
   * @throws InputException in one line, if it cannot be read or is no map
   */
  public static KeyMap read(Path file) {
    return parse(file.toString(), Lines.textOf(file));
  }

  /**
   * Understands the text of a .kbm file. Entries that are missing at its end are unmapped.
   *
   * @param source what to name in complaints
   * @throws InputException in one line, if it is no map
   */
  public static KeyMap parse(String source, String text) {
    Lines lines = new Lines(source, text);
    int size = lines.number("the size of the map", 0, KeyMap.MOST_ENTRIES);
    int first = lines.number("the first key", 0, 127);
    int last = lines.number("the last key", 0, 127);
    int middle = lines.number("the key of degree 0", 0, 127);
    int reference = lines.number("the reference key", 0, 127);
    double hz = hz(lines);
    int octave = lines.number("the degree of the octave", -KeyMap.MOST_DEGREE, KeyMap.MOST_DEGREE);
    List<Integer> degrees = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      degrees.add(degree(lines));
    }
    if (first > last) {
      throw new InputException(
          source
              + ": its first key, "
              + first
              + ", is above its last, "
              + last
              + "; no key sounds");
    }
    KeyMap map = new KeyMap(degrees, first, last, middle, reference, hz, octave);
    if (!map.isReferenceMapped()) {
      throw new InputException(
          source
              + ": its reference key, "
              + reference
              + ", is unmapped; give it a degree or choose another reference key");
    }
    return map;
  }

  private static double hz(Lines lines) {
    String wanted = "the reference pitch, 1 to 20000 Hz";
    String word = Lines.word(lines.fullLine(wanted));
    double hz =
        word.matches("[0-9]{1,9}(\\.[0-9]*)?|\\.[0-9]+") ? Double.parseDouble(word) : Double.NaN;
    if (!(hz >= LOWEST_HZ && hz <= HIGHEST_HZ)) {
      throw lines.wrong(wanted);
    }
    return hz;
  }

  private static int degree(Lines lines) {
    String line = lines.fullLine();
    if (line == null || Lines.word(line).equalsIgnoreCase("x")) {
      return KeyMap.UNMAPPED;
    }
    String word = Lines.word(line);
    if (word.matches("[+-]?[0-9]{1,6}") && Math.abs(Integer.parseInt(word)) <= KeyMap.MOST_DEGREE) {
      return Integer.parseInt(word);
    }
    throw lines.wrong("a degree of the scale, or x for a key that does not sound");
  }
}
