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

  /** Until then most of what a note runs through has been compiled; takes some 0.25 s. */
  private static final int HOPS = 320;

  private static final int BETWEEN_NOTES = 5;
  private static final int HELD = 40;

  private WarmUp() {}

  /** Leaves the decoder to be prepared anew. */
  static void play(Decoder decoder, Patch patch) {
    EventList notes = new EventList();
    int hop = decoder.hopFrames();
    for (int i = 0; i * BETWEEN_NOTES < HOPS; i++) {
      int key = 48 + 3 * (i % (2 * VOICES));
      notes.add((long) BETWEEN_NOTES * i * hop, Event.noteOn(0, key, 0.7f));
      notes.add((long) (BETWEEN_NOTES * i + HELD - 1) * hop, Event.noteOff(0, key, 0.5f));
    }
    Instrument instrument = new Instrument(decoder, VOICES, 1, patch, new Meters());
    instrument.addSource(notes);
    float[] out = new float[hop * FrameRing.CHANNELS];
    for (int i = 0; i < HOPS; i++) {
      instrument.render(out, 0, hop);
    }
  }
}
