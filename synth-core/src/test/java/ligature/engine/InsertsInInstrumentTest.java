package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** The built-in effects behind the voices. */
class InsertsInInstrumentTest {

  private static final List<InsertSetting> INSERTS =
      List.of(
          InsertSetting.of("java:drive").with("amount", 18),
          InsertSetting.of("java:chorus"),
          InsertSetting.of("java:delay").with("ping-pong", 1),
          InsertSetting.of("java:reverb").with("decay", 1));

  private static final Patch PATCH =
      ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.dying("b"));

  private static float[] render(
      int silentHops, int frames, int block, List<InsertSetting> inserts) {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, PATCH, new Meters());
    instrument.inserts().set(inserts);
    assertThat(instrument.inserts().problems()).isEmpty();
    int start = silentHops * ToneTimbres.HOP_FRAMES;
    EventList events = new EventList();
    events.add(start, Event.noteOn(0, 60, 0.8f));
    events.add(start + 5000, Event.noteOn(0, 67, 0.6f));
    events.add(start + 20_000, Event.noteOff(0, 60, 0));
    events.add(start + 20_001, Event.noteOff(0, 67, 0));
    instrument.addSource(events);
    float[] out = new float[2 * (start + frames)];
    for (int done = 0; done < start + frames; ) {
      int n = Math.min(block, start + frames - done);
      instrument.render(out, done, n);
      done += n;
    }
    instrument.close();
    return Arrays.copyOfRange(out, 2 * start, out.length);
  }

  @Test
  void theSameBitsForEveryBlockSizeAndHoweverLongItWaitedBefore() {
    float[] whole = render(0, 48_000, 48_000, INSERTS);
    assertThat(Audio.peak(whole)).isGreaterThan(0.05f);
    assertThat(whole).isNotEqualTo(render(0, 48_000, 48_000, List.of()));
    for (int block : new int[] {64, 100, 128, 1000}) {
      assertThat(render(0, 48_000, block, INSERTS)).isEqualTo(whole);
    }
    assertThat(render(500, 48_000, 128, INSERTS)).isEqualTo(whole);
  }

  @Test
  void itIsStereo() {
    float[] out = render(0, 96_000, 480, INSERTS);
    float difference = 0;
    for (int i = 0; i < out.length; i += 2) {
      difference = Math.max(difference, Math.abs(out[i] - out[i + 1]));
    }
    assertThat(difference).isGreaterThan(0.01f);
  }

  @Test
  void itIsSilentWhenTheTailsAreOver() {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, PATCH, new Meters());
    instrument.inserts().set(INSERTS);
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 0.8f));
    events.add(4800, Event.noteOff(0, 60, 0));
    instrument.addSource(events);
    float[] out = new float[2 * 480];
    instrument.render(out, 0, 480);
    int seconds = 0;
    for (int blocks = 0; !instrument.isSilent(); blocks++) {
      instrument.render(out, 0, 480);
      seconds = blocks / 100;
      assertThat(seconds).isLessThan(20);
    }
    assertThat(seconds).isGreaterThanOrEqualTo(2);
    instrument.render(out, 0, 480);
    assertThat(Audio.peak(out)).isZero();
    instrument.close();
  }

  @Test
  void offlineAnInsertThatIsMissingIsRefused() {
    Patch patch = PATCH.withInserts(List.of(InsertSetting.of("java:revrb")));
    assertThatThrownBy(
            () ->
                new ligature.render.OfflineRender(
                    ToneTimbres.decoder(), patch, new EventList(), 4, 1, 480))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("java:reverb");
  }
}
