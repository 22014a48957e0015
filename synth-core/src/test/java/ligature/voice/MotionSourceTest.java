package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** A voice follows a stream of pitch and level, wherever it comes from. */
class MotionSourceTest {

  private static final int RATE = ToneTimbres.RATE_HZ;

  @Test
  void aStreamOfPitchAndLevelMovesItsNoteOnly() {
    ParameterValues values = new ParameterValues();
    values.set(Parameter.MORPH_X, 0);
    values.smooth(1);
    VoicePool pool = new VoicePool(ToneTimbres.decoder(), values, 4, 1);
    // a singer who slides up a whole tone in the first second and gets 6 dB softer
    int[] hop = {0};
    pool.addMotion(
        (motion, channel, key, ordinal) -> {
          if (ordinal == 0) {
            double t = Math.min(1, hop[0] * 128.0 / RATE);
            motion.cents += 200 * t;
            motion.levelDb -= 6 * t;
          }
        });
    Performance performance = new Performance(pool, values, RATE);
    performance.load(ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")));
    performance.noteOn(0, 69, 1, 0, 0);
    StereoHop mix = new StereoHop(128);
    float[] out = new float[2 * RATE / 128 * 128];
    for (; hop[0] < out.length / 128; hop[0]++) {
      pool.render(mix);
      System.arraycopy(mix.left, 0, out, hop[0] * 128, 128);
    }
    float[] steady = Arrays.copyOfRange(out, 5 * RATE / 4, out.length);
    assertThat(Audio.centsFrom(steady, RATE, 440 * Math.pow(2, 200 / 1200.0)))
        .isCloseTo(0, within(0.5));
    assertThat(Audio.rmsDb(steady, 0, steady.length)).isCloseTo(-15.05 - 6, within(0.05));
    float[] middle = Arrays.copyOfRange(out, 5 * RATE / 12, 7 * RATE / 12);
    assertThat(Audio.centsFrom(middle, RATE, 440 * Math.pow(2, 100 / 1200.0)))
        .isCloseTo(0, within(3.0));
    assertThat((double) Audio.largestKink(out, 2000, out.length))
        .isLessThan(1.1 * 0.25 * Math.pow(2 * Math.PI * 494 / RATE, 2));
    performance.noteOn(0, 57, 1, 0, 0);
    performance.allSoundOff(1, 0);
    performance.noteOff(0, 69, 0.5f, 0);
    float[] other = new float[RATE / 128 * 128];
    for (int i = 0; i < other.length / 128; i++) {
      pool.render(mix);
      System.arraycopy(mix.left, 0, other, i * 128, 128);
    }
    assertThat(Audio.centsFrom(Arrays.copyOfRange(other, RATE / 2, other.length), RATE, 220))
        .as("the next note is not moved")
        .isCloseTo(0, within(0.5));
  }
}
