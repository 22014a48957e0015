package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many voices sound on machines that are computed, and how many reads of theirs are late. */
class GovernorTest {

  private static final int POLYPHONY = 16;
  private static final int PERIOD = 128;

  /** A sound that costs more than the plainest: 16 voices take 1.26 ms of 2.67. */
  private static final double RICHER = 1.2;

  private static final double RICHER_EACH_MILLIS = 0.02;
  private static final double FIXED_MILLIS = 0.055;

  private final Governor governor = governor(HopMachine::warmNanos);
  private final HopMachine machine = machine(governor, PERIOD, 1);

  private static Governor governor(IntToLongFunction warmNanos) {
    return new Governor(HopMachine.HOP_SECONDS, POLYPHONY, warmNanos);
  }

  private static HopMachine machine(Governor governor, int period, long seed) {
    return new HopMachine(HopMachine.governor(governor), POLYPHONY, period, seed)
        .cost(GovernorTest::decoderMillis, RICHER_EACH_MILLIS, FIXED_MILLIS);
  }

  private static double decoderMillis(int voices) {
    return RICHER * HopMachine.networkMillis(voices);
  }

  private void assertNothingHappened() {
    assertThat(machine.lateReads).isZero();
    assertThat(machine.fewestSounding).isEqualTo(POLYPHONY);
    assertThat(governor.steps()).isZero();
    assertThat(governor.rests()).isZero();
  }

  @Test
  void leavesAFastMachineAlone() {
    machine.jitter(0.3).play(200, 16, t -> 1);
    assertNothingHappened();
  }

  @Test
  void aStallNowAndThenIsNotTheModelsDoing() {
    machine.play(300, 16, t -> t % 0.25 < HopMachine.HOP_SECONDS ? 12 : 1);
    assertThat(machine.lateReads).as("what none could help").isPositive();
    assertThat(machine.fewestSounding).isEqualTo(POLYPHONY);
  }

  /** What is rendered ahead bears it: less than a hop and a half is lost. */
  @Test
  void aShortBurstCostsNothing() {
    machine.play(300, 16, t -> t % 1 < 0.008 ? 2.5 : 1);
    assertNothingHappened();
  }

  @ParameterizedTest
  @CsvSource({"3, 20", "3, 50", "3, 100", "4, 20", "4, 50", "4, 100"})
  void aBurstCostsNoFrameAndNoNote(double factor, double millis) {
    machine.strikeEvery(1e9); // a note that was taken would be missed from then on
    for (int burst = 0; burst < 4; burst++) {
      machine.play(20, 16, t -> 1);
      machine.play(millis * 1e-3, 16, t -> factor);
      machine.play(0.03, 16, t -> 1);
      assertThat(machine.allSeconds).as("all sound 30 ms after the burst").isPositive();
    }
    assertThat(machine.lateReads).isZero();
    assertThat(machine.fewestLimit).isEqualTo(POLYPHONY);
    assertThat(machine.fewerSeconds).isLessThan(4 * (millis * 1e-3 + 0.02));
    assertThat(governor.rests()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 1024})
  void norAtOtherPeriods(int period) {
    Governor other = governor(HopMachine::warmNanos);
    HopMachine played = machine(other, period, 2).strikeEvery(1e9);
    played.play(20, 16, t -> t % 1 < 0.05 ? 3 : 1);
    assertThat(played.lateReads).isZero();
    assertThat(played.fewestLimit).isEqualTo(POLYPHONY);
    assertThat(other.rests()).isPositive();
  }

  /** Those that rested were lifted meanwhile: then no more rest when the burst is over. */
  @Test
  void aRestEndsWithItsBurstWhateverPlaysThen() {
    machine.strikeEvery(0.01).play(10, 16, t -> 1);
    machine.play(0.04, 16, t -> 4);
    assertThat(machine.fewestSounding).isLessThan(16);
    machine.play(0.1, 2, t -> 1);
    machine.play(0.02, 16, t -> 1);
    machine.count();
    machine.play(1, 16, t -> 1);
    assertThat(machine.fewestSounding).isEqualTo(16);
  }

