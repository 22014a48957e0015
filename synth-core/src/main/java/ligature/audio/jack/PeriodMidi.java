package ligature.audio.jack;

import ligature.audio.Playback;
import ligature.rt.OnThread;
import ligature.rt.ThreadRole;

/**
 * Takes the MIDI events of a period out of JACK's port.
 *
 * <p>JACK gives the sender its buffer back at the next period, whether it was read or not. Where
 * the machine kept us from reading until then, the events that were not read are lost. Which they
 * were nobody can tell: so that none of them is a note-off that is missing, all keys and pedals
 * that the port holds are lifted then. Threads: {@code [audio-thread]}; no allocation.
 */
final class PeriodMidi {

  /** Longer messages are SysEx, which nothing here answers to. */
  private static final int MAX_MIDI_BYTES = 16;

  private final byte[][] messages = new byte[MAX_MIDI_BYTES + 1][];
  private volatile long lost;

  PeriodMidi() {
    for (int i = 0; i < messages.length; i++) {
      messages[i] = new byte[i];
    }
  }

  /** Hands the events of the coming period over. */
  @OnThread(ThreadRole.AUDIO)
  void take(PortEvents events, Playback playback) {
    int count = events.count();
    int taken = 0;
    int time = 0;
    // within a period they are in order: one that lies before the last is of another period
    while (taken < count && events.look(taken) && events.time() >= time) {
      time = events.time();
      int size = events.size();
      if (size <= MAX_MIDI_BYTES) {
        events.read(messages[size]);
        playback.midi(time, messages[size], size);
      }
      taken++;
    }
    if (taken < count || count > 0 && events.count() != count) {
      lose(Math.max(1, count - taken), playback);
    }
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void lose(int events, Playback playback) {
    lost += events;
    playback.releaseKeys();
  }

  /**
   * Events that were written over before they were read, at least, since the start. [any thread]
   */
  long lost() {
    return lost;
  }
}
