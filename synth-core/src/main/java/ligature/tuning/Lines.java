package ligature.tuning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * The lines of a Scala file that count: comments left out, the line's number kept for what there is
 * to complain about. Line ends may be LF, CR LF or CR, also mixed.
 */
final class Lines {

  /** No scale or map that music is made with comes near. */
  static final int MOST_BYTES = 256 << 10;

  /** What of a wrong line is quoted. */
  private static final int QUOTED = 40;

  private final String source;
  private final String[] lines;
  private int next;
  private String current = "";

  Lines(String source, String text) {
    this.source = source;
    lines = text.split("\r*\n|\r", -1);
  }

  /**
   * A file's text: UTF-8, or Latin-1 as most of the Scala archive is.
   *
   * @throws InputException if it cannot be read or is too long
   */
  static String textOf(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new InputException(file + ": is longer than 256 KiB; no scale or keyboard map is");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The next line that is no comment, which may be empty; null at the end. */
  String line() {
    while (next < lines.length) {
      current = lines[next++];
      if (!current.startsWith("!")) {
        return current.strip();
      }
    }
    return null;
  }

  /** The next line that is no comment and not empty; null at the end. */
  String fullLine() {
    String line = line();
    while (line != null && line.isEmpty()) {
      line = line();
    }
    return line;
  }

  /**
   * The next full line.
   *
   * @param wanted what should be there, for the complaint
   */
  String fullLine(String wanted) {
    String line = fullLine();
    if (line == null) {
      throw new InputException(source + ": ends too early; wanted " + wanted);
    }
    return line;
  }

  /** The whole number at the beginning of the next full line. */
  int number(String what, int least, int most) {
    String wanted = what + ", a whole number from " + least + " to " + most;
    String word = word(fullLine(wanted));
    if (!word.matches("[+-]?[0-9]{1,9}")) {
      throw wrong(wanted);
    }
    int number = Integer.parseInt(word);
    if (number < least || number > most) {
      throw wrong(wanted);
    }
    return number;
  }

  /** A line up to its first blank: what follows it is remarks. */
  static String word(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) > ' ') {
      end++;
    }
    return line.substring(0, end);
  }

  /** A complaint about the line that was read last. */
  InputException wrong(String wanted) {
    StringBuilder quoted = new StringBuilder();
    current
        .strip()
        .codePoints()
        .limit(QUOTED)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(quoted::appendCodePoint);
    return new InputException(
        source + ": line " + next + ": is \"" + quoted + "\"; wanted " + wanted);
  }

  String source() {
    return source;
  }
}
