package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole note is the note that the instrument plays live. */
class WholeNotesTest {

  private static final int HELD = 48_000;
  private static final int MOST = 160_000;

  private static float[] live(Decoder decoder, Patch patch, int key, int velocity, long seed) {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, key, velocity / 127f));
    events.add(HELD, Event.noteOff(0, key, 0.5f));
    Instrument instrument = new Instrument(decoder, 1, seed, patch, new Meters());
    instrument.addSource(events);
    float[] stereo = new float[2 * MOST];
    instrument.render(stereo, 0, MOST);
    return Audio.left(stereo);
  }

  private static float[] whole(Decoder decoder, Patch patch, int key, int velocity, long seed) {
    WholeNotes notes = new WholeNotes(decoder);
    NoteScore score = new NoteScore(patch, key, velocity, HELD, MOST, seed);
    notes.record(score);
    notes.decode(List.of(score));
    assertThat(WholeNotes.isSound(score)).isTrue();
    return notes.play(score);
  }

  private static void assertEqual(float[] live, float[] whole) {
    assertThat(whole.length).isBetween(HELD, MOST);
    double loudest = 0;
    for (int i = 0; i < live.length; i++) {
      double difference = live[i] - (i < whole.length ? whole[i] : 0);
      loudest = Math.max(loudest, Math.abs(difference));
    }
    assertThat(Audio.peak(live)).isGreaterThan(0.01f);
    assertThat(20 * Math.log10(loudest + 1e-12)).as("largest difference, dB").isLessThan(-80);
  }

  @ParameterizedTest
  @CsvSource({
    "piano, cello, 0.5, 60, 100, 1",
    "flute, choir-aahs, 0.3, 79, 40, 2",
    "marimba, vibraphone, 1, 45, 127, 3",
    "synth-bass, warm-pad, 0.75, 33, 90, 4"
  })
  void equalsTheInstrument(String a, String b, float x, int key, int velocity, long seed) {
    Patch patch =
        Patch.of("test", List.of(Bundled.model().bank().find(a), Bundled.model().bank().find(b)))
            .with(Parameter.MORPH_X, x);
    try (Decoder decoder = Bundled.decoder()) {
      float[] whole = whole(decoder, patch, key, velocity, seed);
      assertEqual(live(decoder, patch, key, velocity, seed), whole);
    }
  }

  @Test
  void equalsTheInstrumentWhateverMovesTheVoice() {
    Patch patch =
        Patch.of(
                "moved",
                List.of(
                    Bundled.model().bank().find("flute"),
                    Bundled.model().bank().find("vibraphone")))
            .with(Parameter.MORPH_X, 0.3f)
            .with(Parameter.STRIKE, 1)
            .with(Parameter.STRIKE_X, 1)
            .with(Parameter.CONTOUR, 40)
            .with(Parameter.ATTACK, 0.05f)
            .with(Parameter.VIBRATO_DEPTH, 20)
            .with(Parameter.SIZE, 5)
            .with(Parameter.SPEED, 0)
            .with(Parameter.START, 0.3f)
            .with(Parameter.BREATHING, 1)
            .with(Parameter.FILTER, 1)
            .with(Parameter.FILTER_ENVELOPE, 30)
            .with(Parameter.AIR, 6)
            .with(Parameter.TILT, 2)
            .with(Parameter.ODD_EVEN, 0.5f)
            .with(Parameter.STRETCH, 30);
    try (Decoder decoder = Bundled.decoder()) {
      assertEqual(live(decoder, patch, 60, 100, 5), whole(decoder, patch, 60, 100, 5));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 80", "3, 100", "4, 70"})
  void noFilterCutsANoteShort(int filter, int cutoff) {
    Patch patch =
        Patch.of(
                "filtered",
                List.of(Bundled.model().bank().find("piano"), Bundled.model().bank().find("cello")))
            .with(Parameter.MORPH_X, 0.2f)
            .with(Parameter.FILTER, filter)
            .with(Parameter.FILTER_CUTOFF, cutoff);
    try (Decoder decoder = Bundled.decoder()) {
      assertEqual(live(decoder, patch, 60, 100, 7), whole(decoder, patch, 60, 100, 7));
    }
  }

  @Test
  void hasTheInsertsAndTheirTails() {
    Patch dry = ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.dying("b"));
    Patch wet = dry.withInserts(List.of(InsertSetting.of("java:reverb").withWet(0.4f)));
    float[] ofDry = whole(ToneTimbres.decoder(), dry, 57, 110, 9);
    float[] ofWet = whole(ToneTimbres.decoder(), wet, 57, 110, 9);
    assertThat(ofWet.length).isGreaterThan(ofDry.length + 24_000);
    int after = Math.min(ofDry.length, MOST - 9600);
    assertThat(Audio.rmsDb(ofWet, after, after + 4800)).isBetween(-100.0, -20.0);
    assertThat(whole(ToneTimbres.decoder(), wet, 57, 110, 9)).isEqualTo(ofWet);
  }

  @Test
  void dependsOnTheInstrumentAndNotOnTheNetwork() {
    Patch patch = ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.dying("b"));
    for (float x : new float[] {0, 0.5f, 1}) {
      Patch at = patch.with(Parameter.MORPH_X, x);
      assertEqual(
          live(ToneTimbres.decoder(), at, 57, 110, 9),
          whole(ToneTimbres.decoder(), at, 57, 110, 9));
    }
  }
}
