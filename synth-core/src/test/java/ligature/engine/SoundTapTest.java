package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

class SoundTapTest {

  private static final int HOP = ToneTimbres.HOP_FRAMES;

  private final Meters meters = new Meters();
  private final SoundTap tap = meters.tap();
  private final EventList events = new EventList();
  private final Instrument instrument =
      new Instrument(
          ToneTimbres.decoder(),
          4,
          1,
          ToneTimbres.patch(
              ToneTimbres.sustaining("ramp", 40, 30, (step, i) -> i == 0 ? 1 : step * 0.01f * i),
              ToneTimbres.dying("b")),
          meters);

  {
    instrument.addSource(events);
  }

  private float[] render(int hops) {
    float[] out = new float[2 * hops * HOP];
    for (int i = 0; i < hops; i++) {
      instrument.render(out, i * HOP, HOP);
    }
    return Audio.left(out);
  }

  @Test
  void takesNothingUntilSomebodyWatches() {
    events.add(0, Event.noteOn(0, 69, 1));
    render(100);
    assertThat(tap.latestFrames(new float[64])).isZero();
    assertThat(tap.codesWritten()).isZero();
    tap.open();
    render(1);
    assertThat(tap.latestFrames(new float[64])).isEqualTo(HOP);
    tap.close();
    render(1);
    assertThat(tap.latestFrames(new float[64])).isEqualTo(HOP);
  }

  @Test
  void theNewestFramesAreWhatSounded() {
    tap.open();
    events.add(0, Event.noteOn(0, 69, 1));
    float[] heard = render(200);
    float[] seen = new float[4096];
    tap.latestFrames(seen);
    assertThat(Audio.peak(seen)).isGreaterThan(0.1f);
    assertThat(seen).isEqualTo(Arrays.copyOfRange(heard, heard.length - 4096, heard.length));
  }

  @Test
  void theCodesAreTheLatestNotes() {
    tap.open();
    events.add(0, Event.noteOn(0, 69, 1));
    events.add(100 * HOP, Event.noteOn(0, 72, 1));
    render(200);
    float[] code = new float[SoundTap.CODE_SIZE + 1];
    assertThat(tap.codesWritten()).isEqualTo(200 / SoundTap.CODE_EVERY_HOPS);
    assertThat(tap.code(10, code)).isZero();
    // the timbre's step s holds s * 0.01 * i in its number i
    double step = code[10] / 0.1;
    assertThat(step).isCloseTo(10 * 6 / 12.0 + 0.5, within(1.0));
    assertThat((double) code[5]).isCloseTo(step * 0.05, within(1e-5));
    assertThat((double) code[16] * 39).isCloseTo(step, within(0.2));
    assertThat(tap.code(tap.codesWritten() - 1, code)).isEqualTo(1);
    assertThat(tap.code(tap.codesWritten(), code)).isEqualTo(Long.MIN_VALUE);
    assertThat(tap.code(-1, code)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void thePositionsAreThoseOfAllNotes() {
    tap.open();
    events.add(0, Event.noteOn(0, 69, 1));
    events.add(60 * HOP, Event.noteOn(0, 72, 1));
    float[] at = new float[SoundTap.MOST_POSITIONS];
    render(60);
    assertThat(tap.positions(at)).isEqualTo(1);
    render(60);
    assertThat(tap.positions(at)).isEqualTo(2);
    float[] code = new float[SoundTap.CODE_SIZE + 1];
    tap.code(tap.codesWritten() - 1, code);
    Arrays.sort(at, 0, 2);
    assertThat(at[0]).as("the note that began last").isCloseTo(code[16], within(1e-6f));
    assertThat((double) at[1] - at[0]).as("60 hops apart").isCloseTo(60 / 12.0 / 39, within(0.01));
    events.add(120 * HOP, Event.noteOff(0, 69, 0));
    events.add(120 * HOP, Event.noteOff(0, 72, 0));
    render(3000);
    assertThat(tap.positions(at)).isZero();
  }

  @Test
  void nothingIsAllocatedWhileSomebodyWatches() {
    tap.open();
    events.add(0, Event.noteOn(0, 69, 1));
    float[] out = new float[2 * HOP];
    for (int i = 0; i < 3000; i++) {
      instrument.render(out, 0, HOP);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      instrument.render(out, 0, HOP);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  /** A reader beside a writer gets whole codes, in their order, or none. */
  @Test
  void aReaderNeverSeesHalfACode() throws InterruptedException {
    AtomicBoolean writing = new AtomicBoolean(true);
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 3_000_000; i++) {
                Arrays.fill(tap.code(), i);
                tap.writeCode(i, i);
              }
              writing.set(false);
            });
    writer.start();
    float[] code = new float[SoundTap.CODE_SIZE + 1];
    int seen = 0;
    while (writing.get()) {
      long index = tap.codesWritten() - 100;
      long note = tap.code(index, code);
      if (note >= 0) {
        assertThat(note).isEqualTo(index);
        for (float number : code) {
          assertThat(number).isEqualTo(index);
        }
        seen++;
      }
    }
    writer.join();
    assertThat(seen).isPositive();
  }
}
