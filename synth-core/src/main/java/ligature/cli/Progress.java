package ligature.cli;

import java.util.Locale;
import java.util.function.DoubleConsumer;

/**
 * Progress of long work: a bar on a terminal, a line every few seconds elsewhere. Written to
 * stderr.
 */
final class Progress implements DoubleConsumer, AutoCloseable {

  private static final long BAR_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 3_000_000_000L;
  private static final int BAR_CELLS = 40;

  private final String what;
  private final boolean terminal = System.console() != null;
  private final long begin = System.nanoTime();
  private long shown = begin;
  private boolean bar;
  private volatile String detail = "";

  Progress(String what) {
    this.what = what;
  }

  /** Says something beside the bar from now on. */
  void tell(String text) {
    detail = ", " + text;
  }

  /** Since the beginning. */
  double seconds() {
    return (System.nanoTime() - begin) * 1e-9;
  }

  @Override
  public synchronized void accept(double done) {
    long now = System.nanoTime();
    if (now - shown < (terminal ? BAR_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    double spent = (now - begin) * 1e-9;
    double left = done > 0 ? spent / done - spent : 0;
    if (terminal) {
      int cells = (int) (done * BAR_CELLS);
      System.err.printf(
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
      System.err.printf(
          Locale.ROOT, "%s: %.0f %%, %.0f s left%s%n", what, done * 100, left, detail);
    }
  }

  @Override
  public void close() {
    if (bar) {
      System.err.print("\r\033[K");
      bar = false;
    }
  }
}
