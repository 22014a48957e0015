package ligature.render.pack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import ligature.files.InputException;

/**
 * One of several parts of a pack: every group whose number leaves the same rest. The parts are
 * disjoint and together complete, whoever makes them and when.
 *
 * @param number 1 to of
 */
public record Shard(int number, int of) {

  /** The whole pack. */
  public static final Shard WHOLE = new Shard(1, 1);

  /**
   * Reads {@code I/N}.
   *
   * @throws InputException if it is something else
   */
  @JsonCreator
  public static Shard parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      int number = Integer.parseInt(parts[0]);
      int of = Integer.parseInt(parts[parts.length - 1]);
      if (parts.length == 2 && number >= 1 && number <= of) {
        return new Shard(number, of);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new InputException("--shard " + text + ": wanted I/N with I from 1 to N, such as 2/4");
  }

  boolean has(int group) {
    return group % of == number - 1;
  }

  boolean isWhole() {
    return of == 1;
  }

  @JsonValue
  @Override
  public String toString() {
    return number + "/" + of;
  }
}
