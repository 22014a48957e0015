package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.midi.EventList;
import ligature.midi.MidiParser;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Who is stolen from whom. */
class StealingTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final Timbre STEADY = ToneTimbres.steady("steady");

  /** The level of a key's pitch between two moments, in dB. */
  private static double level(float[] audio, int key, double from, double to) {
    double hz = 440 * Math.pow(2, (key - 69) / 12.0);
    double re = 0;
    double im = 0;
    for (int i = (int) (from * RATE); i < to * RATE; i++) {
      re += audio[i] * Math.cos(2 * Math.PI * hz * i / RATE);
      im += audio[i] * Math.sin(2 * Math.PI * hz * i / RATE);
    }
    return 20 * Math.log10(2 * Math.hypot(re, im) / ((to - from) * RATE) + 1e-9);
  }

  private static Played four() {
    return new Played(ToneTimbres.patch(STEADY, STEADY)).voices(4).with(Parameter.LEVEL, -12);
  }

  @Test
  void releasedNotesGoBeforeHeldOnes() {
    float[] out =
        four()
            .with(Parameter.RELEASE, 4)
            .on(0, 0, 48, 127)
            .on(0, 0, 55, 127)
            .on(0, 0, 64, 127)
            .on(0, 0, 72, 127)
            .off(9600, 0, 64)
            .on(12_000, 0, 79, 127)
            .render(RATE)
            .left();
    assertThat(level(out, 64, 0.3, 0.5)).isLessThan(-60);
    for (int key : new int[] {48, 55, 72, 79}) {
      assertThat(level(out, key, 0.3, 1)).as("key %d", key).isGreaterThan(-26);
    }
  }

  @Test
  void quietNotesGoBeforeLoudOnesAndOldBeforeNew() {
    Timbre layered = ToneTimbres.layered("layered");
    Played played =
        new Played(ToneTimbres.patch(layered, layered)).voices(4).with(Parameter.LEVEL, -12);
    played.on(0, 0, 48, 120).on(10, 0, 55, 120).on(20, 0, 64, 40).on(30, 0, 72, 120);
    float[] out = played.on(12_000, 0, 79, 120).on(24_000, 0, 84, 120).render(RATE).left();
    assertThat(level(out, 64, 0.3, 1)).as("the quiet one first").isLessThan(-60);
    assertThat(level(out, 55, 0.6, 1)).as("then the oldest, but for the lowest").isLessThan(-60);
    assertThat(level(out, 48, 0.6, 1)).isGreaterThan(-27);
  }

  @Test
  void theLowestHeldNoteIsSpared() {
    Played played = four().on(0, 0, 36, 127);
    for (int i = 0; i < 20; i++) {
      played.on(4800 + i * 2000, 0, 50 + i, 127);
    }
    float[] out = played.render(RATE + 4800).left();
    assertThat(played.instrument().stolen()).isEqualTo(17);
    assertThat(level(out, 36, 0.9, 1.05)).isGreaterThan(-26);
  }

  @Test
  void theGovernorTakesTheQuietest() {
    ParameterValues values = new ParameterValues();
    values.set(Parameter.MORPH_X, 0);
    values.smooth(1);
    VoicePool pool = new VoicePool(ToneTimbres.decoder(), values, 8, 1);
    Performance performance = new Performance(pool, values, RATE);
    Timbre layered = ToneTimbres.layered("layered");
    performance.load(ToneTimbres.patch(layered, layered));
    for (int i = 0; i < 6; i++) {
      performance.noteOn(0, 50 + i, (20 + 20 * i) / 127f, 0, 0);
    }
    StereoHop mix = new StereoHop(128);
    for (int hop = 0; hop < 50; hop++) {
      pool.render(mix);
    }
    assertThat(pool.stealQuietest(2)).isEqualTo(2);
    for (int hop = 0; hop < 5; hop++) {
      pool.render(mix);
    }
    long[] held = new long[2];
    pool.heldKeys(held);
    // the lowest held note, 50, is spared though it is the quietest
    assertThat(held[0]).isEqualTo(1L << 50 | 1L << 53 | 1L << 54 | 1L << 55);
    assertThat(pool.stealQuietest(9)).as("there are no more").isEqualTo(4);
  }

  /** Arpeggios over four octaves, 12 notes a second, the pedal changed every four seconds. */
  @Test
  void aPedalledPianoPieceLosesNothingThatIsHeard() {
    Timbre piano = Bundled.model().bank().find("piano");
    Patch patch = Patch.of("piano", List.of(piano, piano)).with(Parameter.MORPH_X, 0);
    int[] roots = {36, 33};
    int[] shape = {0, 7, 12, 16, 19, 24, 28, 31, 36, 40, 43, 48};
    try (Decoder decoder = Bundled.decoder()) {
      Instrument instrument = new Instrument(decoder, 32, 1, patch, new Meters());
      EventList events = new EventList();
      MidiParser parser = new MidiParser(events::add);
      for (int i = 0; i < 8 * 12; i++) {
        int inBar = i % 48;
        long frame = i * 4000L;
        if (inBar == 0) {
          parser.parse(frame, 0xB0, 64, 0);
          parser.parse(frame + 2400, 0xB0, 64, 127);
        }
        int up = inBar % 22 < 12 ? inBar % 22 : 22 - inBar % 22;
        int key = roots[i / 48] + shape[up] + inBar / 22 * 2;
        parser.parse(frame, 0x90, key, 50 + i % 5 * 10);
        parser.parse(frame + 4000, 0x80, key, 64);
      }
      instrument.addSource(events);
      float[] out = new float[2 * 4800];
      for (int i = 0; i < 8 * 10; i++) {
        instrument.render(out, 0, 4800);
      }
      assertThat(instrument.stolen()).isPositive();
      assertThat((double) instrument.loudestStolen()).as("-40 dB").isLessThan(0.01);
    }
  }
}
