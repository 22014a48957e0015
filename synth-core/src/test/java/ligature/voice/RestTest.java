package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import ligature.latent.Timbre;
import ligature.model.ForwardingDecoder;
import ligature.model.HopBatch;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Voices that are not decoded for a moment. */
class RestTest {

  private static final int HOP = ToneTimbres.HOP_FRAMES;
  private static final int NOTES = 6;

  private int decoded;
  private int resumed;
  private final ParameterValues values = new ParameterValues();
  private VoicePool pool;
  private Performance performance;
  private final StereoHop mix = new StereoHop(HOP);
  private float last;
  private float largestStep;

  @BeforeEach
  void sixNotesOneLouderThanTheOther() {
    values.set(Parameter.MORPH_X, 0);
    values.smooth(1);
    pool =
        new VoicePool(
            new ForwardingDecoder(ToneTimbres.decoder()) {
              @Override
              public void decode(HopBatch batch) {
                decoded = batch.voices;
                for (int row = 0; row < batch.voices; row++) {
                  resumed += batch.resumed[row] ? 1 : 0;
                  batch.fresh[row] |= batch.resumed[row];
                }
                inner.decode(batch);
              }
            },
            values,
            8,
            1);
    performance = new Performance(pool, values, ToneTimbres.RATE_HZ);
    Timbre layered = ToneTimbres.layered("layered");
    performance.load(ToneTimbres.patch(layered, layered));
    for (int i = 0; i < NOTES; i++) {
      performance.noteOn(0, 50 + i, (20 + 20 * i) / 127f, 0, 0);
    }
    render(50);
    largestStep = 0;
  }

  private double render(int hops) {
    double energy = 0;
    for (int hop = 0; hop < hops; hop++) {
      pool.render(mix);
      for (float sample : mix.left) {
        largestStep = Math.max(largestStep, Math.abs(sample - last));
        last = sample;
        energy += sample * sample;
      }
    }
    return Math.sqrt(energy / (hops * HOP));
  }

  private int[] resting() {
    return Arrays.stream(pool.voices())
        .filter(voice -> voice.isActive() && voice.rest().isResting())
        .mapToInt(Voice::key)
        .sorted()
        .toArray();
  }

  @Test
  void theQuietestRestAndComeBackWithTheirNotes() {
    double before = render(400);
    double step = largestStep;
    pool.restBeyond(4);
    render(1);
    assertThat(decoded).as("they fade").isEqualTo(NOTES);
    double resting = render(400);
    assertThat(decoded).isEqualTo(4);
    // the lowest held note, 50, is spared though it is the quietest
    assertThat(resting()).containsExactly(51, 52);
    assertThat(pool.playing()).isEqualTo(NOTES);
    assertThat(pool.active()).isEqualTo(NOTES);
    assertThat(resting).isBetween(0.7 * before, 0.97 * before);
    assertThat(resumed).isZero();

    pool.restBeyond(Integer.MAX_VALUE);
    render(1);
    assertThat(decoded).isEqualTo(NOTES);
    assertThat(resumed).as("they begin anew in the decoder").isEqualTo(2);
    assertThat(render(400)).isBetween(0.95 * before, 1.05 * before);
    assertThat(resumed).isEqualTo(2);
    assertThat(largestStep).as("no click").isLessThan(1.2f * (float) step);
    assertThat(pool.stolen()).isZero();
  }

  @Test
  void aNewNoteSoundsAndAnotherRests() {
    pool.restBeyond(4);
    render(10);
    performance.noteOn(0, 80, 0.9f, 0, 0);
    render(2);
    assertThat(decoded).isEqualTo(4);
    assertThat(resting()).containsExactly(51, 52, 53);
  }

  @Test
  void thoseThatRestAreStolenFirst() {
    pool.restBeyond(3);
    render(2);
    assertThat(resting()).hasSize(3);
    assertThat(pool.stealQuietest(3)).isEqualTo(3);
    render(5);
    assertThat(resting()).isEmpty();
    assertThat(pool.active()).isEqualTo(3);
    assertThat(decoded).isEqualTo(3);
  }

  @Test
  void aNoteThatRestsIsReleasedLikeAnyOther() {
    pool.restBeyond(4);
    render(5);
    performance.noteOff(0, 51, 0.5f, 0);
    performance.noteOff(0, 52, 0.5f, 0);
    render(2000);
    assertThat(pool.active()).isEqualTo(4);
    pool.restBeyond(Integer.MAX_VALUE);
    render(10);
    assertThat(decoded).isEqualTo(4);
  }

  @Test
  void oneVoiceAtLeastSounds() {
    pool.restBeyond(0);
    render(5);
    assertThat(decoded).isOne();
  }
}
