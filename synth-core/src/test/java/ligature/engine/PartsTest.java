package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.latent.Timbre;
import ligature.model.ForwardingDecoder;
import ligature.model.HopBatch;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.GlideMode;
import ligature.parameter.Parameter;
import ligature.parameter.VoiceMode;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.Range;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Two parts of a sound, layered and split: measured in the audio. */
class PartsTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final int LOW = 45;
  private static final int HIGH = 69;
  private static final Timbre STEADY = ToneTimbres.steady("steady");
  private static final Timbre HALF = level("half", 0.5f);
  private static final Part FIRST = Part.of(List.of(STEADY, STEADY));
  private static final Part SECOND = Part.of(List.of(STEADY, STEADY));

  private static Timbre level(String name, float level) {
    return ToneTimbres.sustaining(name, 40, 0, (step, i) -> i == 0 ? level : 0);
  }

  private static Patch patch(Part... parts) {
    return ToneTimbres.patch(STEADY, STEADY).withParts(List.of(parts));
  }

  private static double hz(double key) {
    return 440 * Math.pow(2, (key - 69) / 12);
  }

  /**
   * The amplitude of a sine at a key's pitch within half a second, in dB; a steady note has -12.
   */
  private static double db(float[] audio, double from, double key) {
    int start = (int) (from * RATE);
    double re = 0;
    double im = 0;
    double sum = 0;
    for (int i = 0; i < RATE / 2; i++) {
      double window = 0.5 - 0.5 * Math.cos(4 * Math.PI * i / RATE);
      double phase = 2 * Math.PI * hz(key) * i / RATE;
      re += window * audio[start + i] * Math.cos(phase);
      im += window * audio[start + i] * Math.sin(phase);
      sum += window;
    }
    return 20 * Math.log10(2 * Math.hypot(re, im) / sum + 1e-10);
  }

  private static final double STEADY_DB = 20 * Math.log10(0.25);

  @Test
  void layersSoundTogetherEachAtItsPitchLevelAndPlace() {
    Part fifth = SECOND.with(Parameter.PITCH, 7).at(-6, 0.5f);
    Played both = new Played(patch(FIRST, fifth)).on(0, 0, HIGH, 100).render(RATE);
    assertThat(db(both.left(), 0.3, HIGH)).isCloseTo(STEADY_DB, within(0.1));
    double left = db(both.left(), 0.3, HIGH + 7);
    double right = db(both.right(), 0.3, HIGH + 7);
    double power = 10 * Math.log10((Math.pow(10, left / 10) + Math.pow(10, right / 10)) / 2);
    assertThat(power).isCloseTo(STEADY_DB - 6, within(0.1));
    assertThat(right - left).as("to the right").isGreaterThan(6);
  }

  @Test
  void aPartSoundsAsItWouldAlone() {
    Part below = FIRST.playing(new Range(0, 59), Range.ALL);
    Part above =
        Part.of(List.of(HALF, STEADY))
            .playing(new Range(60, 127), Range.ALL)
            .with(Parameter.MORPH_X, 0.5f)
            .with(Parameter.VIBRATO_DEPTH, 30);
    Played low = new Played(patch(below, above)).on(0, 0, LOW, 100).render(RATE);
    Played plain = new Played(ToneTimbres.patch(STEADY, STEADY)).on(0, 0, LOW, 100).render(RATE);
    assertThat(low.stereo()).isEqualTo(plain.stereo());
    Played high = new Played(patch(below, above)).on(0, 0, HIGH, 100).render(RATE);
    Patch alone =
        ToneTimbres.patch(HALF, STEADY)
            .with(Parameter.MORPH_X, 0.5f)
            .with(Parameter.VIBRATO_DEPTH, 30);
    assertThat(high.stereo())
        .isEqualTo(new Played(alone).on(0, 0, HIGH, 100).render(RATE).stereo());
  }

  @Test
  void velocitySwitchesPartsAsTheCurveMakesIt() {
    Part soft = FIRST.playing(Range.ALL, new Range(0, 63));
    Part hard = SECOND.playing(Range.ALL, new Range(64, 127)).with(Parameter.PITCH, 12);
    for (int velocity : new int[] {1, 63, 64, 127}) {
      float[] heard = new Played(patch(soft, hard)).on(0, 0, LOW, velocity).render(RATE).left();
      boolean isSoft = velocity < 64;
      assertThat(db(heard, 0.3, LOW) > -20).isEqualTo(isSoft);
      assertThat(db(heard, 0.3, LOW + 12) > -20).isEqualTo(!isSoft);
    }
    Patch easy = patch(soft, hard).with(Parameter.VELOCITY_CURVE, 1);
    float[] heard = new Played(easy).on(0, 0, LOW, 40).render(RATE).left();
    assertThat(db(heard, 0.3, LOW + 12)).as("a light touch is hard").isGreaterThan(-20);
  }

  @Test
  void whatIsAPartsOwnStaysWhereItIsAndTheRestFollows() {
    Timbre silent = level("silent", 0);
    Part follows = Part.of(List.of(STEADY, silent));
    Part own = Part.of(List.of(STEADY, silent)).with(Parameter.PITCH, 7);
    Part stays = own.with(Parameter.MORPH_X, 0);
    for (boolean hasOwn : new boolean[] {false, true}) {
      float[] heard =
          new Played(patch(follows, hasOwn ? stays : own))
              .on(0, 0, HIGH, 100)
              .controller(RATE / 2, 0, 1, 127)
              .render(3 * RATE / 2)
              .left();
      assertThat(db(heard, 0.9, HIGH)).as("the wheel takes it away").isLessThan(-60);
      assertThat(db(heard, 0.9, HIGH + 7) > -20).isEqualTo(hasOwn);
    }
  }

  @Test
  void routesMoveAPartFromItsOwnValue() {
    ModulationMatrix lifted =
        ModulationMatrix.NONE.with(
            ModulationRoute.of(ModulationSource.find("cc-2"), Parameter.PITCH, 0.25f));
    float[] heard =
        new Played(patch(FIRST, SECOND.with(Parameter.PITCH, -5)).withModulation(lifted))
            .controller(0, 0, 2, 127)
            .on(100, 0, HIGH, 100)
            .render(RATE)
            .left();
    // a quarter of 48 semitones
    assertThat(db(heard, 0.3, HIGH + 12)).isCloseTo(STEADY_DB, within(0.3));
    assertThat(db(heard, 0.3, HIGH + 7)).isCloseTo(STEADY_DB, within(0.3));
  }

  @Test
  void keyAndPedalHoldBothLayers() {
    Played both =
        new Played(patch(FIRST, SECOND.with(Parameter.PITCH, 7)))
            .on(0, 0, HIGH, 100)
            .controller(4800, 0, 64, 127)
            .off(RATE / 4, 0, HIGH)
            .controller(RATE, 0, 64, 0)
            .render(3 * RATE);
    for (int key : new int[] {HIGH, HIGH + 7}) {
      assertThat(db(both.left(), 0.45, key)).isCloseTo(STEADY_DB, within(0.2));
      assertThat(db(both.left(), 2.4, key)).isLessThan(-80);
    }
    assertThat(both.instrument().playing()).isZero();
  }

  @Test
  void inLegatoEveryPartHasALineOfItsOwn() {
    Part bass = FIRST.playing(new Range(0, 59), Range.ALL);
    Part lead = SECOND.playing(new Range(60, 127), Range.ALL);
    Played split =
        new Played(patch(bass, lead))
            .with(Parameter.VOICE_MODE, VoiceMode.LEGATO)
            .with(Parameter.GLIDE_MODE, GlideMode.LEGATO)
            .with(Parameter.GLIDE_TIME, 0.1f)
            .on(0, 0, LOW, 100)
            .on(RATE / 2, 0, HIGH, 100)
            .on(RATE, 0, HIGH + 5, 100)
            .off(2 * RATE, 0, HIGH + 5)
            .render(3 * RATE);
    float[] heard = split.left();
    assertThat(db(heard, 1.3, LOW)).as("goes on under the lead").isCloseTo(STEADY_DB, within(0.2));
    assertThat(db(heard, 1.3, HIGH + 5)).isCloseTo(STEADY_DB, within(0.2));
    assertThat(db(heard, 1.3, HIGH)).isLessThan(-60);
    assertThat(db(heard, 2.3, HIGH)).as("back to the held key").isCloseTo(STEADY_DB, within(0.2));
    assertThat(db(heard, 2.3, LOW)).isCloseTo(STEADY_DB, within(0.2));
  }

  @Test
  void legatoLayersMoveTogether() {
    Played layers =
        new Played(patch(FIRST, SECOND.with(Parameter.PITCH, 7)))
            .with(Parameter.VOICE_MODE, VoiceMode.LEGATO)
            .on(0, 0, HIGH, 100)
            .on(RATE / 2, 0, HIGH + 2, 100)
            .render(2 * RATE);
    assertThat(layers.instrument().playing()).isEqualTo(2);
    assertThat(db(layers.left(), 1, HIGH + 2)).isCloseTo(STEADY_DB, within(0.2));
    assertThat(db(layers.left(), 1, HIGH + 9)).isCloseTo(STEADY_DB, within(0.2));
    double step = 2 * Math.PI * hz(HIGH + 9) / RATE;
    assertThat((double) Audio.largestKink(layers.left(), 1000, 2 * RATE))
        .as("no new attack")
        .isLessThan(2 * 0.25 * step * step);
  }

  @Test
  void bothPartsAreDecodedAsOneBatch() {
    List<Integer> rows = new ArrayList<>();
    var counting =
        new ForwardingDecoder(ToneTimbres.decoder()) {
          @Override
          public void decode(HopBatch batch) {
            rows.add(batch.voices);
            super.decode(batch);
          }
        };
    new Played(patch(FIRST, SECOND), counting).on(0, 0, LOW, 100).on(0, 0, HIGH, 90).render(RATE);
    assertThat(rows).hasSize(RATE / 128).containsOnly(4);
  }

  @Test
  void layersAreStolenOneByOneAndCountAsVoices() {
    Played crowded =
        new Played(patch(FIRST, SECOND)).voices(4).on(0, 0, 50, 100).on(9600, 0, 60, 100);
    crowded.on(19200, 0, 70, 100).render(RATE);
    assertThat(crowded.instrument().playing()).isEqualTo(4);
    assertThat(crowded.instrument().stolen()).isEqualTo(2);
    assertThat(Audio.peak(Arrays.copyOfRange(crowded.left(), 0, RATE))).isLessThan(1);
  }
}
