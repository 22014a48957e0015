package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.MovedSound;
import org.junit.jupiter.api.Test;

/** A sound with a full matrix, a path and inserts. */
class MovedSoundTest {

  private static final int RATE = 48_000;

  private static Patch patch() {
    return MovedSound.of(
        List.of("flute", "cello", "trumpet", "harp").stream()
            .map(Bundled.model().bank()::find)
            .toList());
  }

  private static float[] render(Decoder decoder, Patch patch, int late, int block) {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 0.8f));
    events.add(9001, Event.noteOn(0, 67, 0.4f));
    events.add(20_000, Event.pack(Event.CONTROLLER, 0, 11, 0.7f));
    events.add(30_000, Event.noteOff(0, 60, 0.9f));
    events.add(40_000, Event.parameter(Parameter.MACRO_1, 1));
    events.add(60_000, Event.noteOff(0, 67, 0.1f));
    Instrument instrument = new Instrument(decoder, 4, 1, patch, new Meters());
    instrument.inserts().setOffline(true);
    instrument.inserts().set(patch.inserts());
    assertThat(instrument.insertProblems()).isEmpty();
    instrument.addSource(events.shifted(late));
    float[] before = new float[2 * late];
    instrument.render(before, 0, late);
    assertThat(Audio.peak(before)).isZero();
    float[] out = new float[2 * 2 * RATE];
    for (int done = 0; done < 2 * RATE; ) {
      int n = Math.min(block, 2 * RATE - done);
      instrument.render(out, done, n);
      done += n;
    }
    instrument.close();
    return out;
  }

  @Test
  void theSameBitsForEveryBlockSizeAndWheneverItBegins() {
    Patch patch = patch();
    assertThat(patch.modulation().routes()).hasSize(64);
    try (Decoder decoder = Bundled.decoder()) {
      float[] whole = render(decoder, patch, 0, 4096);
      assertThat(Audio.rmsDb(Audio.left(whole), 4800, RATE)).isBetween(-50.0, -6.0);
      assertThat(render(decoder, patch, 0, 37)).as("blocks of 37").isEqualTo(whole);
      assertThat(render(decoder, patch, 300 * 128, 128)).as("later").isEqualTo(whole);
    }
  }
}
