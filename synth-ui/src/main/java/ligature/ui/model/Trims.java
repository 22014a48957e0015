package ligature.ui.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import ligature.encode.NoteCut;
import ligature.encode.Span;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import ligature.ui.control.TrimValue;

/**
 * How the recordings of one timbre are cut and keyed: set by hand, one recording at a time, and
 * undone. Threads: {@code [ui-thread]}.
 */
public final class Trims implements TrimValue {

  /** What follows after more is another edit, as of a knob. */
  private static final long PAUSE_NANOS = 800_000_000;

  /** A note shorter than this is none. */
  private static final double LEAST_SECONDS = 0.05;

  private final History history;
  private final TimbreDocument source;
  private final Runnable changed;
  private final LongSupplier nanoTime;
  private final Runnable finish = this::finish;
  private List<NoteCut> cuts;
  private List<NoteCut> saved;
  private List<NoteCut> before;
  private int index;
  private String moved;
  private long lastMove;
  private boolean held;

  /**
   * @param source the timbre with its recordings as they came
   * @param changed called whenever one is cut in another way
   */
  Trims(History history, TimbreDocument source, Runnable changed, LongSupplier nanoTime) {
    this.history = history;
    this.source = source;
    this.changed = changed;
    this.nanoTime = nanoTime;
    cuts = Collections.nCopies(source.recordings().size(), NoteCut.NONE);
    saved = cuts;
  }

  /** The timbre with its recordings as they came. */
  TimbreDocument source() {
    return source;
  }

  /** How each recording is cut. */
  List<NoteCut> cuts() {
    return cuts;
  }

  /** The timbre was made of these. */
  void setSaved(List<NoteCut> made) {
    saved = made;
  }

  /** Whether the timbre is of other parts or keys than those that are set. */
  public boolean isTrimmed() {
    return !cuts.equals(saved);
  }

  /** The names of the recordings. */
  public List<String> recordings() {
    return source.recordings().stream().map(SourceNote::file).toList();
  }

  /** Which recording all that follows is about. */
  public int index() {
    return index;
  }

  void select(int next) {
    finish();
    index = next;
  }

  @Override
  public double seconds() {
    SourceNote note = source.recordings().get(index);
    return (double) note.samples().length / note.rateHz();
  }

  @Override
  public double start() {
    return cut().span().startSeconds();
  }

  @Override
  public double end() {
    return Math.min(seconds(), cut().span().endSeconds());
  }

  /** The key, as {@link NoteCut#key}. */
  public int key() {
    return cut().key();
  }

  private NoteCut cut() {
    return cuts.get(index);
  }

  @Override
  public void setStart(double seconds) {
    double start = Math.max(0, Math.min(end() - LEAST_SECONDS, seconds));
    set("start", new NoteCut(new Span(start, cut().span().endSeconds()), key()));
  }

  @Override
  public void setEnd(double seconds) {
    double end = Math.max(start() + LEAST_SECONDS, seconds);
    double open = end >= seconds() ? Double.POSITIVE_INFINITY : end;
    set("end", new NoteCut(new Span(start(), open), key()));
  }

  /** Sets the key, as {@link NoteCut#key}. */
  public void setKey(int key) {
    set("key", new NoteCut(cut().span(), key));
  }

  @Override
  public void hold() {
    finish();
    held = true;
  }

  @Override
  public void letGo() {
    held = false;
    finish();
  }

  /** Movements of another thing, or after a pause, are another edit. */
  private void set(String what, NoteCut cut) {
    if (cut.equals(cut())) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (!held && (now - lastMove > PAUSE_NANOS || !what.equals(moved))) {
      finish();
    }
    lastMove = now;
    moved = what;
    history.moving(finish, title());
    before = before == null ? cuts : before;
    List<NoteCut> next = new ArrayList<>(cuts);
    next.set(index, cut);
    show(List.copyOf(next));
  }

  private void finish() {
    history.still(finish);
    List<NoteCut> from = before;
    List<NoteCut> to = cuts;
    before = null;
    if (from != null && !from.equals(to)) {
      history.add(new History.Edit(title(), () -> show(from), () -> show(to)));
    }
  }

  private String title() {
    return "Trim " + source.timbre().title();
  }

  private void show(List<NoteCut> next) {
    cuts = next;
    changed.run();
  }
}
