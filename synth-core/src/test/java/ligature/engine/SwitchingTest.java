package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.engine.SwitchingDecoder.Seat;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ToneDecoder;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.FaultyDecoder;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models and patches change under sounding notes. */
class SwitchingTest {

  private static final int HOP = ToneTimbres.HOP_FRAMES;
  private static final Patch STEADY =
      ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b"));

  @Test
  void aHeldNoteStaysWithItsModelToTheBit() {
    float[] alone = hold(false);
    float[] changed = hold(true);
    assertThat(changed).isEqualTo(alone);
  }

  private static float[] hold(boolean change) {
    FaultyDecoder first = new FaultyDecoder(ToneTimbres.decoder());
    Instrument instrument = new Instrument(first, 4, 1, STEADY, new Meters());
    EventList events = new EventList();
    events.add(7, Event.noteOn(0, 69, 1));
    instrument.addSource(events);
    float[] out = new float[2 * 200 * HOP];
    instrument.render(out, 0, 100 * HOP);
    if (change) {
      instrument.publish(STEADY, instrument.adopt(new FaultyDecoder(ToneTimbres.decoder())));
    }
    instrument.render(out, 100 * HOP, 100 * HOP);
    return out;
  }

  /** Also where it is the only one of its model, and other notes are decoded meanwhile. */
  @Test
  void aNoteThatRestsStaysWithItsModel() {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 4, 1, STEADY, new Meters());
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 69, 0.5f));
    events.add(60 * HOP, Event.noteOn(0, 45, 1));
    instrument.addSource(events);
    float[] out = new float[2 * 100 * HOP];
    instrument.render(out, 0, 50 * HOP);
    int[] byNext = new int[1];
    FaultyDecoder next = new FaultyDecoder(ToneTimbres.decoder());
    instrument.publish(STEADY, instrument.adopt(next));
    next.after(batch -> byNext[0] = batch.voices);
    instrument.render(out, 0, 50 * HOP);
    instrument.restBeyond(1);
    instrument.render(out, 0, 20 * HOP);
    assertThat(instrument.times().voices()).isOne();
    assertThat(instrument.firstSeat().hasLeft()).isFalse();
    instrument.restBeyond(Integer.MAX_VALUE);
    instrument.render(out, 0, 20 * HOP);
    assertThat(instrument.times().voices()).isEqualTo(2);
    assertThat(byNext[0]).as("notes that the new model decodes").isOne();
  }

  @Test
  void aFormerModelLeavesWhenItsLastNoteHasEnded() {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 4, 1, STEADY, new Meters());
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 69, 1));
    events.add(200 * HOP, Event.noteOff(0, 69, 0));
    instrument.addSource(events);
    float[] out = new float[2 * 2000 * HOP];
    instrument.render(out, 0, 100 * HOP);
    Seat former = instrument.firstSeat();
    instrument.publish(STEADY, instrument.adopt(ToneTimbres.decoder()));
    instrument.render(out, 0, 50 * HOP);
    assertThat(former.hasLeft()).isFalse();
    instrument.render(out, 0, 1000 * HOP);
    assertThat(former.hasLeft()).isTrue();
  }

  @Test
  void fiftyChangesUnderPlayAreNotHeard() {
    change(50, 40);
  }

  @Test
  @Tag("long")
  void aThousandChangesUnderPlayAreNotHeard() {
    change(1000, 40);
    change(1000, 2); // faster than their fades
  }

  /** Compared with the same notes without a change: what they do themselves is not our doing. */
  private static void change(int times, int hopsBetween) {
    float[] alone = play(times, hopsBetween, false);
    float[] changed = play(times, hopsBetween, true);
    assertThat(changed).isNotEqualTo(alone);
    assertThat(Audio.largestKink(changed, 0, changed.length))
        .isLessThan(1.1f * Audio.largestKink(alone, 0, alone.length) + 0.003f);
    assertThat(Audio.rmsDb(changed, changed.length / 2, changed.length)).isGreaterThan(-30);
  }

  private static float[] play(int times, int hopsBetween, boolean changing) {
    Random random = new Random(times + hopsBetween);
    List<FaultyDecoder> decoders = new ArrayList<>();
    List<Seat> seats = new ArrayList<>();
    decoders.add(new FaultyDecoder(ToneTimbres.decoder()));
    Instrument instrument = new Instrument(decoders.get(0), 8, 1, STEADY, new Meters());
    seats.add(instrument.firstSeat());
    int hops = times * hopsBetween;
    EventList events = new EventList();
    for (long frame = 0; frame < (long) hops * HOP; frame += 1500 + random.nextInt(1500)) {
      int key = 50 + random.nextInt(12);
      events.add(frame, Event.noteOn(0, key, 0.5f));
      events.add(frame + 2000 + random.nextInt(60_000), Event.noteOff(0, key, 0));
    }
    instrument.addSource(events);
    float[] out = new float[2 * HOP * hops];
    for (int hop = 0; hop < hops; hop++) {
      if (changing && hop % hopsBetween == 0 && hop > 0) {
        if (hop / hopsBetween % 2 == 0) {
          instrument.publish(STEADY); // a preset, of whatever model plays
        } else {
          FaultyDecoder next = new FaultyDecoder(ToneTimbres.decoder());
          decoders.add(next);
          seats.add(instrument.adopt(next));
          instrument.publish(STEADY, seats.get(seats.size() - 1));
        }
      }
      instrument.render(out, hop * HOP, HOP);
      for (int i = 0; i < seats.size(); i++) {
        if (seats.get(i).hasLeft() && !decoders.get(i).isClosed()) {
          decoders.get(i).close(); // one that is used after this throws
        }
      }
    }
    long open = decoders.stream().filter(d -> !d.isClosed()).count();
    assertThat(open).as("decoders that are still open").isLessThanOrEqualTo(4);
    return Audio.left(out);
  }

  @Test
  void aModelOfOtherStepsIsRefused() {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 4, 1, STEADY, new Meters());
    assertThatThrownBy(() -> instrument.adopt(new ToneDecoder(44_100, 128, 16, 12)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("44100");
  }
}
