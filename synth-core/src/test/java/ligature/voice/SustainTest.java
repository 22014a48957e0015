package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held notes of the real bank: some last for ever without a seam, some die away. */
class SustainTest {

  private static final int RATE = 48_000;
  private static final int WINDOW = 1536;

  private static float[] hold(String timbre, int key, double seconds, long seed) {
    Patch patch =
        Patch.of(
                "held",
                List.of(Bundled.model().bank().find(timbre), Bundled.model().bank().find(timbre)))
            .with(Parameter.MORPH_X, 0);
    try (Decoder decoder = Bundled.decoder()) {
      Instrument instrument = new Instrument(decoder, 4, seed, patch, new Meters());
      EventList events = new EventList();
      events.add(0, Event.noteOn(0, key, 0.8f));
      instrument.addSource(events);
      float[] out = new float[2 * (int) (seconds * RATE)];
      instrument.render(out, 0, out.length / 2);
      return Audio.left(out);
    }
  }

  /** Level in dB a window. */
  private static double[] levels(float[] audio) {
    double[] levels = new double[audio.length / WINDOW];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Audio.rmsDb(audio, i * WINDOW, (i + 1) * WINDOW);
    }
    return levels;
  }

  /** Brightness a window: the level of the slope against the level, in dB. */
  private static double[] brightness(float[] audio) {
    float[] slope = new float[audio.length];
    for (int i = 1; i < audio.length; i++) {
      slope[i] = audio[i] - audio[i - 1];
    }
    double[] bright = levels(slope);
    double[] level = levels(audio);
    for (int i = 0; i < bright.length; i++) {
      bright[i] -= level[i];
    }
    return bright;
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 79})
  void aFluteHeldForAMinuteHasNoSeamAndNoPeriod(int key) {
    var flute = Bundled.model().bank().find("flute");
    float[] audio = hold("flute", key, 60, 1);
    float[] steady = Arrays.copyOfRange(audio, 2 * RATE, audio.length);
    double[] levels = levels(steady);
    double middle =
        Arrays.stream(levels).sorted().skip(levels.length / 2).findFirst().orElseThrow();
    assertThat(Arrays.stream(levels).allMatch(level -> Math.abs(level - middle) < 9)).isTrue();
    for (int i = 1; i < levels.length; i++) {
      assertThat(Math.abs(levels[i] - levels[i - 1])).as("step of level in 32 ms").isLessThan(6);
    }
    int loop = flute.loopEnd() - flute.loopStart();
    for (int lag : new int[] {loop - 1, loop, loop + 1, 2 * loop - 2, 2 * loop}) {
      assertThat(Audio.autocorrelation(levels, lag))
          .as("level at a lag of %d codes", lag)
          .isLessThan(0.3);
      assertThat(Audio.autocorrelation(brightness(steady), lag))
          .as("brightness at %d", lag)
          .isLessThan(0.3);
    }
  }

  @Test
  void everyVoiceWandersInItsOwnWay() {
    double[] one = levels(Arrays.copyOfRange(hold("flute", 72, 12, 1), 2 * RATE, 12 * RATE));
    double[] two = levels(Arrays.copyOfRange(hold("flute", 72, 12, 2), 2 * RATE, 12 * RATE));
    double mean1 = Arrays.stream(one).average().orElseThrow();
    double mean2 = Arrays.stream(two).average().orElseThrow();
    double product = 0;
    double power1 = 0;
    double power2 = 0;
    for (int i = 0; i < one.length; i++) {
      product += (one[i] - mean1) * (two[i] - mean2);
      power1 += Math.pow(one[i] - mean1, 2);
      power2 += Math.pow(two[i] - mean2, 2);
    }
    assertThat(product / Math.sqrt(power1 * power2)).isLessThan(0.6);
  }

  @Test
  void aHeldPianoNoteDiesAway() {
    float[] audio = hold("piano", 60, 30, 1);
    double begin = Audio.rmsDb(audio, 4800, 24_000);
    double later = Audio.rmsDb(audio, 4 * RATE, 5 * RATE);
    double late = Audio.rmsDb(audio, 12 * RATE, 13 * RATE);
    assertThat(later).isLessThan(begin - 4);
    assertThat(late).isLessThan(later - 15);
    assertThat(Audio.rmsDb(audio, 29 * RATE, 30 * RATE)).isLessThan(-80);
  }
}
