package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import ligature.tuning.Tuning;
import ligature.units.Pitch;
import org.junit.jupiter.api.Test;

/** The instrument plays the pitches that it is told, and notes keep theirs. */
class TunedInstrumentTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final Patch STEADY =
      ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.dying("b"));
  private static final String WHITE =
      "12\n0\n127\n60\n60\n256.0\n7\n0\nx\n1\nx\n2\n3\nx\n4\nx\n5\nx\n6\n";
  private static final String JUST = "just\n7\n9/8\n5/4\n4/3\n3/2\n5/3\n15/8\n2/1\n";

  private static float[] render(Instrument instrument, int frames) {
    float[] out = new float[2 * frames];
    instrument.render(out, 0, frames);
    return Audio.left(out);
  }

  private static Instrument playing(Patch patch, EventList events) {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, patch, new Meters());
    instrument.addSource(events);
    return instrument;
  }

  @Test
  void aPatchBringsItsTuning() {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 64, 1));
    float[] out = render(playing(STEADY.tuned(Tuning.of("j", JUST, WHITE)), events), RATE);
    assertThat(Audio.centsFrom(out, RATE, 320)).isEqualTo(0, within(0.05));
  }

  @Test
  void unmappedKeysAreSilentAndHoldNoVoice() {
    EventList events = new EventList();
    for (int key : new int[] {61, 63, 66, 68, 70}) {
      events.add(100, Event.noteOn(0, key, 1));
      events.add(9000, Event.noteOff(0, key, 0));
    }
    Instrument instrument = playing(STEADY.tuned(Tuning.of("j", JUST, WHITE)), events);
    assertThat(Audio.peak(render(instrument, 20_000))).isZero();
    assertThat(instrument.isSilent()).isTrue();
  }

  @Test
  void notesKeepTheirPitchAndTheNextOnesHaveTheNewOne() {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 69, 1));
    events.add(2 * RATE, Event.noteOff(0, 69, 0));
    events.add(3 * RATE, Event.noteOn(0, 69, 1));
    Instrument instrument = playing(STEADY, events);
    float[] first = render(instrument, RATE);
    instrument.publish(Tuning.EQUAL.at(466));
    float[] held = render(instrument, RATE);
    render(instrument, RATE);
    float[] next = render(instrument, RATE);
    assertThat(Audio.centsFrom(first, RATE, 440)).isEqualTo(0, within(0.05));
    assertThat(Audio.centsFrom(held, RATE, 440)).as("held").isEqualTo(0, within(0.05));
    assertThat(Audio.centsFrom(next, RATE, 466)).as("struck anew").isEqualTo(0, within(0.05));
    float[] seam = Arrays.copyOf(first, 2 * RATE);
    System.arraycopy(held, 0, seam, RATE, RATE);
    assertThat(Audio.largestKink(seam, RATE - 50, RATE + 400))
        .as("no click where the tuning changed")
        .isLessThan(1.05f * Audio.largestKink(seam, RATE / 2, RATE / 2 + 1000));
  }

  @Test
  void aBendIsAnIntervalInEveryTuning() {
    EventList events = new EventList();
    events.add(0, Event.pack(Event.PITCH_BEND, 0, 0, 1));
    events.add(0, Event.noteOn(0, 64, 1));
    float[] out = render(playing(STEADY.tuned(Tuning.of("j", JUST, WHITE)), events), RATE);
    assertThat(Audio.centsFrom(out, RATE, 320 * Pitch.centsToRatio(200)))
        .isEqualTo(0, within(0.05));
  }

  @Test
  void aNoteMayHaveAPitchOfItsOwn() {
    EventList events = new EventList();
    events.add(0, Event.pack(Event.NOTE_PITCH, 3, 69, 451));
    events.add(100, Event.noteOn(3, 69, 1));
    events.add(RATE, Event.noteOff(3, 69, 0));
    events.add(2 * RATE, Event.noteOn(3, 69, 1));
    Instrument instrument = playing(STEADY, events);
    assertThat(Audio.centsFrom(render(instrument, RATE), RATE, 451)).isEqualTo(0, within(0.05));
    render(instrument, RATE);
    assertThat(Audio.centsFrom(render(instrument, RATE), RATE, 440))
        .as("only once")
        .isEqualTo(0, within(0.05));
  }
}
