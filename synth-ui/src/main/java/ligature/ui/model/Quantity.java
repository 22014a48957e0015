package ligature.ui.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ligature.parameter.Curve;
import ligature.parameter.Parameter;
import ligature.plugin.PluginParameter;
import ligature.units.Pitch;

/**
 * What a value measures: how it is written, read, and divided on a knob. Immutable; any thread.
 *
 * @param title for people
 * @param unit as {@link Parameter#unit} and {@link PluginParameter#unit} give it
 * @param curve how a knob divides the range
 * @param choices the names of the values from {@code min} on; empty if they have none
 */
record Quantity(
    String title,
    String unit,
    float min,
    float max,
    boolean whole,
    Curve curve,
    List<String> choices) {

  /** The unit of keys that have names, of notes; below 0 there is none. */
  static final String KEY = "note";

  private static final Pattern NUMBER =
      Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([^\\d\\s.]*)");

  /** Long names of units, as they are shown. */
  private static String shortUnit(String unit) {
    return switch (unit) {
      case "semitones" -> "st";
      case "cents" -> "ct";
      case "players" -> "";
      case "sigma" -> "\u03c3";
      default -> unit;
    };
  }

  static Quantity of(Parameter parameter) {
    String unit = parameter.unit();
    return new Quantity(
        ParameterGroups.title(parameter),
        unit,
        parameter.min(),
        parameter.max(),
        parameter.isWhole(),
        parameter.curve(),
        parameter.choices().stream().map(c -> c.replace('_', ' ')).toList());
  }

  static Quantity of(PluginParameter parameter) {
    boolean stepped = parameter.scale() == PluginParameter.Scale.STEPPED;
    boolean ratios = parameter.scale() == PluginParameter.Scale.LOGARITHMIC;
    return new Quantity(
        parameter.name(),
        parameter.unit(),
        parameter.min(),
        parameter.max(),
        stepped,
        ratios ? Curve.RATIOS : Curve.LINEAR,
        parameter.choices());
  }

  /** The nearest value that there is. */
  float clamp(float value) {
    float inRange = Math.max(min, Math.min(max, value));
    return whole ? Math.round(inRange) : inRange;
  }

  float position(float value) {
    return curve.positionOf(min, max, clamp(value));
  }

  float valueAt(float position) {
    return clamp(curve.valueAt(min, max, position));
  }

  String text(float value) {
    if (!choices.isEmpty()) {
      int index = Math.round(value - min);
      return choices.get(Math.max(0, Math.min(choices.size() - 1, index)));
    }
    return figures(value).replace('-', '\u2212');
  }

  private String figures(float value) {
    String number = whole ? Integer.toString(Math.round(value)) : null;
    return switch (unit) {
      case "Hz" -> value >= 1000 ? number(value / 1000) + " kHz" : number(value) + " Hz";
      case "s" -> value < 1 && value > 0 ? number(value * 1000) + " ms" : number(value) + " s";
      case "ms" -> value >= 1000 ? number(value / 1000) + " s" : number(value) + " ms";
      case KEY -> value < 0 ? "own" : Pitch.keyName(Math.round(value));
      case "dB" -> {
        String db = String.format(Locale.ROOT, "%+.1f dB", value);
        yield Math.abs(value) < 0.05 ? "0.0 dB" : db;
      }
      case "x" -> "\u00d7 " + number(value);
      case "" -> number != null ? number : plain(value);
      default -> {
        String text = number != null ? number : number(value);
        String shown = shortUnit(unit);
        yield shown.isEmpty() ? text : text + " " + shown;
      }
    };
  }

  /** Three figures or so. */
  private static String number(float value) {
    float size = Math.abs(value);
    String format = size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return noMinusZero(String.format(Locale.ROOT, format, value));
  }

  private String plain(float value) {
    return max - min > 20 ? number(value) : noMinusZero(String.format(Locale.ROOT, "%.2f", value));
  }

  private static String noMinusZero(String text) {
    return text.matches("-0\\.?0*") ? text.substring(1) : text;
  }

  /**
   * Reads what somebody typed.
   *
   * @param shown as {@link #text} gave it: its unit is meant where none is typed
   * @return NaN if it makes no sense
   */
  float parse(String typed, String shown) {
    if (unit.equals(KEY)) {
      int key = Pitch.keyOf(typed.replace('\u2212', '-'));
      boolean own = min < 0 && typed.strip().equalsIgnoreCase("own");
      return own ? min : key < 0 ? Float.NaN : clamp(key);
    }
    String text = typed.strip().toLowerCase(Locale.ROOT).replace('\u2212', '-').replace(',', '.');
    for (int i = 0; i < choices.size() && !text.isEmpty(); i++) {
      if (choices.get(i).toLowerCase(Locale.ROOT).startsWith(text)) {
        return clamp(min + i);
      }
    }
    Matcher number = NUMBER.matcher(text.replace("\u00d7", "").strip());
    if (!number.matches() || !choices.isEmpty()) {
      return Float.NaN;
    }
    String meant = number.group(2).isEmpty() ? unitOf(shown) : number.group(2);
    double factor = factor(meant);
    return Double.isNaN(factor)
        ? Float.NaN
        : clamp((float) (Double.parseDouble(number.group(1)) * factor));
  }

  private static String unitOf(String shown) {
    return shown.replaceAll("[^\\p{L}%]", "").toLowerCase(Locale.ROOT);
  }

  /** From a unit as typed to that of the value; NaN if it is another kind. */
  private double factor(String typed) {
    if (typed.equals(shortUnit(unit).toLowerCase(Locale.ROOT))
        || typed.equals(unit.toLowerCase(Locale.ROOT))
        || typed.isEmpty()) {
      return 1;
    }
    return switch (unit + " " + typed) {
      case "Hz k", "Hz khz" -> 1000;
      case "s ms", " %" -> typed.equals("%") ? 0.01 : 0.001;
      case "ms s" -> 1000;
      default -> Double.NaN;
    };
  }
}
