package ligature.plugin;

import java.util.List;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.parameter.Curve;

/**
 * What can be turned on a plugin.
 *
 * @param id the name in presets and on the command line, lower case with hyphens
 * @param name for people
 * @param unit "Hz", "dB", "s", "ms" or ""
 * @param initial the value of a new slot
 * @param scale how a knob divides the range, and along what values move
 * @param choices the names of a stepped parameter's values from {@code min} on; empty if they have
 *     none
 */
public record PluginParameter(
    String id,
    String name,
    String unit,
    float min,
    float max,
    float initial,
    Scale scale,
    List<String> choices) {

  /** How a parameter's range is divided. */
  public enum Scale {
    /** Equal differences. */
    LINEAR,
    /** Equal ratios; the range is above 0. */
    LOGARITHMIC,
    /** Whole numbers, between which there is nothing. */
    STEPPED
  }

  public PluginParameter {
    if (!(min <= initial && initial <= max) || scale == Scale.LOGARITHMIC && !(min > 0)) {
      throw new IllegalArgumentException(id + ": " + min + " <= " + initial + " <= " + max);
    }
    choices = List.copyOf(choices);
  }

  public static PluginParameter linear(
      String id, String name, String unit, float min, float max, float initial) {
    return new PluginParameter(id, name, unit, min, max, initial, Scale.LINEAR, List.of());
  }

  public static PluginParameter logarithmic(
      String id, String name, String unit, float min, float max, float initial) {
    return new PluginParameter(id, name, unit, min, max, initial, Scale.LOGARITHMIC, List.of());
  }

  /** One of several named things, numbered from 0. */
  public static PluginParameter choice(String id, String name, int initial, String... choices) {
    return new PluginParameter(
        id, name, "", 0, choices.length - 1, initial, Scale.STEPPED, List.of(choices));
  }

  /** The nearest value that it can have; NaN gives the initial one. */
  public float clamp(float value) {
    if (Float.isNaN(value)) {
      return initial;
    }
    float inRange = Math.max(min, Math.min(max, value));
    return scale == Scale.STEPPED ? Math.round(inRange) : inRange;
  }

  /** The value at a position on a control, 0 to 1. */
  float valueAt(float position) {
    return clamp(curve().valueAt(min, max, position));
  }

  /** The position of a value on a control, 0 to 1. */
  float positionOf(float value) {
    return curve().positionOf(min, max, value);
  }

  private Curve curve() {
    return scale == Scale.LOGARITHMIC ? Curve.RATIOS : Curve.LINEAR;
  }

  /** A value that was moved by a share of the range, in ratios where those divide it. */
  float moved(float value, float share) {
    double to =
        scale == Scale.LOGARITHMIC
            ? value * Math.pow(max / min, share)
            : value + share * (max - min);
    return clamp((float) to);
  }

  /**
   * A value as somebody wrote it: a number in the range, or the name of a choice.
   *
   * @throws InputException if it is neither
   */
  public float parse(String text) {
    int choice = choices.indexOf(text);
    if (choice >= 0) {
      return min + choice;
    }
    try {
      float value = Float.parseFloat(text);
      if (value >= min && value <= max) {
        return clamp(value);
      }
    } catch (NumberFormatException e) {
      // told below, with what would be right
    }
    String wanted =
        choices.isEmpty()
            ? "a number from " + min + " to " + max + (unit.isEmpty() ? "" : " " + unit)
            : String.join(", ", Nearest.of(text, choices, choices.size()));
    throw new InputException(id + "=" + text + ": wanted " + wanted);
  }
}
