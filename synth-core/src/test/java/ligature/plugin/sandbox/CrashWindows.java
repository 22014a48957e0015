package ligature.plugin.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import ligature.testing.Disturbances;
import ligature.testing.Span;

/**
 * Whether the sound is interrupted more often just after crashes than in the rest of the same run:
 * so what a crash does to the whole machine is seen, too, where the twin control would excuse it.
 *
 * <p>An interruption is a stall of the control, an xrun of JACK or an underrun; what follows
 * another within 50 ms belongs to it.
 */
final class CrashWindows {

  /** In it the child dies, another takes over, and the next spare one begins. */
  static final long WINDOW_NANOS = 400_000_000;

  private static final long BURST_NANOS = 50_000_000;

  /** Of two counts of one rate, which come by chance, the one is seldom larger. */
  private static final double ROOM = 2;

  private static final int MOST_BY_CHANCE = 5;

  private final List<Long> crashes;
  private final int after;
  private final int between;
  private final double afterSeconds;
  private final double betweenSeconds;

  /**
   * @param crashes when they were, in order, within the run
   * @param run what is looked at
   * @param underruns when they were
   */
  CrashWindows(List<Long> crashes, Span run, Disturbances machine, List<Long> underruns) {
    this.crashes = crashes;
    TreeSet<Long> all = new TreeSet<>(underruns);
    machine.spans().forEach(span -> all.add(span.endNanos()));
    List<Long> begun = begun(all, run);
    after = (int) begun.stream().filter(this::isAfterCrash).count();
    between = begun.size() - after;
    long nanos = 0;
    for (int i = 0; i < crashes.size(); i++) {
      long next = i + 1 < crashes.size() ? crashes.get(i + 1) : run.endNanos();
      nanos += Math.min(WINDOW_NANOS, next - crashes.get(i));
    }
    afterSeconds = nanos * 1e-9;
    betweenSeconds = (run.nanos() - nanos) * 1e-9;
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
    return crashes.stream().anyMatch(crash -> crash <= nano && nano < crash + WINDOW_NANOS);
  }

  /** How many interruptions there may be after crashes. */
  private double most() {
    return ROOM * between / betweenSeconds * afterSeconds + MOST_BY_CHANCE;
  }

  /** Whether there are more than elsewhere. */
  boolean areWorse() {
    return after > most();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d interruptions in %.1f s after crashes, %d in %.1f s without",
        after,
        afterSeconds,
        between,
        betweenSeconds);
  }
}
