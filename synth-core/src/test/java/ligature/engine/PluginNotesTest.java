package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginLibrary;
import ligature.plugin.PluginParameter;
import ligature.rt.HeldKeys;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import ligature.units.KeyPitch;
import ligature.units.Pitch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a plugin hears of what is played. */
class PluginNotesTest {

  private static final int HOP = 128;

  private final List<String> heard = new ArrayList<>();
  private final InsertChain chain = new InsertChain(48_000, HOP, id -> new Listener());
  private final PluginNotes notes = new PluginNotes(chain);

  /** Notes down what it hears. */
  private final class Listener implements Plugin {
    @Override
    public List<PluginParameter> parameters() {
      return List.of();
    }

    @Override
    public void prepare(int rateHz, int maxFrames) {}

    @Override
    public void set(int index, float value) {}

    @Override
    public boolean takesNotes() {
      return true;
    }

    @Override
    public void play(int frame, NoteEvent event, int channel, int number, float value) {
      heard.add("%d %s %d %d %.2f".formatted(frame, event, channel, number, value));
    }

    @Override
    public void process(float[] left, float[] right, int frames) {}

    @Override
    public void reset() {}
  }

  private List<String> hop() {
    Locale.setDefault(Locale.ROOT);
    heard.clear();
    chain.process(new float[HOP], new float[HOP]);
    return heard;
  }

  private void start() {
    chain.set(List.of(InsertSetting.of("test:listener")));
  }

  @Test
  void keysPedalsAndPressureArriveWithTheirFrames() {
    start();
    notes.take(Event.noteOn(2, 60, 0.5f), 7, 0);
    notes.take(Event.pack(Event.CONTROLLER, 2, 64, 1), 7, 0);
    notes.take(Event.pack(Event.PITCH_BEND, 2, 0, -0.5f), 9, 0);
    notes.take(Event.pack(Event.KEY_PRESSURE, 2, 60, 0.25f), 10, 0);
    notes.take(Event.pack(Event.CHANNEL_PRESSURE, 2, 0, 0.75f), 11, 0);
    notes.take(Event.pack(Event.PARAMETER, 0, 3, 1), 12, 0);
    notes.take(Event.noteOff(2, 60, 0.25f), 127, 0);
    assertThat(hop())
        .containsExactly(
            "7 NOTE_ON 2 60 0.50",
            "7 CONTROLLER 2 64 1.00",
            "9 PITCH_BEND 2 0 -0.50",
            "10 KEY_PRESSURE 2 60 0.25",
            "11 CHANNEL_PRESSURE 2 0 0.75",
            "127 NOTE_OFF 2 60 0.25");
  }

  @Test
  void theTuningIsTold() {
    start();
    KeyPitch quarter = (channel, key) -> key == 61 ? 0 : Pitch.keyToHz(key + 0.5);
    notes.tune(quarter);
    notes.take(Event.noteOn(0, 60, 1), 0, 0);
    notes.take(Event.noteOn(0, 61, 1), 1, 0); // has no pitch
    notes.take(Event.pack(Event.NOTE_PITCH, 0, 62, (float) Pitch.keyToHz(62.25)), 2, 0);
    notes.take(Event.noteOn(0, 62, 1), 2, 0);
    assertThat(hop())
        .containsExactly(
            "0 KEY_TUNING 0 60 0.50",
            "0 NOTE_ON 0 60 1.00",
            "2 KEY_TUNING 0 62 0.25",
            "2 NOTE_ON 0 62 1.00");
  }

  @Test
  void lostKeysAreLiftedAndALeapEndsAll() {
    start();
    notes.take(Event.noteOn(0, 60, 1), 0, 0);
    notes.take(Event.noteOn(0, 64, 1), 0, 0);
    notes.take(Event.noteOn(0, 67, 1), 0, 1);
    hop();
    HeldKeys held = new HeldKeys();
    held.set(0, 64, true);
    notes.resynchronise(0, held);
    assertThat(hop()).containsExactly("0 NOTE_OFF 0 60 0.50");
    notes.stop();
    assertThat(hop()).hasSize(16).contains("0 ALL_SOUND_OFF 0 0 0.00");
    notes.resynchronise(1, new HeldKeys());
    assertThat(hop()).isEmpty();
    notes.take(Event.pack(Event.ALL_NOTES_OFF, 5, 0, 0), 3, 0);
    assertThat(hop()).containsExactly("3 ALL_NOTES_OFF 5 0 0.00");
  }

  /** Through the event ring, the instrument, the slots and the child process. */
  @Test
  void aSynthesizerOfTheSystemIsPlayedOnTheFrame() {
    String id = "lv2:http://drobilla.net/plugins/mda/EPiano";
    Assumptions.assumeTrue(
        PluginLibrary.installed().plugins().stream().anyMatch(p -> p.id().equals(id)),
        "SKIPPED: apt install liblilv-0-0 mda-lv2");
    int onset = 12_345;
    float[] out = new float[2 * 48_000];
    try (Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(),
            4,
            1,
            ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")),
            new Meters())) {
      EventList events = new EventList();
      events.add(onset, Event.noteOn(0, 69, 0.8f));
      events.add(onset + 20_000, Event.noteOff(0, 69, 0));
      instrument.addSource(events);
      instrument.inserts().setOffline(true);
      instrument.inserts().set(List.of(InsertSetting.of(id)));
      assertThat(instrument.inserts().problems()).isEmpty();
      instrument.render(out, 0, 48_000);
    }
    float[] left = Audio.left(out);
    // its first sample may be that of a sine, zero
    assertThat(Audio.firstAbove(left, 0)).isBetween(onset, onset + 2);
    assertThat(Audio.centsFrom(Arrays.copyOfRange(left, onset + 2000, 32_000), 48_000, 440))
        .isCloseTo(0, within(5.0));
  }
}
