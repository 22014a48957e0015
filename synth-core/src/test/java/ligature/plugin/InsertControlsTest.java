package ligature.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import ligature.effect.BuiltInEffects;
import ligature.parameter.InsertParameter;
import ligature.parameter.PluginTarget;
import org.junit.jupiter.api.Test;

/** Hardware controls turn plugins where they stand, and take hold softly. */
class InsertControlsTest {

  private static final int FADER = 21;
  private static final int OTHER = 22;
  private static final PluginTarget CUTOFF = new PluginTarget("java:filter", 1, "cutoff");
  private static final InsertSetting FILTER = InsertSetting.of("java:filter");
  private static final InsertSetting DRIVE = InsertSetting.of("java:drive");

  private final InsertChain chain =
      new InsertChain(48_000, 128, id -> new BuiltInEffects().open(id.substring("java:".length())));

  private void move(PluginTarget target, double position) {
    chain.controls().turn(FADER, target, (float) position);
  }

  private float value(int slot, String name) {
    return chain.value(new InsertParameter(slot, name));
  }

  @Test
  void itTakesHoldWhereItMeetsTheValueAndLosesItToOthers() {
    chain.set(List.of(FILTER)); // 2000 Hz of 20 to 20 000: at two thirds of the way
    move(CUTOFF, 0);
    move(CUTOFF, 0.5);
    assertThat(value(0, "cutoff")).as("not met yet").isEqualTo(2000);
    assertThat(chain.controls().isTurned()).isFalse();
    move(CUTOFF, 0.8);
    move(CUTOFF, 0.5);
    assertThat(value(0, "cutoff"))
        .as("equal ratios")
        .isCloseTo((float) Math.sqrt(20 * 20e3), within(0.1f));
    assertThat(chain.controls().isTurned()).isTrue();
    chain.turn(new InsertParameter(0, "cutoff"), 20); // the window, or a preset
    move(CUTOFF, 0.6);
    assertThat(value(0, "cutoff")).as("lost hold").isEqualTo(20);
    move(CUTOFF, 0.01);
    move(CUTOFF, 1);
    assertThat(value(0, "cutoff")).as("picked up").isEqualTo(20_000);
    chain.controls().letGo();
    move(CUTOFF, 0.5);
    chain.controls().turn(OTHER, CUTOFF, 0);
    assertThat(value(0, "cutoff"))
        .as("the first passed it, the other did not")
        .isCloseTo(632.5f, within(0.1f));
  }

  @Test
  void itGoesWithItsPluginAndTurnsNoOther() {
    chain.set(List.of(DRIVE, FILTER));
    move(CUTOFF, 0);
    move(CUTOFF, 1);
    chain.set(chain.settings().subList(1, 2)); // moved to the front
    move(CUTOFF, 0.9);
    assertThat(value(0, "cutoff")).isCloseTo(20 * (float) Math.pow(1000, 0.9), within(1f));
    chain.set(List.of(DRIVE));
    move(CUTOFF, 0.1);
    assertThat(chain.find(CUTOFF)).isNull();
    chain.set(List.of(DRIVE, FILTER)); // another one of it
    move(CUTOFF, 0.2);
    assertThat(value(1, "cutoff")).as("has to be met").isEqualTo(2000);
    move(CUTOFF, 1);
    assertThat(value(1, "cutoff")).isEqualTo(20_000);
    assertThat(chain.find(CUTOFF)).isEqualTo(new InsertParameter(1, "cutoff"));
  }

  @Test
  void theSecondOfTwoTheMixAndWhatIsChosenAmongFew() {
    chain.set(List.of(FILTER, DRIVE, FILTER));
    PluginTarget wet = new PluginTarget("java:filter", 2, InsertParameter.WET);
    move(wet, 1);
    move(wet, 0.25);
    assertThat(value(0, "wet")).isEqualTo(1);
    assertThat(value(2, "wet")).isEqualTo(0.25f);
    PluginTarget mode = new PluginTarget("java:filter", 2, "mode");
    move(mode, 0);
    move(mode, 0.6);
    assertThat(value(2, "mode")).as("of 0 to 3").isEqualTo(2);
    move(new PluginTarget("java:filter", 3, "mode"), 1);
    move(new PluginTarget("java:filter", 2, "nothing"), 1);
    assertThat(value(2, "mode")).isEqualTo(2);
  }

  @Test
  void nothingIsAllocated() {
    chain.set(List.of(DRIVE, FILTER));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) { // the first ones load classes
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20_000; i++) {
        move(CUTOFF, i % 128 / 127.0);
      }
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(allocated).isLessThan(1024); // the measuring itself takes some
  }
}
