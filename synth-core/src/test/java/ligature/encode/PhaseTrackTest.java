package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;

import ligature.units.Pitch;
import org.junit.jupiter.api.Test;

/** The phase of a tone with vibrato is known exactly. */
class PhaseTrackTest {

  private static final int RATE = 48_000;
  private static final double HZ = 220;
  private static final double VIBRATO_CENTS = 25;
  private static final double VIBRATO_HZ = 5.5;
  private static final double SECONDS = 0.8;

  /** Where windows reach beyond neither end, and the tone is not released. */
  private static final int FROM = RATE / 10;

  private static final int TO = RATE / 2;

  private static PhaseTrack track(double noiseDb, double guessHz) {
    float[] tone = TestTones.note(RATE, 0, SECONDS, HZ, 0, VIBRATO_CENTS, noiseDb);
    return PhaseTrack.of(tone, RATE, guessHz);
  }

  /** How far apart the track and the truth come, in cycles, but for a constant. */
  private static double apart(PhaseTrack track) {
    double truth = 0;
    double lowest = Double.MAX_VALUE;
    double highest = -Double.MAX_VALUE;
    for (int n = 0; n < TO; n++) {
      truth += HZ / RATE * Pitch.centsToRatio(cents(n));
      if (n >= FROM) {
        double difference = track.cycles()[n] - truth;
        lowest = Math.min(lowest, difference);
        highest = Math.max(highest, difference);
      }
    }
    return highest - lowest;
  }

  private static double cents(double frame) {
    return VIBRATO_CENTS * Math.sin(2 * Math.PI * VIBRATO_HZ * frame / RATE);
  }

  @Test
  void vibratoIsFollowedToAHundredthOfACycle() {
    assertThat(apart(track(-90, HZ))).isLessThan(0.01);
  }

  @Test
  void aGuessThatIsWrongByAThirdOfASemitoneAndNoiseDoNotMatter() {
    double guess = HZ * Pitch.centsToRatio(33);
    assertThat(apart(track(-50, guess))).isLessThan(0.03);
  }

  @Test
  void thePitchAgainstAKeyIsKnownToACent() {
    PhaseTrack track = track(-50, HZ * Pitch.centsToRatio(-20));
    double keyHz = HZ * Pitch.centsToRatio(-10);
    double farthest = 0;
    for (int frame = FROM; frame < TO; frame += 500) {
      double found = track.cents(frame, 512, keyHz);
      farthest = Math.max(farthest, Math.abs(found - cents(frame) - 10));
    }
    assertThat(farthest).isLessThan(1);
  }

  @Test
  void silenceKeepsTheGuess() {
    PhaseTrack track = PhaseTrack.of(new float[RATE / 4], RATE, HZ);
    assertThat(track.cycles()[RATE / 8]).isBetween(HZ / 8 - 1e-6, HZ / 8 + 1e-6);
    assertThat(track.cents(RATE / 8.0, 2048, HZ)).isBetween(-1e-6, 1e-6);
  }
}
