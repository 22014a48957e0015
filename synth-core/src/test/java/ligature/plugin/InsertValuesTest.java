package ligature.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plugin is told of a parameter that is set and moved. */
class InsertValuesTest {

  private static final int RATE = 48_000;
  private static final int HOP = 128;
  private static final int HOPS_UNTIL_THERE = 60;

  private final Recorder plugin = new Recorder();
  private final InsertValues values = new InsertValues(plugin.parameters(), RATE, HOP);

  @Test
  void aMovementIsToldApartFromTheSetting() {
    values.set(0, 2);
    values.move(0, 0.25f); // of a range of 4

    values.passTo(plugin);

    assertThat(plugin.told).containsExactly("0: 2.0 + 1.0");
    assertThat(values.target(0)).as("what is shown and saved").isEqualTo(2);
  }

  @Test
  void bothGlideAndTheSettingIsNotMoved() {
    values.set(0, 2);
    values.passTo(plugin);
    plugin.told.clear();

    values.move(0, 0.25f);
    passHops(HOPS_UNTIL_THERE);

    assertThat(plugin.settings).hasSizeGreaterThan(10).containsOnly(2f);
    assertThat(plugin.offsets).isSorted().last().isEqualTo(1f);
    assertThat(plugin.offsets.get(0)).isCloseTo(0.2f, within(0.05f));
  }

  @Test
  void whatIsNotMovedAnyMoreIsOnlySet() {
    values.move(0, 0.25f);
    values.passTo(plugin);

    values.clearMoves();
    passHops(HOPS_UNTIL_THERE);

    assertThat(plugin.told).last().isEqualTo("0: 1.0");
    int told = plugin.told.size();
    values.passTo(plugin);
    assertThat(plugin.told).as("nothing more to tell").hasSize(told);
  }

  @Test
  void theSumStaysInTheRange() {
    values.set(0, 3);
    values.move(0, 0.9f);

    values.passTo(plugin);

    assertThat(plugin.told).containsExactly("0: 3.0 + 1.0");
  }

  private void passHops(int hops) {
    for (int i = 0; i < hops; i++) {
      values.passTo(plugin);
    }
  }

  /** Writes down what it is told. */
  private static final class Recorder implements Plugin {

    private final List<String> told = new ArrayList<>();
    private final List<Float> settings = new ArrayList<>();
    private final List<Float> offsets = new ArrayList<>();

    @Override
    public void prepare(int rateHz, int maxFrames) {}

    @Override
    public List<PluginParameter> parameters() {
      return List.of(PluginParameter.linear("gain", "Gain", "", 0, 4, 1));
    }

    @Override
    public void set(int index, float value) {
      told.add(index + ": " + value);
    }

    @Override
    public void modulate(int index, float value, float offset) {
      told.add(index + ": " + value + " + " + offset);
      settings.add(value);
      offsets.add(offset);
    }

    @Override
    public void process(float[] left, float[] right, int frames) {}

    @Override
    public void reset() {}
  }
}
