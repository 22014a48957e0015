package ligature.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A wheel takes hold where it meets the value, never with a jump. */
class ParameterValuesTest {

  private static final int WHEEL = 1;
  private static final int KNOB = 16;

  private final ParameterValues values = new ParameterValues();

  private float x() {
    return values.target(Parameter.MORPH_X);
  }

  private void turn(int control, double position) {
    values.turn(control, Parameter.MORPH_X, (float) position);
  }

  @Test
  void onAFreshInstrumentTheFirstTurnCounts() {
    turn(WHEEL, 1);
    assertThat(x()).isEqualTo(1);
    assertThat(values.isPickedUp(Parameter.MORPH_X)).isTrue();
  }

  @Test
  void afterALoadTheWheelHasToComePast() {
    turn(WHEEL, 0.9);
    values.set(Parameter.MORPH_X, 0.3f);
    for (double at = 0.9; at > 0.32; at -= 0.02) {
      turn(WHEEL, at);
      assertThat(x()).isEqualTo(0.3f);
      assertThat(values.isPickedUp(Parameter.MORPH_X)).isFalse();
      assertThat(values.controlAt(Parameter.MORPH_X)).isCloseTo((float) at, within(1e-6f));
    }
    turn(WHEEL, 0.25);
    assertThat(x()).as("passed between two messages").isEqualTo(0.25f);
    turn(WHEEL, 0.8);
    assertThat(x()).as("holds from then on").isEqualTo(0.8f);
  }

  @Test
  void anUnseenWheelTakesHoldWhereItIsNear() {
    values.set(Parameter.MORPH_X, 0.5f);
    turn(WHEEL, 0.9);
    assertThat(x()).isEqualTo(0.5f);
    turn(KNOB, 0.505);
    assertThat(x()).isCloseTo(0.505f, within(1e-6f));
  }

  @Test
  void aSecondControlDoesNotJumpEither() {
    turn(WHEEL, 0.8);
    turn(KNOB, 0.1);
    assertThat(x()).isEqualTo(0.8f);
    turn(KNOB, 0.85);
    assertThat(x()).isEqualTo(0.85f);
    turn(WHEEL, 0.75);
    assertThat(x()).as("the wheel was at 0.8, the value went to 0.85").isEqualTo(0.85f);
    turn(WHEEL, 0.9);
    assertThat(x()).isEqualTo(0.9f);
  }

  @Test
  void neverJumpsWhateverHappens() {
    Random random = new Random(3);
    double[] positions = {0, 0};
    values.set(Parameter.MORPH_X, 0.5f);
    for (int i = 0; i < 20_000; i++) {
      float before = x();
      if (random.nextInt(50) == 0) {
        values.set(Parameter.MORPH_X, random.nextFloat());
        continue;
      }
      int which = random.nextInt(2);
      double step = 0.06 * (random.nextDouble() - 0.5);
      positions[which] = Math.max(0, Math.min(1, positions[which] + step));
      turn(which == 0 ? WHEEL : KNOB, positions[which]);
      assertThat(Math.abs(x() - before)).isLessThan(0.03f + 1.6f / 127);
    }
  }

  @Test
  void aResetWheelMovesNothingButIsKnownToBeDown() {
    turn(WHEEL, 0.8);
    values.put(WHEEL, Parameter.MORPH_X, 0);
    assertThat(x()).isEqualTo(0.8f);
    turn(WHEEL, 0.5);
    assertThat(x()).isEqualTo(0.8f);
    turn(WHEEL, 0.81);
    assertThat(x()).isEqualTo(0.81f);
  }

  @Test
  void choicesDoNotGlide() {
    values.set(Parameter.VOICE_MODE, 2);
    values.set(Parameter.PAN, 1);
    values.smooth(0.5f);
    assertThat(values.value(Parameter.VOICE_MODE)).isEqualTo(2);
    assertThat(values.value(Parameter.PAN)).isEqualTo(0.5f);
  }
}
