package ligature.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

class BlendTest {

  @Test
  void weightsAreNotNegativeAndSumToOne() {
    Blend blend = new Blend();
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      blend.set(3 * random.nextFloat() - 1, 3 * random.nextFloat() - 1);
      float sum = 0;
      for (int c = 0; c < Blend.CORNERS; c++) {
        assertThat(blend.weight(c)).isBetween(0f, 1f);
        sum += blend.weight(c);
      }
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void aCornerIsThatCornerExactly() {
    Blend blend = new Blend();
    for (int c = 0; c < Blend.CORNERS; c++) {
      blend.set(c & 1, c >> 1);
      for (int other = 0; other < Blend.CORNERS; other++) {
        assertThat(blend.weight(other)).isEqualTo(other == c ? 1 : 0);
      }
    }
  }

  @Test
  void zoneWeightsSumToOneEverywhere() {
    for (Timbre timbre : Bundled.model().bank().timbres()) {
      ZoneMix mix = new ZoneMix();
      for (int key = 0; key < 128; key++) {
        for (int velocity : new int[] {1, 30, 80, 100, 127}) {
          timbre.mixAt(key, velocity, mix);
          float sum = 0;
          for (int i = 0; i < mix.count; i++) {
            assertThat(mix.weights[i]).isBetween(0f, 1f);
            sum += mix.weights[i];
          }
          assertThat(sum).isCloseTo(1, within(1e-5f));
        }
      }
    }
  }

  @Test
  void theReaderOfASustainingTimbreStaysInItsLoop() {
    Timbre flute = Bundled.model().bank().find("flute");
    TimbreReader reader = new TimbreReader();
    Reading reading = new Reading();
    reader.start(flute, 67, 90, 12, 128 / 48_000.0, 77, reading);
    double last = reader.position();
    for (int hop = 0; hop < 100_000; hop++) {
      reader.advance(false, reading);
      assertThat(Math.abs(reader.position() - last)).isLessThanOrEqualTo(1 / 12.0 + 1e-9);
      last = reader.position();
      if (hop > 12 * flute.loopEnd()) {
        assertThat(last).isBetween((double) flute.loopStart(), flute.loopEnd() - 1.0);
      }
    }
  }

  @Test
  void noiseIsUniformAndAddressed() {
    float[] noise = new float[100_000];
    CounterRandom.noise(5, 0, noise, 0, noise.length);
    double sum = 0;
    double power = 0;
    for (float v : noise) {
      assertThat(v).isBetween(-1f, 1f);
      sum += v;
      power += v * v;
    }
    assertThat(sum / noise.length).isCloseTo(0, within(0.01));
    assertThat(power / noise.length).isCloseTo(1 / 3.0, within(0.01));
    float[] part = new float[10];
    CounterRandom.noise(5, 500, part, 0, 10);
    assertThat(part).containsExactly(java.util.Arrays.copyOfRange(noise, 500, 510));
  }
}
