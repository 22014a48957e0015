package ligature.modulation;

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

  SharedSources(ParameterValues values, long stream) {
    this.values = values;
    this.stream = stream;
  }

  void take(int channel, int number, float value) {
    controllers[(channel & 15) * 128 + (number & 127)] = value;
  }

  void advance(ModulationMatrix matrix, double hopSeconds, double beatsPerMinute) {
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

  double cycles(int lfo) {
    return cycles[lfo];
  }

  long stream() {
    return stream;
  }
}
