package ligature.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.ui.WindowFixture;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LevelMeterTest {

  private LevelMeter meter;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void create() {
    meter = GuiActionRunner.execute(LevelMeter::new);
  }

  private void tick(double seconds, float left, float right, float limiterDb) {
    GuiActionRunner.execute(() -> meter.tick(seconds, left, right, limiterDb));
  }

  @Test
  void risesAtOnceAndFallsSlowly() {
    tick(10.0, 0.5f, 0.1f, 0);
    assertThat(meter.shownDb(0)).isCloseTo(-6.02, within(0.01));
    assertThat(meter.shownDb(1)).isCloseTo(-20, within(0.01));
    tick(10.1, 0, 0, 0);
    assertThat(meter.shownDb(0)).isCloseTo(-8.62, within(0.01));
    assertThat(meter.heldDb(0)).isCloseTo(-6.02, within(0.01));
  }

  @Test
  void lampsLightAndGoOut() {
    tick(10.0, 0.99f, 0, -3);
    assertThat(meter.isLimiting()).isTrue();
    assertThat(meter.isClipped()).isFalse();
    tick(10.5, 1f, 0, 0);
    tick(12.0, 0, 0, 0);
    assertThat(meter.isLimiting()).isFalse();
    assertThat(meter.isClipped()).isTrue();
  }
}
