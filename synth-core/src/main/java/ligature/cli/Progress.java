package ligature.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import ligature.render.pack.PackEstimate;

/**
 * Progress of long work: a bar on a terminal, a line every few seconds elsewhere. Written to
 * stderr.
 */
final class Progress implements DoubleConsumer, AutoCloseable {

  private static final long BAR_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 3_000_000_000L;
  private static final int BAR_CELLS = 40;

  private final String what;
  private final PrintStream to;
  private final boolean terminal;
  private final LongSupplier clock;
  private final long begin;
  private long shown;
  private boolean bar;
  private volatile String detail = "";

  Progress(String what) {
    this(what, System.err, System.console() != null, System::nanoTime);
  }

  /**
   * @param terminal whether a line can be written over
   * @param clock gives nanoseconds
   */
  Progress(String what, PrintStream to, boolean terminal, LongSupplier clock) {
    this.what = what;
    this.to = to;
    this.terminal = terminal;
    this.clock = clock;
    begin = clock.getAsLong();
    shown = begin;
  }

  /** Says something beside the bar from now on. */
  void tell(String text) {
    detail = ", " + text;
  }

  /** Says how much of a pack is done, how fast, and what lies on the disk. */
  void tellPack(int files, int ofFiles, double audioSeconds, long bytes) {
    tell(
        String.format(
            Locale.ROOT,
            "%d of %d files, %.1f times real time, %s",
            files,
            ofFiles,
            audioSeconds / Math.max(1e-3, seconds()),
            PackEstimate.size(bytes)));
    accept((double) files / ofFiles);
  }

  /** Since the beginning. */
  double seconds() {
    return (clock.getAsLong() - begin) * 1e-9;
  }

  @Override
  public synchronized void accept(double done) {
    long now = clock.getAsLong();
    if (now - shown < (terminal ? BAR_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    double spent = (now - begin) * 1e-9;
    double left = done > 0 ? spent / done - spent : 0;
    if (terminal) {
      int cells = (int) (done * BAR_CELLS);
      to.printf(
          Locale.ROOT,
          "\r%s [%s%s] %3.0f %%, %.0f s left%s ",
          what,
          "#".repeat(cells),
          ".".repeat(BAR_CELLS - cells),
          done * 100,
          left,
          detail);
      bar = true;
    } else {
      to.printf(Locale.ROOT, "%s: %.0f %%, %.0f s left%s%n", what, done * 100, left, detail);
    }
  }

  @Override
  public void close() {
    if (bar) {
      to.print("\r\033[K");
      bar = false;
    }
  }
}
