package ligature.modulation;

import java.util.Arrays;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;

/**
 * The sources that all notes share. Threads: {@code [model-thread]}, no allocation after the
 * constructor.
 */
final class SharedSources {

  private final ParameterValues values;
  private final float[] controllers = new float[ParameterValues.CONTROLS];
  private final double[] cycles = new double[ModulationMatrix.LFOS];
  private final long stream;
  private float followed;
  private double pathTime;
  private boolean waits = true;
  private boolean pathBegins;

  SharedSources(ParameterValues values, long stream) {
    this.values = values;
    this.stream = stream;
  }

  void take(int channel, int number, float value) {
    controllers[(channel & 15) * 128 + (number & 127)] = value;
  }

  /**
   * Goes back to the beginning.
   *
   * @param waiting whether to stay there until a note begins
   */
  void restart(boolean waiting) {
    Arrays.fill(cycles, 0);
    waits = waiting;
    pathBegins = true;
  }

  /**
   * A note begins; in silence, a path that plays once does so again.
   *
   * @param pathSpeed at which it goes then
   */
  void begin(MorphPath path, boolean inSilence, float pathSpeed) {
    pathBegins |= waits || inSilence && path.mode() == MorphPath.Mode.ONCE;
    waits = false;
    pathTime = pathBegins ? path.start(pathSpeed) : pathTime;
  }

  /**
   * Moves on by a hop, once a note has begun.
   *
   * @param pathSpeed of the shared path, against its own
   */
  void advance(ModulationMatrix matrix, double hopSeconds, double beatsPerMinute, float pathSpeed) {
    MorphPath path = matrix.path();
    double step = path.step(hopSeconds, beatsPerMinute) * pathSpeed;
    pathTime = pathBegins ? path.start(pathSpeed) : path.wrapped(pathTime + step);
    pathBegins = waits;
    if (waits) {
      return;
    }
    for (int l = 0; l < cycles.length; l++) {
      cycles[l] += hopSeconds * matrix.lfos().get(l).rateHz(beatsPerMinute);
    }
  }

  float macro(int index) {
    return values.target(Parameter.of(Parameter.MACRO_1.ordinal() + index));
  }

  float controller(int channel, int number) {
    return controllers[(channel & 15) * 128 + number];
  }

  /** The instrument was so loud in a hop. */
  void follow(Follower follower, float peak, double hopSeconds) {
    followed = follower.next(followed, peak, hopSeconds);
  }

  float followed() {
    return followed;
  }

  /** Where the path is that all notes share. */
  double pathTime() {
    return pathTime;
  }

  double cycles(int lfo) {
    return cycles[lfo];
  }

  long stream() {
    return stream;
  }
}
