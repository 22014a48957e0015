package ligature.audio.jack;

import com.sun.jna.Pointer;
import ligature.rt.OnThread;
import ligature.rt.ThreadRole;
import org.jaudiolibs.jnajack.JackClient;

/**
 * Counts the periods for which JACK did not call us, by its frame time: MIDI that came in them is
 * lost, and nobody knows whether any did. Threads: {@code [audio-thread]}; no allocation.
 */
final class MissedPeriods {

  private final long client;
  private volatile long count;
  private boolean begun;
  private int expected;

  MissedPeriods(JackClient client) {
    Pointer pointer = client == null ? null : JackInternals.pointerOf(client);
    this.client = pointer == null || !LibJack.isBound() ? 0 : Pointer.nativeValue(pointer);
  }

  /** Looks at the time of the coming period. */
  @OnThread(ThreadRole.AUDIO)
  void period(int frames) {
    if (client != 0) {
      period(LibJack.jack_last_frame_time(client), frames);
    }
  }

  /**
   * The same, for tests.
   *
   * @param time the period's first frame, a counter of 32 bits that goes round
   */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void period(int time, int frames) {
    int ahead = time - expected;
    if (begun && ahead > 0) {
      count += Math.max(1, ahead / frames);
    }
    begun = true;
    expected = time + frames;
  }

  /** How many there were since the start; 0 where JACK cannot be asked. [any thread] */
  long count() {
    return count;
  }
}
