package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import ligature.audio.UnderrunLog;

/** What the machine and JACK did while a test played: what may excuse an underrun. */
public final class Disturbances {

  private static final long NEAR_NANOS = 50_000_000;

  private static final long LOOK_NANOS = 50_000_000;

  private final List<Span> spans = new ArrayList<>();

  /** What the twins of the model thread and a client of JACK have seen so far. */
  public Disturbances(StallControl control, JackProbe probe) {
    spans.addAll(control.stalls());
    probe.xrunNanos().forEach(nano -> spans.add(Span.at(nano)));
  }

  /** The same, and when the network was slow. */
  public Disturbances(StallControl control, JackProbe probe, Pace pace) {
    this(control, probe);
    spans.addAll(pace.slow());
  }

  /** What lasted so long. */
  public Disturbances(List<Span> spans) {
    this.spans.addAll(spans);
  }

  public int count() {
    return spans.size();
  }

  /** What they are, as they were found. */
  public List<Span> spans() {
    return spans;
  }

  /**
   * Whether one lasted then, or ended or began within 50 ms. What a longer one took the model
   * thread makes up for in about as much time, half of which its own work takes.
   */
  public boolean isNear(long nano) {
    return spans.stream().anyMatch(each -> each.distanceNanos(nano) < nearNanos(each, nano));
  }

  /**
   * The share of a time that is near one: how much of it would excuse an underrun, wherever it
   * falls. Of a share close to 1 that all underruns were excused says nothing.
   */
  public double share(long fromNanos, long toNanos) {
    long looks = (toNanos - fromNanos) / LOOK_NANOS;
    long near = LongStream.range(0, looks).filter(i -> isNear(fromNanos + i * LOOK_NANOS)).count();
    return (double) near / Math.max(1, looks);
  }

  private static long nearNanos(Span span, long nano) {
    return nano > span.endNanos() ? Math.max(NEAR_NANOS, span.nanos()) : NEAR_NANOS;
  }

  /** Those of these moments that no disturbance is near to. */
  public List<Long> inexcusable(List<Long> moments) {
    return moments.stream().filter(nano -> !isNear(nano)).toList();
  }

  /** The same of the underruns in a log, from one on: those before it were not looked for. */
  public List<Long> inexcusable(UnderrunLog log, long first) {
    return inexcusable(moments(log, first));
  }

  /** When the underruns from one on came, of those that the log keeps. */
  public static List<Long> moments(UnderrunLog log, long first) {
    return LongStream.range(Math.max(first, log.count() - UnderrunLog.KEPT), log.count())
        .mapToObj(log::nanos)
        .toList();
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
