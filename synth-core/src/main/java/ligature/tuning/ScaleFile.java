package ligature.tuning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ligature.files.InputException;
import ligature.units.Pitch;

/**
 * Scala's scales, .scl: a line of description, the number of degrees, and a line for each, in cents
 * (with a point) or as a ratio. Threads: {@code [io-thread]}.
 */
public final class ScaleFile {

  private static final Pattern CENTS = Pattern.compile("([+-]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+))(.*)");
  private static final Pattern RATIO = Pattern.compile("([0-9]{1,40})(?:/([0-9]{1,40}))?(.*)");
  private static final String WANTED =
      "a pitch: cents with a point, as 701.955, or a ratio, as 3/2";

  private ScaleFile() {}

  /**
   * Reads a scale.
   *
   * @throws InputException in one line, if it cannot be read or is no scale
   */
  public static Scale read(Path file) {
    return parse(file.toString(), Lines.textOf(file));
  }

  /**
   * Understands the text of a .scl file.
   *
   * @param source what to name in complaints
   * @throws InputException in one line, if it is no scale
   */
  public static Scale parse(String source, String text) {
    Lines lines = new Lines(source, text);
    String name = lines.line();
    if (name == null) {
      throw new InputException(
          source
              + ": is empty; wanted a Scala scale: a description, the number of degrees, pitches");
    }
    int count = lines.number("the number of degrees", 1, Scale.MOST_DEGREES);
    List<Double> cents = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String line = lines.fullLine("pitch " + i + " of the " + count + " that it announces");
      double pitch = pitch(line);
      if (!(Math.abs(pitch) <= Scale.MOST_CENTS)) {
        throw lines.wrong(WANTED);
      }
      cents.add(pitch);
    }
    return new Scale(name, cents);
  }

  /** In cents; NaN if it is none. */
  private static double pitch(String line) {
    Matcher cents = CENTS.matcher(line);
    if (cents.matches() && endsHere(cents.group(2))) {
      return Double.parseDouble(cents.group(1));
    }
    Matcher ratio = RATIO.matcher(line);
    if (ratio.matches() && endsHere(ratio.group(3))) {
      double above = Double.parseDouble(ratio.group(1));
      double below = ratio.group(2) == null ? 1 : Double.parseDouble(ratio.group(2));
      return Pitch.ratioToCents(above / below);
    }
    return Double.NaN;
  }

  /** Remarks may follow a number, but not more of a number: 3,2 or 1.2.3 is none. */
  private static boolean endsHere(String rest) {
    return rest.isEmpty() || "0123456789.,/-+".indexOf(rest.charAt(0)) < 0;
  }
}
