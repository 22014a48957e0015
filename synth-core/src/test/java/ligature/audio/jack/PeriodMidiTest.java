package ligature.audio.jack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ligature.audio.Playback;
import ligature.midi.Event;
import ligature.rt.EventRing;
import ligature.rt.FrameRing;
import org.junit.jupiter.api.Test;

/** A port whose sender writes over its buffer while we read it, at a moment that is chosen. */
class PeriodMidiTest {

  private static final int PERIOD = 256;

  private final Playback playback = new Playback(new FrameRing(512, 128), 48_000, PERIOD);
  private final PeriodMidi midi = new PeriodMidi();

  /** Events as {frame, bytes...}, of this period, and of the next from some look on. */
  private static final class Port implements PortEvents {

    private final int[][] now;
    private final int[][] next;
    private final int overwrittenAt;
    private int looks;
    private int[] event;

    Port(int overwrittenAt, int[][] now, int[]... next) {
      this.overwrittenAt = overwrittenAt;
      this.now = now;
      this.next = next;
    }

    private int[][] events() {
      return looks >= overwrittenAt ? next : now;
    }

    @Override
    public int count() {
      return events().length;
    }

    @Override
    public boolean look(int index) {
      if (index >= events().length) {
        return false;
      }
      event = events()[index];
      looks++;
      return true;
    }

    @Override
    public int time() {
      return event[0];
    }

    @Override
    public int size() {
      return event.length - 1;
    }

    @Override
    public void read(byte[] into) {
      for (int i = 0; i < into.length; i++) {
        into[i] = (byte) event[i + 1];
      }
    }
  }

  private static int[] on(int frame, int key) {
    return new int[] {frame, 0x90, key, 100};
  }

  private static int[] off(int frame, int key) {
    return new int[] {frame, 0x80, key, 64};
  }

  /** What came since the last call: the keys that went down, and minus those that went up. */
  private List<Integer> came() {
    EventRing ring = playback.midiEvents();
    List<Integer> keys = new ArrayList<>();
    while (ring.nextFrame() != EventRing.NONE) {
      long event = ring.take();
      keys.add(Event.kind(event) == Event.NOTE_ON ? Event.number(event) : -Event.number(event));
    }
    return keys;
  }

  private void take(Port port) {
    midi.take(port, playback);
  }

  private static Port whole(int[]... events) {
    return new Port(Integer.MAX_VALUE, events);
  }

  @Test
  void whatIsThereIsTakenInItsOrder() {
    take(whole(on(0, 60), on(0, 64), off(17, 60), off(17, 64), on(255, 67)));
    assertThat(came()).containsExactly(60, 64, -60, -64, 67);
    take(whole());
    assertThat(midi.lost()).isZero();
    assertThat(came()).isEmpty();
  }

  /** libjack's ENOBUFS: the sender has cleared its buffer. */
  @Test
  void ofEventsThatAreGoneTheKeysAreLifted() {
    take(whole(on(0, 60), on(0, 64)));
    came();
    take(new Port(1, new int[][] {on(3, 67), off(5, 60), on(6, 72)}));
    assertThat(came()).containsExactlyInAnyOrder(67, -60, -64, -67);
    assertThat(midi.lost()).isEqualTo(2);
    take(whole(on(0, 65), off(9, 65)));
    assertThat(came()).as("all is well again").containsExactly(65, -65);
    assertThat(midi.lost()).isEqualTo(2);
  }

  /** The next period's first events, as many as were left, are not taken for this one's. */
  @Test
  void whatTheNextPeriodHoldsIsKnownByItsTime() {
    take(whole(on(0, 60)));
    came();
    int[][] now = {on(10, 64), on(20, 65), off(30, 60)};
    take(new Port(2, now, on(1, 67), on(2, 68), on(3, 69)));
    assertThat(came()).containsExactlyInAnyOrder(64, 65, -60, -64, -65);
    assertThat(midi.lost()).isEqualTo(1);
  }

  /** Or by their number, where the times would fit. */
  @Test
  void orByTheirNumber() {
    take(whole(on(0, 60)));
    came();
    int[][] now = {on(10, 64), on(20, 65), off(30, 60)};
    take(new Port(2, now, on(1, 67), on(2, 68), on(40, 69), on(50, 70)));
    assertThat(came()).containsExactlyInAnyOrder(64, 65, 69, -60, -64, -65, -69);
    assertThat(midi.lost()).isPositive();
  }

  /** A pedal may have come up unheard too. */
  @Test
  void pedalsAreLiftedToo() {
    take(whole(new int[] {0, 0xB3, 64, 127}, on(1, 60)));
    came();
    take(new Port(0, new int[][] {on(3, 67)}));
    assertThat(midi.lost()).isZero(); // it was gone before it was counted
    take(new Port(1, new int[][] {on(3, 67), on(4, 68)}));
    boolean lifted = false;
    EventRing ring = playback.midiEvents();
    while (ring.nextFrame() != EventRing.NONE) {
      long event = ring.take();
      lifted |=
          Event.kind(event) == Event.CONTROLLER
              && Event.channel(event) == 3
              && Event.number(event) == 64
              && Event.value(event) == 0;
    }
    assertThat(lifted).isTrue();
  }
}
