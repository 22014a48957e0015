package ligature.live;

import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.rt.FrameRing;

/**
 * Plays some notes that nobody hears, before others can connect: the first calls of a network and
 * the first passes of our own loops take many times as long as later ones.
 */
final class WarmUp {

  private static final int VOICES = 4;
  private static final int HOPS = 120;

  private WarmUp() {}

  /** Leaves the decoder to be prepared anew. */
  static void play(Decoder decoder, Patch patch) {
    EventList notes = new EventList();
    int hop = decoder.hopFrames();
    for (int i = 0; i < 2 * VOICES; i++) {
      notes.add(5L * i * hop, Event.noteOn(0, 48 + 3 * i, 0.7f));
      notes.add((5L * i + 40) * hop, Event.noteOff(0, 48 + 3 * i, 0.5f));
    }
    Instrument instrument = new Instrument(decoder, VOICES, 1, patch, new Meters());
    instrument.addSource(notes);
    float[] out = new float[hop * FrameRing.CHANNELS];
    for (int i = 0; i < HOPS; i++) {
      instrument.render(out, 0, hop);
    }
  }
}
