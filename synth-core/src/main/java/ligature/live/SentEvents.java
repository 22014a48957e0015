package ligature.live;

import java.util.function.LongSupplier;
import ligature.engine.Instrument;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.midi.RingSink;
import ligature.rt.EventRing;
import ligature.voice.Performance;

/**
 * What is played and turned beside MIDI, on its way to the instrument: by the window's keys, wheels
 * and knobs, and by the remote control, which has a ring of its own.
 *
 * <p>Threads: one, the window's; {@link #remote} one more.
 */
final class SentEvents {

  private static final int RING_EVENTS = 4096;

  private final LongSupplier frameNow;
  private final EventRing keys = new EventRing(RING_EVENTS);
  private final RingSink keySink = new RingSink(keys);
  private final EventRing remote = new EventRing(RING_EVENTS);
  private final RingSink remoteSink = new RingSink(remote);

  /**
   * @param frameNow the engine frame at which an event that happens now sounds
   */
  SentEvents(LongSupplier frameNow) {
    this.frameNow = frameNow;
  }

  /** Lets the instrument take them, before it plays. */
  void addTo(Instrument instrument) {
    instrument.addSource(keys);
    instrument.addSource(remote);
  }

  /** As {@link Player#remote}. */
  void remote(long event) {
    remoteSink.accept(frameNow.getAsLong(), event);
  }

  void send(long event) {
    keySink.accept(frameNow.getAsLong(), event);
  }

  void controller(int number, float value) {
    send(Event.pack(Event.CONTROLLER, 0, number, value));
  }

  void sustain(boolean down) {
    controller(Controllers.SUSTAIN, down ? 1 : 0);
  }

  /** As {@link Player#panic}. */
  void panic() {
    send(Event.pack(Event.RESET_CONTROLLERS, Performance.ALL_CHANNELS, 0, 0));
    send(Event.allSoundOff(Performance.ALL_CHANNELS));
  }
}
