package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ligature.audio.UnderrunLog;

/** Whose fault underruns were. */
public final class Underruns {

  private static final long NEAR_NANOS = 50_000_000;

  private Underruns() {}

  /** Every underrun has an xrun of JACK, or a stall of a thread that only sleeps, beside it. */
  public static void assertExcused(UnderrunLog log, StallControl control, JackProbe watch) {
    List<Long> excuses = new ArrayList<>(control.stalls());
    excuses.addAll(watch.xrunNanos());
    for (long i = Math.max(0, log.count() - UnderrunLog.KEPT); i < log.count(); i++) {
      long at = log.nanos(i);
      assertThat(excuses)
          .as("an xrun or a stall of the control near underrun %d of %d", i, log.count())
          .anyMatch(nanos -> Math.abs(nanos - at) < NEAR_NANOS);
    }
  }
}
