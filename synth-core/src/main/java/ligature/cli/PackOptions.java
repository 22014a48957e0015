package ligature.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ligature.files.InputException;
import ligature.preset.Patch;
import ligature.render.pack.PackPlan;
import ligature.units.KeyPitch;

/** Reads the option values of {@code pack} that are more than a number. */
final class PackOptions {

  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,3})\\.\\.(\\d{1,3})(?::(\\d{1,3}))?");
  private static final Pattern GRID = Pattern.compile("(\\d{1,3})(?:x(\\d{1,3}))?");

  private static final int MOST_STEPS = 256;
  private static final int MOST_STEPS_OF_A_CONTROLLER = 128;

  private PackOptions() {}

  /** Keys as LO..HI:STEP or a list, ascending. */
  static List<Integer> keys(String text) {
    TreeSet<Integer> keys = new TreeSet<>();
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      int step = range.group(3) == null ? 1 : Integer.parseInt(range.group(3));
      int last = Integer.parseInt(range.group(2));
      for (int k = Integer.parseInt(range.group(1)); step > 0 && k <= last; k += step) {
        keys.add(k);
      }
    } else if (text.matches("\\d{1,3}(,\\d{1,3})*")) {
      for (String key : text.split(",")) {
        keys.add(Integer.parseInt(key));
      }
    }
    if (keys.isEmpty() || keys.last() > 127) {
      throw new InputException(
          "--keys " + text + ": wanted MIDI keys, 0 to 127, such as 36..84:4 or 48,60,72");
    }
    return List.copyOf(keys);
  }

  /** A controller has 128 values: with more steps, some could never be heard alone. */
  static void checkSteps(int[] grid, List<PackPlan.Format> formats) {
    int most = Math.max(grid[0], grid[1]);
    if (formats.contains(PackPlan.Format.SFZ) && most > MOST_STEPS_OF_A_CONTROLLER) {
      throw new InputException(
          "--steps "
              + most
              + ": an SFZ morphs by a controller of 128 values; use up to 128 steps, or another"
              + " --format");
    }
  }

  /** A preset's tuning may leave keys without a pitch: they cannot be rendered. */
  static void checkPitches(PackPlan plan, Patch sound) {
    for (int key : plan.keys()) {
      if (sound.tuning() != null && !(sound.tuning().hz(KeyPitch.NO_CHANNEL, key) > 0)) {
        throw new InputException(
            "--keys: the preset's tuning gives key " + key + " no pitch; leave it out");
      }
    }
  }

  /** Steps as N or NxN. */
  private static int[] numbers(String text) {
    Matcher grid = GRID.matcher(text);
    if (!grid.matches()) {
      throw new InputException("--steps " + text + ": wanted a number, or two such as 5x5");
    }
    int x = Integer.parseInt(grid.group(1));
    return grid.group(2) == null ? new int[] {x} : new int[] {x, Integer.parseInt(grid.group(2))};
  }

  /** The steps along x and y for so many timbres; null takes the usual ones. */
  static int[] grid(String steps, int corners) {
    String text = steps != null ? steps : corners == 1 ? "1" : corners == 2 ? "9" : "3x3";
    int[] grid = numbers(text);
    boolean fits =
        switch (corners) {
          case 1 -> grid.length == 1 && grid[0] == 1;
          case 2 -> grid.length == 1 && grid[0] >= 2;
          default -> grid.length == 2 && grid[0] >= 2 && grid[1] >= 2;
        };
    int[] both = grid.length == 2 ? grid : new int[] {grid[0], 1};
    if (!fits || both[0] * both[1] > MOST_STEPS) {
      throw new InputException(
          "--steps "
              + text
              + ": wanted "
              + (corners == 1
                  ? "1 for one timbre"
                  : corners == 2 ? "2 to 256 for two timbres" : "2x2 to 16x16 for four timbres"));
    }
    return both;
  }

  static List<PackPlan.Format> formats(List<String> names) {
    List<PackPlan.Format> formats = new ArrayList<>();
    for (String name : names) {
      try {
        formats.add(PackPlan.Format.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            "--format " + name + ": wanted sfz, dspreset, nsynth or wavetable");
      }
    }
    return formats.stream().distinct().sorted(Comparator.naturalOrder()).toList();
  }

  static PackPlan.Bits bits(String text) {
    return switch (text) {
      case "16" -> PackPlan.Bits.PCM_16;
      case "24" -> PackPlan.Bits.PCM_24;
      case "32f" -> PackPlan.Bits.FLOAT_32;
      default -> throw new InputException("--bits " + text + ": wanted 16, 24 or 32f");
    };
  }
}
