package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** What the hops cost after a burst: a part that is fixed, and one for each voice. */
  @ParameterizedTest
  @CsvSource({"0.1, 0.03", "0.25, 0.03", "0.5, 0.015", "0.05, 0.045"})
  void heldKeysDoNotKeepItFromGivingBack(double fixed, double each) {
    Random random = new Random(3);
    play(hops(30), 16, fixed, each, 0.05, random);
    assertThat(governor.steps()).isZero();
    play(hops(5), 16, 3 * fixed, 3 * each, 0.05, random); // beside another program
    assertThat(fewest).isLessThan(7);
    play(hops(0.4), 16, fixed, each, 0.05, random);
    assertThat(limit).as("not before the load is known to be gone").isEqualTo(fewest);
    play(hops(2.6), 16, fixed, each, 0.05, random);
    assertThat(limit).as("three seconds after, all keys held").isEqualTo(POLYPHONY);
    play(hops(600), 16, fixed, each, 0.05, random);
    assertThat(limit).as("it stays so").isEqualTo(POLYPHONY);
  }

  /** The stolen notes do not come back: few keys stay held, and say little of what many cost. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void whatTheStolenNotesLeftIsRoomEnough(int held) {
    Random random = new Random(6);
    play(hops(5), 16, 0.3, 0.3, 0.05, random);
    assertThat(fewest).isLessThan(4);
    play(hops(3), held, 0.1, 0.03, 0.05, random);
    assertThat(limit).isEqualTo(POLYPHONY);
  }

  /** A stall now and then, as any machine has, does not put it off. */
  @Test
  void stallsDoNotKeepItFromGivingBack() {
    Random random = new Random(7);
    play(hops(5), 16, 0.3, 0.15, 0.05, random);
    assertThat(fewest).isLessThan(5);
    for (int i = 0; i < 12; i++) { // three seconds
      play(hops(0.25) - 3, 16, 0.1, 0.03, 0.05, random);
      play(3, 16, 4, 0.03, 3, random);
    }
    assertThat(limit).isEqualTo(POLYPHONY);
  }

  /** Bursts that come again soon make it wait, but for no more than half a minute. */
  @Test
  void afterManyBurstsItIsBackWithinHalfAMinute() {
    Random random = new Random(8);
    for (int i = 0; i < 100; i++) {
      play(hops(1), 16, 0.3, 0.15, 0.05, random);
      play(hops(1 + random.nextInt(5)), 16, 0.1, 0.03, 0.05, random);
    }
    assertThat(turns).as("turns in 100 bursts").isLessThan(40);
    play(hops(33), 16, 0.1, 0.03, 0.05, random);
    assertThat(limit).isEqualTo(POLYPHONY);
    play(hops(30), 16, 0.1, 0.03, 0.05, random);
    play(hops(5), 16, 0.3, 0.15, 0.05, random);
    assertThat(limit).isLessThan(5);
    play(hops(3), 16, 0.1, 0.03, 0.05, random);
    assertThat(limit).as("the next burst is one by itself again").isEqualTo(POLYPHONY);
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
