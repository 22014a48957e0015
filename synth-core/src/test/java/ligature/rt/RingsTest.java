package ligature.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rings between two real threads. */
@Tag("live")
class RingsTest {

  private static final int EVENTS = 2_000_000;

  @Test
  void eventsArriveInOrderAndWhole() throws Exception {
    EventRing ring = new EventRing(1024);
    Thread producer =
        new Thread(
            () -> {
              for (long i = 0; i < EVENTS; ) {
                if (ring.offer(i, i * 31)) {
                  i++;
                } else {
                  Thread.onSpinWait();
                }
              }
            });
    producer.start();
    for (long i = 0; i < EVENTS; ) {
      long frame = ring.nextFrame();
      if (frame == EventSource.NONE) {
        Thread.onSpinWait();
        continue;
      }
      assertThat(frame).isEqualTo(i);
      assertThat(ring.take()).isEqualTo(i * 31);
      i++;
    }
    producer.join();
    assertThat(ring.nextFrame()).isEqualTo(EventSource.NONE);
  }

  @Test
  void aFullEventRingRefusesAndTellsOnce() {
    EventRing ring = new EventRing(2);
    assertThat(ring.offer(0, 1) && ring.offer(0, 2)).isTrue();
    assertThat(ring.offer(0, 3)).isFalse();
    assertThat(ring.takeResynchronisation()).as("what came before the loss is first").isNull();
    assertThat(ring.take() + ring.take()).isEqualTo(3);
    assertThat(ring.takeResynchronisation()).isSameAs(ring.held());
    assertThat(ring.takeResynchronisation()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 100, 128, 500})
  void framesKeepTheirPlaceInTheStream(int period) throws Exception {
    int block = 128;
    long frames = 3_000_000;
    FrameRing ring = new FrameRing(period + 2 * block, block);
    AtomicReference<Throwable> fault = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              float[] out = new float[2 * period];
              try {
                while (ring.position() < frames) {
                  long at = ring.position();
                  int got = ring.read(out, period);
                  for (int i = 0; i < got; i++) {
                    // a float holds integers to 2^24: the place modulo that
                    assertThat(out[2 * i]).isEqualTo((float) ((at + i) % 1_000_003));
                    assertThat(out[2 * i + 1]).isEqualTo(-out[2 * i]);
                  }
                  if (got < period) {
                    Thread.yield();
                  }
                }
              } catch (Throwable t) {
                fault.set(t);
              }
            });
    reader.start();
    float[] in = new float[2 * block];
    while (reader.isAlive()) {
      if (ring.space() < block) {
        Thread.onSpinWait();
        continue;
      }
      for (int i = 0; i < block; i++) {
        in[2 * i] = (ring.written() + i) % 1_000_003;
        in[2 * i + 1] = -in[2 * i];
      }
      ring.write(in, 0, block);
    }
    assertThat(fault.get()).isNull();
  }

  @Test
  void theClockSmoothsJitter() {
    StreamClock clock = new StreamClock(48_000);
    java.util.Random random = new java.util.Random(1);
    long begin = System.nanoTime();
    double worst = 0;
    for (int period = 0; period < 8000; period++) {
      long exact = begin + Math.round(period * 128 * 1e9 / 48_000);
      // callbacks come late, never early, by up to 1 ms
      clock.tick(period * 128L, 128, exact + (long) (random.nextDouble() * 1e6));
      if (period > 4000) {
        double error = clock.frameAt(exact) - period * 128L;
        worst = Math.max(worst, Math.abs(error + 24)); // half the jitter is a constant
      }
    }
    assertThat(worst).as("frames; 24 are 0.5 ms").isLessThan(12);
  }

  @Test
  void rolesAreChecked() {
    ThreadRole.UI.enter();
    try {
      assertThat(ThreadRole.UI.isCurrent()).isTrue();
      assertThat(ThreadRole.AUDIO.isCurrent()).isFalse();
    } finally {
      ThreadRole.leave();
    }
    assertThat(ThreadRole.AUDIO.isCurrent()).isTrue();
  }

  @Test
  void whatWasCapturedIsTakenInOrderAndWhatFoundNoRoomIsCounted() {
    CaptureRing ring = new CaptureRing(100);
    float[] out = new float[64];
    int written = 0;
    int read = 0;
    for (int i = 0; i < 50; i++) {
      java.nio.FloatBuffer in = java.nio.FloatBuffer.allocate(30);
      while (in.hasRemaining()) {
        in.put(written++);
      }
      ring.write(in.flip(), 30);
      int n = ring.read(out);
      assertThat(n).isEqualTo(30);
      for (int k = 0; k < n; k++) {
        assertThat(out[k]).isEqualTo(read++);
      }
    }
    assertThat(ring.read(out)).isZero();
    ring.write(java.nio.FloatBuffer.allocate(130), 130);
    assertThat(ring.dropped()).isEqualTo(30);
    assertThat(ring.read(new float[200])).isEqualTo(100);
  }
}
