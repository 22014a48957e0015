package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import ligature.effect.BuiltInEffects;
import ligature.parameter.Curve;
import ligature.parameter.Parameter;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a knob shows can be typed again, and every place on its way is a value. */
class QuantityTest {

  private static void comesBack(Quantity quantity) {
    for (int i = 0; i <= 20; i++) {
      float value = quantity.valueAt(i / 20f);
      assertThat(value).isBetween(quantity.min(), quantity.max());
      String text = quantity.text(value);
      float read = quantity.parse(text, text);
      float range = quantity.max() - quantity.min();
      double precision =
          Math.max(0.006 * Math.abs(value), quantity.whole() ? 0 : 0.0052 * Math.max(1, range));
      assertThat(read)
          .as(quantity.title() + " " + text)
          .isCloseTo(value, within((float) precision));
      if (!quantity.whole()) {
        assertThat(quantity.position(value)).isCloseTo(i / 20f, within(1e-3f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Parameter.class)
  void parametersComeBack(Parameter parameter) {
    comesBack(Quantity.of(parameter));
    assertThat(ParameterGroups.title(parameter)).isNotBlank();
    assertThat(ParameterGroups.shortTitle(parameter)).isNotBlank();
  }

  @Test
  void effectsComeBack() {
    BuiltInEffects effects = new BuiltInEffects();
    for (PluginDescription each : effects.plugins()) {
      try (Plugin plugin = effects.open(each.uri())) {
        for (PluginParameter parameter : plugin.parameters()) {
          comesBack(Quantity.of(parameter));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, s, 250 ms, 120, 0.12", "2.5, s, 2.50 s, 4, 4", "2.5, s, 2.50 s, 40 ms, 0.04",
    "440, Hz, 440 Hz, 1.2k, 1200", "2000, Hz, 2.00 kHz, 3, 3000",
        "-6, dB, \u22126.0 dB, \u22123, -3",
    "0, dB, 0.0 dB, +9 dB, 9", "0.5, '', 0.50, 25 %, 0.25", "30, %, 30.0 %, 55, 55"
  })
  void aNumberIsInTheUnitThatIsShown(
      float now, String unit, String shown, String typed, float read) {
    Quantity quantity =
        new Quantity(
            "x",
            unit,
            unit.equals("Hz") ? 20 : unit.equals("dB") ? -60 : 0,
            unit.equals("Hz") ? 20000 : unit.isEmpty() ? 1 : 100,
            false,
            Curve.LINEAR,
            java.util.List.of());
    assertThat(quantity.text(now)).isEqualTo(shown);
    assertThat(quantity.parse(typed, shown)).isCloseTo(read, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"much", "''", "12 apples", "1 2", "5 Hz"})
  void nonsenseIsNoNumber(String typed) {
    assertThat(Quantity.of(Parameter.GLIDE_TIME).parse(typed, "100 ms")).isNaN();
  }

  @Test
  void everyParameterStandsInOneGroup() {
    Set<Parameter> seen = new HashSet<>();
    for (ParameterGroups.Group group : ParameterGroups.all()) {
      for (Parameter parameter : group.parameters()) {
        assertThat(seen.add(parameter)).as(parameter.id()).isTrue();
      }
    }
    assertThat(seen).hasSize(Parameter.count());
  }
}
