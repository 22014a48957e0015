package ligature.ui.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.live.Player;

/**
 * The user's recordings on their way to timbres, one after the other.
 *
 * <p>Threads: {@code [ui-thread]}; the work is done on another, which has it for itself.
 */
public final class Imports {

  /**
   * What is going on.
   *
   * @param title what is being made, or was made last; null if there is nothing to tell
   * @param done the part of it that is done, 0 to 1
   * @param running whether something is being made
   * @param made what was made last, of what is being made now and before it; null for nothing yet
   * @param fresh whether that was made now, and not taken up again
   */
  public record State(String title, double done, boolean running, Timbre made, boolean fresh) {

    private State with(String newTitle, double nowDone, Timbre nowMade) {
      return new State(newTitle, nowDone, running, nowMade, fresh);
    }
  }

  private static final State NOTHING = new State(null, 0, false, null, true);

  private final Player player;
  private final TimbreMaker maker;
  private final Executor work;
  private final Executor ui;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> tell = line -> {};
  private Consumer<Timbre> added = timbre -> {};
  private State state = NOTHING;
  private Run last = new Run();
  private int runs;

  /** What one cancel ends. */
  private static final class Run {
    volatile boolean cancelled;
  }

  /**
   * @param work runs one task after the other, on a thread that may wait
   * @param ui runs tasks on {@code [ui-thread]}
   */
  public Imports(Player player, TimbreMaker maker, Executor work, Executor ui) {
    this.player = player;
    this.maker = maker;
    this.work = work;
    this.ui = ui;
  }

  public State state() {
    return state;
  }

  /** Called when the state has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets who is told in a line what went wrong or was left out. */
  public void setTell(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Sets who is told of each timbre that is in the bank from now on, or in another's place. */
  public void setAdded(Consumer<Timbre> added) {
    this.added = added;
  }

  /** Makes timbres of files and folders, after those that are being made. */
  public void add(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    Run run = last;
    if (runs++ == 0) {
      show(new State(null, 0, true, null, true));
    }
    List<Path> all = List.copyOf(files);
    work.execute(
        () -> {
          try {
            makeAll(all, run);
          } finally {
            ui.execute(this::ended);
          }
        });
  }

  /** Gives up what is being made and what waits; timbres that were made stay. */
  public void cancel() {
    last.cancelled = true;
    last = new Run();
  }

  /** A timbre was made anew: the new one is meant where the old one was. */
  void renew(Timbre old, Timbre made) {
    if (state.made == old) {
      String title = state.title != null && state.running ? state.title : made.title();
      show(state.with(title, state.done, made));
    }
    added.accept(made);
  }

  /** Takes up a timbre again that was made before, as if it had been made now. */
  void takeUp(Timbre timbre) {
    String title = state.running ? state.title : timbre.title();
    show(new State(title, state.running ? state.done : 1, state.running, timbre, false));
  }

  /** There is nothing to tell any more. */
  public void dismiss() {
    if (!state.running) {
      show(NOTHING);
    }
  }

  private void ended() {
    if (--runs == 0) {
      show(
          state.made == null
              ? NOTHING
              : new State(state.made.title(), 1, false, state.made, state.fresh));
    }
  }

  /** [work] */
  private void makeAll(List<Path> files, Run run) {
    for (List<Path> group : maker.byTimbre(files)) {
      if (run.cancelled) {
        return;
      }
      try {
        make(group, run);
      } catch (CancellationException e) {
        return; // as asked
      } catch (InputException e) {
        ui.execute(() -> tell.accept(e.getMessage()));
      } catch (RuntimeException e) {
        System.getLogger("ligature.ui")
            .log(System.Logger.Level.ERROR, "no timbre could be made of " + group, e);
        ui.execute(() -> tell.accept(group.get(0) + ": no timbre could be made of it: " + e));
      }
    }
  }

  /** [work] */
  private void make(List<Path> group, Run run) {
    String title = maker.title(group);
    progress(title, 0, run);
    Timbre timbre =
        maker.make(
            group,
            player.bank().names(),
            line -> ui.execute(() -> tell.accept(line)),
            done -> progress(title, done, run));
    ui.execute(
        () -> {
          player.addTimbre(timbre);
          show(new State(timbre.title(), 1, true, timbre, true));
          added.accept(timbre);
        });
  }

  /** [work] */
  private void progress(String title, double done, Run run) {
    if (run.cancelled) {
      throw new CancellationException();
    }
    ui.execute(
        () -> {
          if (state.running && !run.cancelled) {
            show(state.with(title, done, state.made));
          }
        });
  }

  private void show(State next) {
    state = next;
    listeners.forEach(Runnable::run);
  }
}
