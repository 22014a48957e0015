package ligature.ui.control;

import ligature.ui.control.RangeStrip.Held;
import ligature.units.Pitch;

/**
 * The keys of a strip of ranges: with ctrl left and right choose an end or the whole, up and down
 * the range; left and right move it by one, up and down by an octave or ten velocities. Threads:
 * {@code [ui-thread]}.
 */
final class RangeKeys {

  private static final int OCTAVE = 12;
  private static final int TEN = 10;
  private static final Held[] ORDER = {Held.LOW, Held.ALL, Held.HIGH};

  private final RangeStrip strip;
  private final RangeStrip.Ranges ranges;
  private final boolean keys;
  private int at;

  /**
   * @param keys whether the ranges are of keys; else of velocities
   */
  RangeKeys(RangeStrip strip, RangeStrip.Ranges ranges, boolean keys) {
    this.strip = strip;
    this.ranges = ranges;
    this.keys = keys;
    int far = keys ? OCTAVE : TEN;
    KeyActions.onKey(strip, "LEFT", () -> step(-1));
    KeyActions.onKey(strip, "RIGHT", () -> step(1));
    KeyActions.onKey(strip, "DOWN", () -> step(-far));
    KeyActions.onKey(strip, "UP", () -> step(far));
    KeyActions.onKey(strip, "ctrl LEFT", () -> choose(ORDER[Math.max(0, at - 1)]));
    KeyActions.onKey(strip, "ctrl RIGHT", () -> choose(ORDER[Math.min(ORDER.length - 1, at + 1)]));
    KeyActions.onKey(strip, "ctrl UP", () -> chooseRange(-1));
    KeyActions.onKey(strip, "ctrl DOWN", () -> chooseRange(1));
  }

  /** What the arrows move. */
  Held chosen() {
    return ORDER[at];
  }

  void choose(Held part) {
    for (int i = 0; i < ORDER.length; i++) {
      at = ORDER[i] == part ? i : at;
    }
    strip.repaint();
  }

  private void chooseRange(int by) {
    ranges.choose(Math.max(0, Math.min(ranges.count() - 1, ranges.chosen() + by)));
    strip.repaint();
  }

  private void step(int by) {
    int range = ranges.chosen();
    strip.set(chosen(), ranges.low(range), ranges.high(range), by);
  }

  /** What is chosen, and where it is, for people. */
  String title() {
    int range = ranges.chosen();
    String part =
        switch (chosen()) {
          case LOW -> "low end";
          case HIGH -> "high end";
          default -> "all of it";
        };
    return String.format(
        "Part %d, %s to %s, %s",
        range + 1, inWords(ranges.low(range)), inWords(ranges.high(range)), part);
  }

  private String inWords(int value) {
    return keys ? Pitch.keyName(value) : Integer.toString(value);
  }
}
