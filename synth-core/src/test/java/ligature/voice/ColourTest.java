package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Played;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Air, tilt, odd and even, and stretch: what is done to the decoder's own outputs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColourTest {

  private static final int RATE = 48_000;
  private static final int KEY = 57;
  private static final double HZ = 220;

  private Decoder decoder;

  @BeforeAll
  void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  void close() {
    decoder.close();
  }

  /** A frozen note, so that each measure has one sound to tell of. */
  private Played frozen(String name) {
    Timbre timbre = Bundled.model().bank().find(name);
    return new Played(Patch.of(name, List.of(timbre, timbre)), decoder)
        .voices(1)
        .with(Parameter.FREEZE, 1)
        .with(Parameter.START, 0.5f)
        .with(Parameter.BREATHING, 0)
        .on(0, 0, KEY, 100);
  }

  private static float[] heard(Played played) {
    return played.render(RATE).left();
  }

  /** The amplitude at a frequency in the second half of a second. */
  private static double amplitude(float[] x, double hz) {
    double re = 0;
    double im = 0;
    int from = RATE / 2;
    for (int i = from; i < RATE; i++) {
      double window = 1 - Math.cos(2 * Math.PI * (i - from + 0.5) / (RATE - from));
      re += window * x[i] * Math.cos(2 * Math.PI * hz * i / RATE);
      im += window * x[i] * Math.sin(2 * Math.PI * hz * i / RATE);
    }
    return 2 * Math.hypot(re, im) / (RATE - from);
  }

  private static double db(float[] x, double hz) {
    return 20 * Math.log10(amplitude(x, hz) + 1e-9);
  }

  @ParameterizedTest
  @ValueSource(floats = {-4, 3})
  void tiltTurnsTheHarmonicsAndKeepsTheirPower(float tilt) {
    float[] plain = heard(frozen("cello"));
    float[] tilted = heard(frozen("cello").with(Parameter.TILT, tilt));
    double first = db(tilted, HZ) - db(plain, HZ);
    for (int k : new int[] {2, 3, 4, 6, 8}) {
      assertThat(db(tilted, k * HZ) - db(plain, k * HZ) - first)
          .as("harmonic %d", k)
          .isCloseTo(tilt * Math.log(k) / Math.log(2), within(0.3));
    }
    assertThat(Audio.rmsDb(tilted, RATE / 2, RATE))
        .isCloseTo(Audio.rmsDb(plain, RATE / 2, RATE), within(0.5));
  }

  @Test
  void oddAndEvenPartCompany() {
    float[] plain = heard(frozen("cello"));
    float[] odd = heard(frozen("cello").with(Parameter.ODD_EVEN, 1));
    float[] even = heard(frozen("cello").with(Parameter.ODD_EVEN, -1));
    for (int k = 2; k <= 8; k += 2) {
      assertThat(db(odd, k * HZ)).as("even %d", k).isLessThan(db(plain, k * HZ) - 30);
      assertThat(db(even, k * HZ)).isGreaterThan(db(plain, k * HZ) - 1);
    }
    for (int k = 3; k <= 7; k += 2) {
      assertThat(db(even, k * HZ)).as("odd %d", k).isLessThan(db(plain, k * HZ) - 30);
      assertThat(db(odd, k * HZ)).isGreaterThan(db(plain, k * HZ) - 1);
    }
    assertThat(db(even, HZ)).as("the first stays").isGreaterThan(db(plain, HZ) - 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {10, 30, 60})
  void stretchMovesPartialsApart(float stretch) {
    float[] plain = heard(frozen("cello"));
    float[] out = heard(frozen("cello").with(Parameter.STRETCH, stretch));
    double b = 0.01 * stretch * stretch / 1e4;
    for (int k : new int[] {1, 2, 3, 5, 8}) {
      double hz = k * HZ * Math.sqrt((1 + b * k * k) / (1 + b));
      assertThat(db(out, hz)).as("partial %d", k).isCloseTo(db(plain, k * HZ), within(0.7));
      assertThat(frequency(out, hz)).isCloseTo(hz, within(0.001 * hz)); // two cents
    }
  }

  /** The frequency near one, from the phases of two pieces. */
  private static double frequency(float[] x, double hz) {
    double[] phases = new double[2];
    int length = RATE / 8;
    for (int p = 0; p < 2; p++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < length; i++) {
        int at = RATE / 2 + p * length / 4 + i;
        double window = 1 - Math.cos(2 * Math.PI * (i + 0.5) / length);
        re += window * x[at] * Math.cos(2 * Math.PI * hz * at / RATE);
        im -= window * x[at] * Math.sin(2 * Math.PI * hz * at / RATE);
      }
      phases[p] = Math.atan2(im, re);
    }
    double turned = Math.IEEEremainder(phases[1] - phases[0], 2 * Math.PI);
    return hz + turned * RATE / (2 * Math.PI * length / 4);
  }

  /** The level between the harmonics. */
  private static double noiseDb(float[] x) {
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      double amplitude = amplitude(x, HZ * (3.3 + 0.4 * (i % 2) + i / 2 % 20) + 3 * (i / 40));
      sum += amplitude * amplitude;
    }
    return 10 * Math.log10(sum + 1e-20);
  }

  @Test
  void airIsTheNoiseAlone() {
    float[] plain = heard(frozen("flute"));
    float[] more = heard(frozen("flute").with(Parameter.AIR, 12));
    float[] none = heard(frozen("flute").with(Parameter.AIR, -40));
    assertThat(noiseDb(more) - noiseDb(plain)).isCloseTo(12, within(1.0));
    assertThat(noiseDb(none)).isLessThan(noiseDb(plain) - 20);
    assertThat(db(none, HZ)).as("the tone stays").isCloseTo(db(plain, HZ), within(0.3));
  }

  @Test
  void theyComeAndGoWithoutAClick() {
    Played played = frozen("flute");
    Parameter[] each = {Parameter.STRETCH, Parameter.TILT, Parameter.ODD_EVEN};
    for (int i = 0; i < 12; i++) {
      Parameter p = each[i / 2 % 3];
      played.event(9600 + 2400 * i, Event.parameter(p, i % 2 == 0 ? p.max() : 0));
    }
    float[] out = heard(played);
    assertThat(Audio.largestKink(out, 4800, RATE))
        .isLessThan(0.01f + 3 * Audio.largestKink(heard(frozen("flute")), 4800, RATE));
  }
}
