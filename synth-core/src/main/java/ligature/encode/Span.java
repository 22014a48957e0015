package ligature.encode;

import java.util.Locale;
import ligature.files.InputException;

/**
 * The part of a recording that is used.
 *
 * @param startSeconds from here, 0 or more
 * @param endSeconds up to here, more than the start; infinity for the recording's own end
 */
public record Span(double startSeconds, double endSeconds) {

  /** All of it. */
  public static final Span ALL = new Span(0, Double.POSITIVE_INFINITY);

  /**
   * A part.
   *
   * @throws InputException if it does not begin at 0 or later and end after that
   */
  public Span {
    if (!(startSeconds >= 0 && startSeconds < endSeconds) || Double.isInfinite(startSeconds)) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "from %s s to %s s: wanted a start of 0 or more seconds and an end after it",
              startSeconds,
              endSeconds));
    }
  }

  int startFrame(int rateHz) {
    return (int) Math.min(Integer.MAX_VALUE, Math.round(startSeconds * rateHz));
  }

  /** At most {@code frames}. */
  int endFrame(int rateHz, int frames) {
    return (int) Math.min(frames, Math.round(Math.min(endSeconds, 1e9) * rateHz));
  }
}
