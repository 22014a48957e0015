package ligature.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Listens to audio in which something is changed once in every stretch of the same length, as it
 * comes, so that audio of any length needs no more memory: a change is measured once the stretch
 * after it is there.
 */
public final class StepWatch {

  private final int unit;
  private final int changeAt;
  private final int frames;
  private final float[][] heard; // the last two units, by channel
  private String changed;
  private int units;
  private float peak;
  private double power;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param unit frames from one change to the next
   * @param changeAt the frame of each unit at which something is changed
   * @param frames within which what is changed takes hold
   */
  public StepWatch(int unit, int changeAt, int frames) {
    this.unit = unit;
    this.changeAt = changeAt;
    this.frames = frames;
    heard = new float[2][2 * unit];
  }

  /**
   * What was heard at a change.
   *
   * @param number of the change, from 0 on, and {@code name}, what was changed
   * @param size of the step, full scale 1
   */
  public record Step(int number, String name, double size) {}

  /**
   * What a walk came to.
   *
   * @param changes how many there were, and {@code kinds}, how many different ones there are
   * @param steps those at changes, largest first
   */
  public record Result(int changes, int kinds, float peak, double rmsDb, List<Step> steps) {

    /** The step that a change made, or seems to have made; 0 for none. */
    public double sizeAt(int number) {
      return steps.stream()
          .filter(step -> step.number() == number)
          .mapToDouble(Step::size)
          .findFirst()
          .orElse(0);
    }

    @Override
    public String toString() {
      Step largest = steps.isEmpty() ? new Step(-1, "none", 0) : steps.get(0);
      return String.format(
          "%d changes of %d kinds, peak %.1f dBFS, largest step %.1f dBFS at %s",
          changes,
          kinds,
          20 * Math.log10(peak),
          20 * Math.log10(largest.size() + 1e-9),
          largest.name());
    }
  }

  /**
   * Takes a unit.
   *
   * @param stereo interleaved
   * @param change what was changed in it
   * @throws AssertionError if a sample is not a number, or above full scale
   */
  public void take(float[] stereo, String change) {
    for (int channel = 0; channel < 2; channel++) {
      float[] x = heard[channel];
      System.arraycopy(x, unit, x, 0, unit);
      for (int i = 0; i < unit; i++) {
        float sample = stereo[2 * i + channel];
        if (!(Math.abs(sample) <= 1)) { // true for NaN
          throw new AssertionError("a sample of " + sample + " at " + change);
        }
        x[unit + i] = sample;
        peak = Math.max(peak, Math.abs(sample));
        power += (double) sample * sample;
      }
    }
    if (units > 0) {
      measure(0);
    }
    changed = change;
    units++;
  }

  /** Measures the last change, in the unit that begins at a frame. */
  private void measure(int begin) {
    double largest = 0;
    for (float[] x : heard) {
      largest = Math.max(largest, Steps.at(x, begin + changeAt, frames));
    }
    if (largest > 0) {
      steps.add(new Step(units - 1, changed, largest));
    }
  }

  /**
   * Measures the last change too.
   *
   * @param kinds how many different ones there are
   */
  public Result result(int kinds) {
    measure(unit);
    double rmsDb = 10 * Math.log10(power / (2.0 * units * unit) + 1e-20);
    return new Result(
        units,
        kinds,
        peak,
        rmsDb,
        steps.stream().sorted(Comparator.comparingDouble(Step::size).reversed()).toList());
  }
}
