package ligature.plugin.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import ligature.testing.Span;

/**
 * Whether something comes more often in the times after crashes than in the rest of the same run.
 * What follows another within 50 ms belongs to it: a ring that is dry is so for some periods.
 */
final class CrashWindows {

  private static final long BURST_NANOS = 50_000_000;

  /** Of two counts at one rate the one is seldom larger by chance. */
  private static final double ROOM = 1.5;

  /** So many may come after crashes where there are none without. */
  private static final int BY_CHANCE = 5;

  private final List<Span> windows;
  private final int after;
  private final int between;
  private final double afterSeconds;
  private final double betweenSeconds;

  /**
   * @param windows the times after crashes, in order, none over another
   * @param run what is looked at
   * @param moments when something came
   */
  CrashWindows(List<Span> windows, Span run, Collection<Long> moments) {
    this.windows = windows;
    List<Long> begun = begun(new TreeSet<>(moments), run);
    after = (int) begun.stream().filter(this::isAfterCrash).count();
    between = begun.size() - after;
    afterSeconds = windows.stream().mapToLong(Span::nanos).sum() * 1e-9;
    betweenSeconds = run.nanos() * 1e-9 - afterSeconds;
  }

  private static List<Long> begun(TreeSet<Long> moments, Span run) {
    List<Long> begun = new ArrayList<>();
    long last = Long.MIN_VALUE / 2;
    for (long moment : moments) {
      if (moment - last > BURST_NANOS && run.distanceNanos(moment) == 0) {
        begun.add(moment);
      }
      last = moment;
    }
    return begun;
  }

  private boolean isAfterCrash(long nano) {
    return windows.stream().anyMatch(window -> window.distanceNanos(nano) == 0);
  }

  /** Whether there are more after crashes than come there by chance. */
  boolean areWorse() {
    return after > ROOM * between / betweenSeconds * afterSeconds + BY_CHANCE;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d in %.1f s after crashes, %d in %.1f s without",
        after,
        afterSeconds,
        between,
        betweenSeconds);
  }
}
