package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.latent.Timbre;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drift, vibrato and size, measured on what is heard. */
class PitchControlsTest {

  private static final int RATE = 48_000;
  private static final int WINDOW = 2400;
  private static final Timbre STEADY = ToneTimbres.steady("steady");

  private static Played tone() {
    return new Played(ToneTimbres.patch(STEADY, STEADY));
  }

  private static Played of(String name, Decoder decoder) {
    Timbre timbre = Bundled.model().bank().find(name);
    return new Played(Patch.of(name, List.of(timbre, timbre)), decoder).voices(1);
  }

  /** The pitch against the key in windows of 50 ms. */
  private static double[] cents(float[] audio, int from, double hz) {
    double[] cents = new double[(audio.length - from) / WINDOW];
    for (int i = 0; i < cents.length; i++) {
      int at = from + i * WINDOW;
      cents[i] = instantaneous(audio, at, at + WINDOW, hz);
    }
    return cents;
  }

  /** The mean pitch of a piece, from the phases of its two halves. */
  private static double instantaneous(float[] audio, int from, int to, double hz) {
    int half = (to - from) / 2;
    double[] phases = new double[2];
    for (int h = 0; h < 2; h++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < half; i++) {
        double turn = 2 * Math.PI * hz * (from + h * half + i) / RATE;
        double weight = 1 - Math.cos(2 * Math.PI * (i + 0.5) / half);
        re += weight * audio[from + h * half + i] * Math.cos(turn);
        im -= weight * audio[from + h * half + i] * Math.sin(turn);
      }
      phases[h] = Math.atan2(im, re);
    }
    double turned = Math.IEEEremainder(phases[1] - phases[0], 2 * Math.PI);
    return 1200 / Math.log(2) * Math.log(1 + turned * RATE / (2 * Math.PI * half) / hz);
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Test
  void driftScalesTheRecordedMovementOfThePitch() {
    try (Decoder decoder = Bundled.decoder()) {
      double[] moved = new double[3];
      for (int i = 0; i < 3; i++) {
        float[] out =
            of("cello", decoder)
                .with(Parameter.DRIFT, 100 * i)
                .on(0, 0, 69, 100)
                .render(2 * RATE)
                .left();
        moved[i] = deviation(cents(out, RATE / 2, 440));
      }
      assertThat(moved[0]).as("none").isLessThan(1);
      assertThat(moved[1]).as("recorded").isGreaterThan(4 * moved[0]);
      assertThat(moved[2] / moved[1]).as("twice").isCloseTo(2, within(0.25));
    }
  }

  @Test
  void aVibratoHasItsDepthRateAndDelay() {
    float[] out =
        tone()
            .with(Parameter.VIBRATO_DEPTH, 40)
            .with(Parameter.VIBRATO_RATE, 2)
            .with(Parameter.VIBRATO_DELAY, 0.5f)
            .on(0, 0, 69, 100)
            .render(3 * RATE)
            .left();
    double[] cents = cents(out, 0, 440);
    assertThat(Arrays.stream(cents).limit(10).map(Math::abs).max().orElseThrow())
        .as("before the delay")
        .isLessThan(0.5);
    double[] later = Arrays.copyOfRange(cents, 20, cents.length);
    assertThat(Arrays.stream(later).max().orElseThrow()).isCloseTo(40, within(2.0));
    assertThat(Arrays.stream(later).min().orElseThrow()).isCloseTo(-40, within(2.0));
    for (int i = 0; i + 10 < later.length; i++) {
      assertThat(later[i + 10]).as("half a second later").isCloseTo(later[i], within(2.0));
    }
  }

  @Test
  void everyVoiceHasItsOwnPhase() {
    double[][] notes = new double[2][];
    for (int i = 0; i < 2; i++) {
      Played played =
          tone()
              .with(Parameter.VARIATION, 0)
              .with(Parameter.VIBRATO_DEPTH, 40)
              .with(Parameter.VIBRATO_DELAY, 0);
      if (i == 1) {
        played.on(0, 0, 30, 100).midi(1, 0xB0, 120, 0);
      }
      notes[i] = cents(played.on(1280, 0, 69, 100).render(RATE).left(), 4800, 440);
    }
    double largest = 0;
    for (int i = 0; i < notes[0].length; i++) {
      largest = Math.max(largest, Math.abs(notes[0][i] - notes[1][i]));
    }
    assertThat(largest).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"choir-aahs", "cello", "trumpet"})
  void sizeMovesTheFormantsAndLeavesThePitch(String name) {
    try (Decoder decoder = Bundled.decoder()) {
      double[] brightness = new double[5];
      for (int i = 0; i < 5; i++) {
        float[] out =
            of(name, decoder)
                .with(Parameter.SIZE, 12 * i - 24)
                .with(Parameter.DRIFT, 0)
                .on(0, 0, 60, 100)
                .render(RATE)
                .left();
        float[] steady = Arrays.copyOfRange(out, RATE / 4, RATE);
        assertThat(Audio.centsFrom(steady, RATE, 261.6256)).as("size %d", i).isBetween(-2.0, 2.0);
        brightness[i] = centroidHz(steady, 261.6256);
      }
      for (int i = 1; i < 5; i++) {
        assertThat(brightness[i]).as("larger is darker").isLessThan(0.9 * brightness[i - 1]);
      }
    }
  }

  /** The mean frequency of the first harmonics, weighted by their levels in amplitude. */
  private static double centroidHz(float[] x, double hz) {
    double sum = 0;
    double weighted = 0;
    for (int h = 1; h <= 40; h++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < x.length; i++) {
        double window = 1 - Math.cos(2 * Math.PI * i / x.length);
        re += window * x[i] * Math.cos(2 * Math.PI * hz * h * i / RATE);
        im += window * x[i] * Math.sin(2 * Math.PI * hz * h * i / RATE);
      }
      double amplitude = Math.hypot(re, im);
      sum += amplitude;
      weighted += amplitude * hz * h;
    }
    return weighted / sum;
  }

  @ParameterizedTest
  @CsvSource({"24, 108", "-24, 21"})
  void anExtremeSizeIsStillASound(int size, int key) {
    try (Decoder decoder = Bundled.decoder()) {
      float[] out =
          of("piano", decoder)
              .with(Parameter.SIZE, size)
              .on(0, 0, key, 127)
              .render(RATE / 2)
              .left();
      assertThat(Audio.rmsDb(out, 2400, RATE / 2)).isBetween(-60.0, -6.0);
    }
  }
}
