package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that is computed: what a hop costs follows from the voices, and from a seed. */
class GovernorTest {

  private static final double HOP_SECONDS = 128.0 / 48_000;
  private static final double BUDGET = HOP_SECONDS * 1e9;
  private static final int POLYPHONY = 16;

  private final Governor governor = new Governor(HOP_SECONDS, POLYPHONY);
  private int limit = POLYPHONY;
  private int fewest = POLYPHONY;
  private int turns;
  private boolean rising;

  /** So many hops with so many keys held, each hop costing a share of its time and one a voice. */
  private void play(int hops, int keys, double fixed, double each, double jitter, Random random) {
    for (int i = 0; i < hops; i++) {
      int playing = Math.min(limit, keys);
      double load = fixed + each * playing + jitter * random.nextDouble();
      int next = governor.afterHop((long) (load * BUDGET), playing);
      if (next != limit && next > limit != rising) {
        rising = !rising;
        turns++;
      }
      limit = next;
      fewest = Math.min(fewest, limit);
    }
  }

  private static int hops(double seconds) {
    return (int) (seconds / HOP_SECONDS);
  }

  @Test
  void leavesAFastMachineAlone() {
    play(hops(600), 16, 0.2, 0.03, 0.1, new Random(1));
    assertThat(limit).isEqualTo(POLYPHONY);
    assertThat(governor.steps()).isZero();
  }

  @Test
  void aStallNowAndThenIsNotTheModelsDoing() {
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      play(50 + random.nextInt(100), 16, 0.2, 0.03, 0.1, random);
      play(1 + random.nextInt(4), 16, 3, 0.03, 5, random); // up to four hops of ten times the time
    }
    assertThat(governor.steps()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aSlowMachineSettlesOnWhatItCanPlay(long seed) {
    Random random = new Random(seed);
    double each = 0.07 + 0.1 * random.nextDouble();
    double jitter = 0.1 * random.nextDouble();
    play(hops(0.2), 16, 0.1, each, jitter, random);
    assertThat(0.1 + each * limit).as("in time after 0.2 s, with %d voices", limit).isLessThan(0.9);
    play(hops(600), 16, 0.1, each, jitter, random);
    assertThat(0.1 + each * limit).isLessThan(0.9);
    assertThat(0.1 + each * (limit + 2)).as("no fewer than need be").isGreaterThan(0.55);
    assertThat(turns).as("to and fro in ten minutes").isLessThan(6);
  }

  @Test
  void givesBackWhenThereIsTimeAgain() {
    Random random = new Random(3);
    play(hops(30), 16, 0.1, 0.1, 0.05, random); // beside another program
    assertThat(fewest).isLessThan(10);
    int before = limit;
    play(hops(1), 16, 0.1, 0.03, 0.05, random);
    assertThat(limit).as("slowly").isLessThanOrEqualTo(before + 1);
    play(hops(120), 16, 0.1, 0.03, 0.05, random);
    assertThat(limit).isEqualTo(POLYPHONY);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void doesNotSwingWithALoadThatDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) { // ten minutes of another program that comes and goes
      play(hops(5 + random.nextInt(10)), 16, 0.1, 0.09, 0.1, random);
      play(hops(5 + random.nextInt(10)), 16, 0.1, 0.04, 0.1, random);
    }
    assertThat(turns).as("turns in 60 comings and goings").isLessThan(60);
  }

  @Test
  void oneVoiceIsLeftWhateverHappens() {
    play(hops(10), 16, 2, 1, 0, new Random(4));
    assertThat(limit).isOne();
  }

  @Test
  void idleItTakesNothing() {
    play(hops(10), 0, 2, 1, 0, new Random(5));
    assertThat(limit).isEqualTo(POLYPHONY);
  }
}
