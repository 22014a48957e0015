package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import ligature.audio.UnderrunLog;

/** What the machine and JACK did while a test played: what may excuse an underrun. */
public final class Disturbances {

  private static final long NEAR_NANOS = 50_000_000;

  private final List<Long> nanos = new ArrayList<>();

  /** What the twins of the model thread and a client of JACK have seen so far. */
  public Disturbances(StallControl control, JackProbe probe) {
    nanos.addAll(control.stalls());
    nanos.addAll(probe.xrunNanos());
  }

  /** What happened at these times, by {@link System#nanoTime}. */
  public Disturbances(List<Long> nanos) {
    this.nanos.addAll(nanos);
  }

  public int count() {
    return nanos.size();
  }

  /** Whether there was one within 50 ms. */
  public boolean isNear(long nano) {
    return nanos.stream().anyMatch(each -> Math.abs(each - nano) < NEAR_NANOS);
  }

  /** Those of these moments that no disturbance is near to. */
  public List<Long> inexcusable(List<Long> moments) {
    return moments.stream().filter(nano -> !isNear(nano)).toList();
  }

  /** The same of the underruns in a log, from one on: those before it were not looked for. */
  public List<Long> inexcusable(UnderrunLog log, long first) {
    return inexcusable(
        LongStream.range(Math.max(first, log.count() - UnderrunLog.KEPT), log.count())
            .mapToObj(log::nanos)
            .toList());
  }

  /** The rule of the twin control: an underrun of ours is near a stall of it, or an xrun. */
  public void assertExcuse(UnderrunLog log) {
    assertExcuse(log, 0);
  }

  /** The same for the underruns from one on. */
  public void assertExcuse(UnderrunLog log, long first) {
    assertThat(inexcusable(log, first))
        .as("of %d underruns those without an xrun or a stall of the control near", log.count())
        .isEmpty();
  }
}
