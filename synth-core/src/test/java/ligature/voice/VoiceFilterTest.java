package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import ligature.units.Pitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter of each voice: what it takes of a sine, and of the real flute. */
class VoiceFilterTest {

  private static final int RATE = 48_000;
  private static final int LOWPASS = 1;
  private static final int BANDPASS = 2;
  private static final int HIGHPASS = 3;
  private static final int NOTCH = 4;
  private static final Timbre STEADY = ToneTimbres.steady("steady");

  private static Played tone(int filter) {
    return new Played(ToneTimbres.patch(STEADY, STEADY)).with(Parameter.FILTER, filter);
  }

  /** What the filter makes of a key's sine, in dB, in [from, to) seconds. */
  private static double gainDb(Played filtered, int key, double from, double to) {
    float[] out = filtered.on(0, 0, key, 127).render(RATE).left();
    float[] bare = tone(0).on(0, 0, key, 127).render(RATE).left();
    int a = (int) (from * RATE);
    int b = (int) (to * RATE);
    return Audio.rmsDb(out, a, b) - Audio.rmsDb(bare, a, b);
  }

  private static double gainDb(Played filtered, int key) {
    return gainDb(filtered, key, 0.5, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "3, 0", "3, 1"})
  void isButterworthAtNoResonance(int filter, int slope) {
    for (int key : new int[] {57, 69, 81, 93}) {
      double w = Math.tan(Math.PI * Pitch.keyToHz(key) / RATE) / Math.tan(Math.PI * 880.0 / RATE);
      double ratio = filter == LOWPASS ? w : 1 / w;
      double expected = -10 * Math.log10(1 + Math.pow(ratio, slope == 0 ? 4 : 8));
      Played played =
          tone(filter).with(Parameter.FILTER_SLOPE, slope).with(Parameter.FILTER_CUTOFF, 81);
      assertThat(gainDb(played, key)).as("key %d", key).isCloseTo(expected, within(0.2));
    }
  }

  @Test
  void bandpassNotchAndResonance() {
    assertThat(gainDb(tone(BANDPASS).with(Parameter.FILTER_CUTOFF, 69), 69))
        .isCloseTo(0, within(0.1));
    assertThat(gainDb(tone(BANDPASS).with(Parameter.FILTER_CUTOFF, 69), 105)).isLessThan(-15);
    assertThat(gainDb(tone(NOTCH).with(Parameter.FILTER_CUTOFF, 69), 69)).isLessThan(-60);
    assertThat(
            gainDb(
                tone(LOWPASS)
                    .with(Parameter.FILTER_CUTOFF, 69)
                    .with(Parameter.FILTER_RESONANCE, 0.5f),
                69))
        .isGreaterThan(8);
  }

  @Test
  void theCutoffFollowsKeyAndVelocity() {
    for (int key : new int[] {48, 60, 84}) {
      Played played =
          tone(LOWPASS).with(Parameter.FILTER_CUTOFF, 60).with(Parameter.FILTER_KEYS, 100);
      assertThat(gainDb(played, key)).as("at the cutoff").isCloseTo(-3, within(0.2));
    }
    Played hard = tone(LOWPASS).with(Parameter.FILTER_CUTOFF, 60);
    assertThat(gainDb(hard.with(Parameter.FILTER_VELOCITY, 24), 84)).isCloseTo(-3, within(0.2));
  }

  @Test
  void theEnvelopeOpensAndCloses() {
    Played played =
        tone(LOWPASS)
            .with(Parameter.FILTER_SLOPE, 1)
            .with(Parameter.FILTER_CUTOFF, 57)
            .with(Parameter.FILTER_ENVELOPE, 48)
            .with(Parameter.FILTER_DECAY, 0.4f);
    float[] out = played.on(0, 0, 81, 127).render(RATE).left();
    double open = Audio.rmsDb(out, 480, 1440);
    double half = Audio.rmsDb(out, 4800, 5760);
    double closed = Audio.rmsDb(out, RATE - 4800, RATE);
    assertThat(half).isBetween(closed + 10, open - 3);
    assertThat(closed - open).as("two octaves of 24 dB").isCloseTo(-48, within(2.0));
  }

  @Test
  void itIsTheSameWhereverInAHopTheNoteBegins() {
    try (Decoder decoder = Bundled.decoder()) {
      float[][] out = new float[2][];
      for (int i = 0; i < 2; i++) {
        out[i] =
            new Played(Bundled.flute(), decoder)
                .voices(1)
                .with(Parameter.FILTER, LOWPASS)
                .with(Parameter.FILTER_RESONANCE, 0.6f)
                .with(Parameter.FILTER_ENVELOPE, 40)
                .with(Parameter.FILTER_ATTACK, 0.05f)
                .on(77 * i, 0, 69, 100)
                .render(RATE / 2)
                .left();
      }
      double difference = 0;
      for (int i = 0; i < RATE / 2 - 77; i++) {
        difference = Math.max(difference, Math.abs(out[1][i + 77] - out[0][i]));
      }
      // only the timbre's own gain moves on the grid of the stream
      assertThat(difference).isLessThan(0.02 * Audio.peak(out[0]));
    }
  }

  @Test
  void switchingItDoesNotClick() {
    Played played = tone(0).with(Parameter.FILTER_CUTOFF, 45).on(0, 0, 69, 127);
    for (int i = 0; i < 10; i++) {
      played.event(4800 * (i + 1), Event.parameter(Parameter.FILTER, i % 5));
      played.event(4800 * (i + 1) + 1000, Event.parameter(Parameter.FILTER_SLOPE, i % 2));
      played.event(4800 * (i + 1) + 2000, Event.parameter(Parameter.FILTER_CUTOFF, 40 + 9 * i));
    }
    float[] out = played.render(RATE + 4800).left();
    // a step of the filter's whole output would be 0.1 and more, the tone's own bend is 0.001
    assertThat(Audio.largestKink(out, 4800, RATE)).isLessThan(0.004f);
  }

  @Test
  void offItIsNotThere() {
    float[] bare = tone(0).on(0, 0, 69, 100).render(9600).left();
    float[] set =
        tone(0)
            .with(Parameter.FILTER_CUTOFF, 20)
            .with(Parameter.FILTER_RESONANCE, 1)
            .on(0, 0, 69, 100)
            .render(9600)
            .left();
    assertThat(set).isEqualTo(bare);
    assertThat(Arrays.equals(set, tone(HIGHPASS).on(0, 0, 69, 100).render(9600).left())).isFalse();
  }
}
