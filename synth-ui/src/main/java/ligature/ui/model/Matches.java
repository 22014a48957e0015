package ligature.ui.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import ligature.files.InputException;
import ligature.latent.Timbre;

/**
 * The search for what comes closest to a recording; what was found is played at once, and can be
 * undone.
 *
 * <p>Threads: {@code [ui-thread]}; the work is done on another.
 */
public final class Matches {

  /**
   * What is going on.
   *
   * @param title the recording's; null if there is nothing to tell
   * @param done the part of it that is done, 0 to 1
   * @param found what came closest; null until it was found
   */
  public record State(String title, double done, MatchMaker.Match found) {

    public boolean isRunning() {
      return title != null && found == null;
    }
  }

  private static final State NOTHING = new State(null, 0, null);

  private final Sound sound;
  private final MatchMaker maker;
  private final Executor work;
  private final Executor ui;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> tell = line -> {};
  private State state = NOTHING;
  private volatile int request;

  /**
   * @param work runs one task after the other, on a thread that may wait
   * @param ui runs tasks on {@code [ui-thread]}
   */
  public Matches(Sound sound, MatchMaker maker, Executor work, Executor ui) {
    this.sound = sound;
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

  /** Listens to the recording in a file of this name. */
  public void start(String file) {
    start(Path.of(file));
  }

  /** Listens to a recording, in place of one that is being listened to. */
  public void start(Path recording) {
    int mine = ++request;
    String title = String.valueOf(recording.getFileName());
    show(new State(title, 0, null));
    List<Timbre> timbres = sound.timbres();
    work.execute(() -> run(recording, title, timbres, mine));
  }

  /** Gives the search up, or what it found is read. */
  public void dismiss() {
    request++;
    show(NOTHING);
  }

  /** [work] */
  private void run(Path recording, String title, List<Timbre> timbres, int mine) {
    try {
      MatchMaker.Match found =
          maker.match(
              recording,
              timbres,
              line -> ui.execute(() -> tell.accept(line)),
              done -> progress(title, done, mine));
      ui.execute(() -> found(title, found, mine));
    } catch (CancellationException e) {
      return; // as asked
    } catch (InputException e) {
      ui.execute(() -> failed(e.getMessage(), mine));
    } catch (RuntimeException e) {
      System.getLogger("ligature.ui").log(System.Logger.Level.ERROR, "no match", e);
      ui.execute(() -> failed(title + ": nothing could be found: " + e, mine));
    }
  }

  /** [work] */
  private void progress(String title, double done, int mine) {
    if (mine != request) {
      throw new CancellationException();
    }
    ui.execute(
        () -> {
          if (mine == request) {
            show(new State(title, done, null));
          }
        });
  }

  private void found(String title, MatchMaker.Match found, int mine) {
    if (mine == request) {
      sound.setBlend("Match with " + title, found.corners(), found.x(), found.y());
      show(new State(title, 1, found));
    }
  }

  private void failed(String line, int mine) {
    if (mine == request) {
      show(NOTHING);
      tell.accept(line);
    }
  }

  /** What was found, for people: "Oboe 46 %, Strings 33 %". */
  public static String inWords(MatchMaker.Match found) {
    return found.weights().entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.0f %%", e.getKey().title(), 100 * e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void show(State next) {
    state = next;
    listeners.forEach(Runnable::run);
  }
}