  /** As many voices as find room, no late read, and all of them back soon after. */
  @ParameterizedTest
  @CsvSource({"2, 9, 11", "3, 5, 7", "4, 2, 4"})
  void whatLastsTakesVoicesAndGivesThemBack(double factor, int fewest, int most) {
    machine.play(60, 16, t -> 1);
    machine.play(5, 16, t -> factor);
    assertThat(machine.limit()).isBetween(fewest, most);
    machine.play(55, 16, t -> factor);
    assertThat(machine.limit()).isBetween(fewest, most);
    assertThat(machine.turns).as("down once, and up at most once").isLessThanOrEqualTo(2);
    machine.play(1.5, 16, t -> 1); // the keys are struck twice a second
    assertThat(machine.limit()).isEqualTo(POLYPHONY);
    assertThat(machine.fewestSounding).isPositive();
    assertThat(machine.allSeconds).isPositive();
    assertThat(machine.lateReads).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aSlowMachineSettlesOnWhatItCanPlay(long seed) {
    double factor = 2.2 + 0.4 * seed;
    HopMachine slow = machine(governor(HopMachine::warmNanos), PERIOD, seed).jitter(0.1);
    slow.play(200, 16, t -> factor);
    assertThat(slow.turns).as("to and fro in three minutes").isLessThan(4);
    assertThat(slow.lateReads).as("while that it is so slow is found out").isLessThan(5);
    double more = slow.limit() + 2;
    double moreMillis = decoderMillis((int) more) + more * RICHER_EACH_MILLIS + FIXED_MILLIS;
    assertThat(factor * moreMillis * 1e-3 / HopMachine.HOP_SECONDS)
        .as("the load of two more than %d", slow.limit())
        .isGreaterThan(0.8);
  }

  /** The stolen notes do not come back: few keys stay held, and tell what many would cost. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void fewVoicesTellThatThereIsRoomForMany(int held) {
    machine.play(5, 16, t -> 5);
    assertThat(machine.limit()).isLessThan(4);
    machine.play(1, held, t -> 1);
    assertThat(machine.limit()).isEqualTo(POLYPHONY);
    machine.count();
    machine.play(60, 16, t -> 1);
    assertThat(machine.fewestLimit).isEqualTo(POLYPHONY);
    assertThat(machine.lateReads).isZero();
  }

  /** Caches that others empty between two hops cost as much for one voice as for many. */
  @Test
  void aFixedPartThatTheWarmUpDidNotSeeHoldsNothingBack() {
    machine.cost(voices -> decoderMillis(voices) + 0.5, RICHER_EACH_MILLIS, FIXED_MILLIS);
    machine.play(5, 16, t -> 5);
    assertThat(machine.limit()).isLessThan(4);
    machine.play(2.5, 16, t -> 1);
    assertThat(machine.limit()).isEqualTo(POLYPHONY);
    machine.count();
    machine.play(60, 16, t -> 1);
    assertThat(machine.fewestLimit).isEqualTo(POLYPHONY);
  }

  /** A stall now and then, as any machine has, does not put it off. */
  @Test
  void stallsDoNotKeepItFromGivingBack() {
    machine.play(5, 16, t -> 5);
    assertThat(machine.limit()).isLessThan(4);
    machine.play(2, 16, t -> t % 0.25 < 2 * HopMachine.HOP_SECONDS ? 4 : 1);
    assertThat(machine.limit()).isEqualTo(POLYPHONY);
  }

  /** Loads of seconds are followed, those that come and go within one are not. */
  @ParameterizedTest
  @CsvSource({"5, 1, 0.6", "1, 0.05, 0.2", "0.3, 0.05, 0.2"})
  void aLoadThatSwings(double seconds, double turnsEach, double leastShare) {
    machine.play(200, 16, t -> t % (2 * seconds) < seconds ? 3 : 1);
    assertThat(machine.lateReads).isZero();
    assertThat(machine.turns).isLessThanOrEqualTo((int) (turnsEach * 200 / seconds) + 4);
    assertThat(machine.meanSounding()).isGreaterThan(leastShare * POLYPHONY);
  }

  /** The warm-up was disturbed, or nothing was measured: then it learns by what it gave in vain. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void doesNotSwingByAWrongReckoning(boolean measured) {
    Governor misled = governor(voices -> measured ? 30_000 + voices * 1000L : 0);
    HopMachine slow = machine(misled, PERIOD, 3);
    slow.play(300, 16, t -> 2.5);
    assertThat(slow.lateReads).isLessThan(5);
    assertThat(slow.turns).as("in five minutes").isLessThan(25);
    assertThat(slow.meanSounding()).isGreaterThan(5);
    slow.play(10, 16, t -> 1);
    assertThat(slow.limit()).isEqualTo(POLYPHONY);
  }

  /** A machine on which hops differ at random: a rest now and then, no late read. */
  @Test
  void anUnsteadyMachine() {
    Random random = new Random(4);
    machine.play(300, 16, t -> 1.2 * Math.exp(0.4 * random.nextGaussian()));
    assertThat(machine.lateReads).isZero();
    assertThat(machine.fewerSeconds).isLessThan(5);
    assertThat(machine.fewestLimit).isEqualTo(POLYPHONY);
  }

  @Test
  void oneVoiceIsLeftWhateverHappens() {
    machine.play(10, 16, t -> 30);
    assertThat(machine.limit()).isOne();
    assertThat(machine.fewestSounding).isOne();
  }

  @Test
  void idleItTakesNothing() {
    machine.play(10, 0, t -> 100);
    assertThat(machine.limit()).isEqualTo(POLYPHONY);
  }
}
