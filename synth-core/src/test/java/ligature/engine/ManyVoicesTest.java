package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Sixty-four voices, each as it is among few. */
class ManyVoicesTest {

  private static final int VOICES = 64;
  private static final int LOWEST = 36;
  private static final int FRAMES = 4_800;

  /** So soft that the limiter has nothing to do. */
  private static final float SOFT_DB = -30;

  private static Played soft(Patch patch, Decoder decoder) {
    return new Played(patch, decoder)
        .voices(VOICES)
        .with(Parameter.LEVEL, SOFT_DB)
        .with(Parameter.VARIATION, 0);
  }

  private static float[] keys(Played played, int from, int to) {
    for (int key = from; key < to; key++) {
      played.on(0, key % 16, LOWEST + key, 100);
    }
    float[] out = played.render(FRAMES).left();
    assertThat(played.meters().voices()).isEqualTo(to - from);
    return out;
  }

  private static void add(float[] sum, float[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  @Test
  void theyAreTheSumOfFoursAlone() {
    var loud = ToneTimbres.steady("loud");
    Patch patch = ToneTimbres.patch(loud, loud);
    float[] all = keys(soft(patch, ToneTimbres.decoder()), 0, VOICES);
    float[] sum = new float[FRAMES];
    for (int key = 0; key < VOICES; key += 4) {
      add(sum, keys(soft(patch, ToneTimbres.decoder()), key, key + 4));
    }
    assertThat(all).usingComparatorWithPrecision(1e-5f).containsExactly(sum);
  }

  /** The breath of a note depends on which note it is, so only the level is that of the parts. */
  @Test
  void theNetworkPlaysThemAllAtOnce() {
    try (Decoder decoder = Bundled.decoder()) {
      float[] all = keys(soft(Bundled.flute(), decoder), 0, VOICES);
      double power = 0;
      for (int group = 0; group < VOICES; group += 32) {
        float[] some = keys(soft(Bundled.flute(), decoder), group, group + 32);
        power += Math.pow(10, Audio.rmsDb(some, 2400, FRAMES) / 10);
      }
      assertThat(Audio.rmsDb(all, 2400, FRAMES)).isCloseTo(10 * Math.log10(power), within(1.0));
    }
  }

  @Test
  void oneMoreTakesTheOldestsPlace() {
    var loud = ToneTimbres.steady("loud");
    Played played = soft(ToneTimbres.patch(loud, loud), ToneTimbres.decoder());
    played.on(2400, 0, LOWEST + VOICES, 100);
    for (int key = 0; key < VOICES; key++) {
      played.on(0, key % 16, LOWEST + key, 100);
    }
    played.render(FRAMES);
    assertThat(played.meters().voices()).isEqualTo(VOICES);
  }
}
