package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.model.SourceNote;
import org.junit.jupiter.api.Test;

/** Two sounds are compared at one level, wherever one begins a little earlier. */
class RoundTripLevelsTest {

  private static final int RATE = 48_000;

  private static final float[] NOTE = TestTones.note(RATE, 0, 1, 220, 12, 0, -70);

  private static float[] times(float[] x, float gain) {
    float[] louder = x.clone();
    for (int i = 0; i < x.length; i++) {
      louder[i] *= gain;
    }
    return louder;
  }

  @Test
  void loudnessIsNoDistance() {
    RoundTrip.Compared same = RoundTrip.compare(NOTE, times(NOTE, 0.25f), RATE);
    assertThat(same.distanceDb()).isLessThan(0.01);
    assertThat(same.playedGain() / same.originalGain()).isCloseTo(4, within(0.01f));
    float[] heard = times(NOTE, same.originalGain());
    assertThat(Loudness.loudestDb(heard, RATE)).isCloseTo(Loudness.COMMON_DB, within(0.1));
  }

  @Test
  void aLittleEarlierOrLaterIsNoDistance() {
    for (int late : new int[] {-48, 48, 96}) {
      float[] moved = new float[NOTE.length];
      for (int i = Math.max(0, late); i < NOTE.length + Math.min(0, late); i++) {
        moved[i] = NOTE[i - late];
      }
      assertThat(RoundTrip.compare(NOTE, moved, RATE).distanceDb()).as("%d", late).isLessThan(0.5);
    }
    float[] other = TestTones.note(RATE, 0, 1, 330, 12, 0, -70);
    assertThat(RoundTrip.compare(NOTE, other, RATE).distanceDb()).isGreaterThan(5);
  }

  @Test
  void aClickIsNotMadeLouderThanFullScale() {
    float[] click = new float[RATE];
    click[100] = 1;
    RoundTrip.Compared compared = RoundTrip.compare(click, NOTE, RATE);
    assertThat(compared.originalGain()).isLessThanOrEqualTo(0.901f);
    double difference =
        Loudness.loudestDb(times(click, compared.originalGain()), RATE)
            - Loudness.loudestDb(times(NOTE, compared.playedGain()), RATE);
    assertThat(difference).isCloseTo(0, within(0.5));
  }

  @Test
  void theKeyIsHeldAsItWasRecorded() {
    float[] held = TestTones.note(RATE, 0, 2, 220, 0, 0, -80);
    assertThat(RoundTrip.heldFrames(held, RATE, true) / (double) RATE).isCloseTo(1.8, within(0.1));
    assertThat(RoundTrip.heldFrames(NOTE, RATE, false)).as("left to die").isEqualTo(NOTE.length);
  }

  @Test
  void oneRecordingOfAKeyIsPlayedAsItIs() {
    SourceNote soft = note(60, 30);
    SourceNote hard = note(60, 120);
    SourceNote other = note(64, 50);
    List<SourceNote> all = Arrays.asList(soft, hard, other);
    assertThat(RoundTrip.velocity(all, 0)).isEqualTo(30);
    assertThat(RoundTrip.velocity(all, 1)).isEqualTo(120);
    assertThat(RoundTrip.velocity(all, 2)).as("three velocities are made of it").isEqualTo(100);
  }

  private static SourceNote note(int key, int velocity) {
    return new SourceNote("x.wav", RATE, new short[RATE], key, velocity, 0, 0);
  }
}
