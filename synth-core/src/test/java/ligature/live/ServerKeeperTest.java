package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import ligature.audio.AudioServer;
import ligature.audio.Playback;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.InputException;
import ligature.rt.ThreadRole;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that fail in ways that jackd does not show on demand. */
@Tag("live")
class ServerKeeperTest {

  /** Calls every few milliseconds, until it is told to stop calling. */
  private static final class Device implements AudioServer {

    private volatile boolean calling = true;
    private volatile boolean closed;
    private Thread thread;

    @Override
    public String kind() {
      return "test";
    }

    @Override
    public int sampleRateHz() {
      return 48_000;
    }

    @Override
    public int periodFrames() {
      return 128;
    }

    @Override
    public String description() {
      return "a device for tests";
    }

    @Override
    public void start(Playback playback) {
      FloatBuffer left = FloatBuffer.allocate(128);
      FloatBuffer right = FloatBuffer.allocate(128);
      thread =
          new Thread(
              () -> {
                ThreadRole.AUDIO.enter();
                while (calling) {
                  playback.process(left.clear(), right.clear(), 128);
                  java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public long xruns() {
      return 3;
    }

    @Override
    public boolean isAlive() {
      return true; // it does not say that it no longer calls
    }

    @Override
    public void close() {
      calling = false;
      closed = true;
    }
  }

  @Test
  void aServerThatCallsNoMoreIsReplaced() throws Exception {
    Device silent = new Device();
    Device next = new Device();
    AtomicInteger tries = new AtomicInteger();
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(),
            4,
            1,
            ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")),
            new Meters());
    try (LiveStream stream = new LiveStream(instrument, 0, silent);
        ServerKeeper keeper =
            new ServerKeeper(
                silent,
                () -> {
                  if (tries.incrementAndGet() < 3) {
                    throw new InputException("not yet");
                  }
                  return next;
                },
                stream)) {
      stream.start();
      keeper.start();
      Thread.sleep(300);
      assertThat(keeper.reconnections()).isZero();
      silent.calling = false;
      for (int i = 0; i < 2000 && keeper.reconnections() == 0; i++) {
        Thread.sleep(10);
      }
      assertThat(keeper.reconnections()).isOne();
      assertThat(silent.closed).isTrue();
      assertThat(tries).hasValue(3);
      assertThat(keeper.xruns()).as("those of both").isEqualTo(6);
      long position = stream.playback().position();
      Thread.sleep(200);
      assertThat(stream.playback().position()).isGreaterThan(position);
    }
  }
}
