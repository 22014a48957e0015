package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.latent.Blend;
import ligature.latent.PairLevels;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of four timbres, loudness is blended in dB, the pitch contour in cents, and decays and releases
 * in dB a second: anywhere on the pad.
 */
class BlendInDbTest {

  private static final int RATE = 48_000;
  private static final float[] GAINS = {0, -24, -12, -6};
  private static final float[] CENTS = {0, 60, -40, 20};
  private static final float[] RATES = {20, 70, 40, 30};

  private static float blended(float[] of, float x, float y) {
    Blend blend = new Blend();
    blend.set(x, y);
    float sum = 0;
    for (int c = 0; c < of.length; c++) {
      sum += blend.weight(c) * of[c];
    }
    return sum;
  }

  private static Played pad(boolean dying, float x, float y) {
    List<Timbre> corners = new java.util.ArrayList<>();
    for (int c = 0; c < GAINS.length; c++) {
      float decay = dying ? RATES[c] : 0;
      corners.add(ToneTimbres.shaped("t" + c, GAINS[c], CENTS[c], decay, 3 * RATES[c]));
    }
    return new Played(Patch.of("x", corners))
        .with(Parameter.MORPH_X, x)
        .with(Parameter.MORPH_Y, y)
        .on(0, 0, 69, 127);
  }

  private static double fall(float[] x, double fromSeconds) {
    int from = (int) (fromSeconds * RATE);
    return (Audio.rmsDb(x, from, from + 4800) - Audio.rmsDb(x, from + 9600, from + 14_400)) / 0.2;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, 0", "0.25, 0.75", "1, 1", "0.5, 0.5", "0.8, 0.3"})
  void anywhereOnThePad(float x, float y) {
    float[] held = pad(false, x, y).off(RATE, 0, 69).render(2 * RATE).left();
    float[] loudest = pad(false, 0, 0).render(RATE).left();
    double level = Audio.rmsDb(held, 9600, 40_000) - Audio.rmsDb(loudest, 9600, 40_000);
    assertThat(level).isCloseTo(blended(GAINS, x, y), within(0.05));
    double cents = Audio.centsFrom(java.util.Arrays.copyOfRange(held, 4800, 43_200), RATE, 440);
    assertThat(cents).isCloseTo(blended(CENTS, x, y), within(0.5));
    assertThat(fall(held, 1.05)).isCloseTo(3 * blended(RATES, x, y), within(1.0));
    float[] dying = pad(true, x, y).render(2 * RATE).left();
    assertThat(fall(dying, 1.0))
        .as("after its last code")
        .isCloseTo(blended(RATES, x, y), within(0.5));
  }

  /** What the middle between two timbres was measured to lack is given back, by their weights. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, 0", "0.25, 0.75", "1, 1", "0.5, 0.5"})
  void whatABlendLacksIsGivenBack(float x, float y) {
    float[] lacks = new float[2 * 16];
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        lacks[4 * a + b] = a == b ? 0 : 4; // at key 57
        lacks[16 + 4 * a + b] = a == b ? 0 : a + b; // at key 69
      }
    }
    PairLevels pairs = new PairLevels(new int[] {57, 69}, 4, lacks);
    Blend blend = new Blend();
    blend.set(x, y);
    for (int key : new int[] {40, 63, 69, 80}) {
      double expected = 0;
      for (int a = 0; a < 4; a++) {
        for (int b = a + 1; b < 4; b++) {
          double half = key <= 57 ? 4 : key >= 69 ? a + b : 0.5 * (4 + a + b);
          expected += 4 * blend.weight(a) * blend.weight(b) * half;
        }
      }
      float[] plain = played(PairLevels.NONE, key, x, y);
      float[] mended = played(pairs, key, x, y);
      double given = Audio.rmsDb(mended, 9600, 40_000) - Audio.rmsDb(plain, 9600, 40_000);
      assertThat(given).as("key " + key).isCloseTo(expected, within(0.02));
      if (expected == 0) {
        assertThat(mended).as("a timbre itself stays as it is").isEqualTo(plain);
      }
    }
  }

  private static float[] played(PairLevels pairs, int key, float x, float y) {
    List<Timbre> corners = new java.util.ArrayList<>();
    for (int c = 0; c < 4; c++) {
      corners.add(ToneTimbres.shaped("t" + c, -20, 0, 0, 100).among(pairs, c));
    }
    return new Played(Patch.of("x", corners))
        .with(Parameter.MORPH_X, x)
        .with(Parameter.MORPH_Y, y)
        .on(0, 0, key, 127)
        .render(RATE)
        .left();
  }

  /** A legato step to a key where another level is measured glides there. */
  @Test
  void anotherKeyIsReachedWithoutAStep() {
    PairLevels pairs = new PairLevels(new int[] {60, 62}, 2, new float[] {0, 0, 0, 0, 0, 6, 6, 0});
    List<Timbre> two =
        List.of(
            ToneTimbres.shaped("a", -20, 0, 0, 100).among(pairs, 0),
            ToneTimbres.shaped("b", -20, 0, 0, 100).among(pairs, 1));
    float[] x =
        new Played(Patch.of("x", two))
            .with(Parameter.MORPH_X, 0.5f)
            .with(Parameter.VOICE_MODE, 2)
            .on(0, 0, 60, 127)
            .on(RATE / 2, 0, 62, 127)
            .render(RATE)
            .left();
    double rise = Audio.rmsDb(x, 40_000, 48_000) - Audio.rmsDb(x, 10_000, 20_000);
    assertThat(rise).isCloseTo(6, within(0.05));
    double atFirst = Audio.rmsDb(x, RATE / 2, RATE / 2 + 384) - Audio.rmsDb(x, 10_000, 20_000);
    assertThat(atFirst).as("in the first three hops").isLessThan(3);
  }
}
