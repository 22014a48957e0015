package ligature.modulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.modulation.ModulationSource.Kind;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What routes make of parameters, read where voices and the instrument read it. */
class ModulatorTest {

  private static final double HOP_SECONDS = 128 / 48_000.0;

  /** A movement is there to a millionth. */
  private static final int SETTLED_HOPS = 100;

  @ParameterizedTest
  @EnumSource(Parameter.class)
  void everyParameterIsATarget(Parameter parameter) {
    ParameterValues values = new ParameterValues();
    Parameter macro = parameter == Parameter.MACRO_1 ? Parameter.MACRO_2 : Parameter.MACRO_1;
    values.set(macro, 1);
    values.smooth(1);
    int number = 1 + macro.ordinal() - Parameter.MACRO_1.ordinal();
    float range = parameter.max() - parameter.min();
    boolean isLow = parameter.initial() < parameter.min() + range / 2;
    float amount = isLow ? 0.5f : -0.5f;
    Modulator modulator = new Modulator(values, 1, HOP_SECONDS, 1);
    modulator.load(
        ModulationMatrix.NONE.with(
            ModulationRoute.of(new ModulationSource(Kind.MACRO, number), parameter, amount)));
    modulator.begin(0, 0, 60, 0.8f, 0);
    for (int hop = 0; hop < SETTLED_HOPS; hop++) {
      modulator.advance(120);
      modulator.advance(0, 0, 60, 0, 0, false);
    }
    float moved = parameter.isByVoice() ? modulator.value(0, parameter) : values.value(parameter);
    assertThat(moved)
        .isCloseTo(parameter.clamp(parameter.initial() + amount * range), within(1e-4f * range))
        .isNotEqualTo(parameter.initial());
    assertThat(values.setting(parameter)).as("what was set").isEqualTo(parameter.initial());
  }
}
