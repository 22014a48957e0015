package ligature.audio.jack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import ligature.testing.Jackd;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.jaudiolibs.jnajack.JackStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real port holds, read past JNAJack and through it. */
@Tag("live")
class NativePortEventsTest {

  /** An event: its frame and its bytes; those of up to four lie elsewhere than longer ones. */
  private static final int[][] SENT = {
    {0, 0xF8}, {3, 0xC5, 7}, {3, 0x90, 60, 100}, {17, 0xF0, 1, 2, 3, 4, 5, 0xF7}, {255, 0x80, 60, 0}
  };

  private final CallbackGate gate = new CallbackGate();
  private volatile List<String> direct = List.of();
  private volatile List<String> through = List.of();
  private volatile Throwable fault;

  private static List<String> read(PortEvents events) {
    List<String> read = new ArrayList<>();
    int count = events.count();
    for (int i = 0; i < count && events.look(i); i++) {
      byte[] bytes = new byte[events.size()];
      events.read(bytes);
      read.add(events.time() + " " + Arrays.toString(bytes));
    }
    if (events.look(count)) {
      read.add("more than were counted");
    }
    return read;
  }

  private void process(PortEvents past, PortEvents jnaJack, JackPort out) {
    try {
      if (past.count() == SENT.length) {
        direct = read(past);
        through = read(jnaJack);
      }
      JackMidi.clearBuffer(out);
      for (int[] event : SENT) {
        byte[] bytes = new byte[event.length - 1];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) event[i + 1];
        }
        JackMidi.eventWrite(out, event[0], bytes, bytes.length);
      }
    } catch (JackException | RuntimeException e) {
      fault = e;
    }
  }

  @Test
  void theyAreTheSame() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 256)) {
      Jack jack = Jack.getInstance();
      JackClient client =
          jack.openClient(
              "loop", EnumSet.of(JackOptions.JackNoStartServer), EnumSet.noneOf(JackStatus.class));
      try {
        JackPort in = client.registerPort("in", JackPortType.MIDI, JackPortFlags.JackPortIsInput);
        JackPort out =
            client.registerPort("out", JackPortType.MIDI, JackPortFlags.JackPortIsOutput);
        assertThat(PortEvents.of(in)).isInstanceOf(NativePortEvents.class);
        PortEvents past = new NativePortEvents(in);
        PortEvents jnaJack = new PortEvents.Through(in);
        client.setProcessCallback(
            (c, frames) -> {
              if (!gate.enter()) {
                return false;
              }
              process(past, jnaJack, out);
              gate.leave();
              return true;
            });
        client.activate();
        jack.connect(client, "loop:out", "loop:in");
        for (int i = 0; i < 500 && through.isEmpty() && fault == null; i++) {
          Thread.sleep(10);
        }
        gate.shut();
      } finally {
        client.close();
      }
      assertThat(fault).isNull();
      assertThat(direct)
          .containsExactly(
              "0 [-8]",
              "3 [-59, 7]",
              "3 [-112, 60, 100]",
              "17 [-16, 1, 2, 3, 4, 5, -9]",
              "255 [-128, 60, 0]");
      assertThat(through).isEqualTo(direct);
    }
  }
}
