package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import ligature.engine.Clip;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.model.SourceNote;

/**
 * The timbre that was made last of recordings of the user's own: the recording and what became of
 * it, to be heard one beside the other.
 *
 * <p>Threads: {@code [ui-thread]}; recordings are read and played on another.
 */
public final class OwnSound {

  /** What is heard. */
  public enum Heard {
    NOTHING,
    ORIGINAL,
    ENCODED
  }

  private final Player player;
  private final Imports imports;
  private final OwnSoundMaker maker;
  private final Executor work;
  private final Executor ui;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> tell = line -> {};
  private volatile Timbre timbre;
  private List<SourceNote> recordings = List.of();
  private int index;
  private boolean listening;
  private Comparison comparison;
  private Clip clip;
  private Heard heard = Heard.NOTHING;

  /**
   * @param work runs one task after the other, on a thread that may wait
   * @param ui runs tasks on {@code [ui-thread]}
   */
  public OwnSound(Player player, Imports imports, OwnSoundMaker maker, Executor work, Executor ui) {
    this.player = player;
    this.imports = imports;
    this.maker = maker;
    this.work = work;
    this.ui = ui;
    imports.addListener(this::follow);
  }

  /** Called when something of it has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets who is told in a line what went wrong. */
  public void setTell(Consumer<String> tell) {
    this.tell = tell;
  }

  /** The recording beside what became of it; null until that is known. */
  public Comparison comparison() {
    return comparison;
  }

  /** Whether the comparison is being made. */
  public boolean isListening() {
    return listening;
  }

  /** What is heard now. */
  public Heard heard() {
    return heard;
  }

  private void follow() {
    Timbre made = imports.state().made();
    if (made != timbre) {
      hear(Heard.NOTHING);
      timbre = made;
      recordings = List.of();
      comparison = null;
      index = 0;
      listening = made != null;
      if (made != null) {
        open(made);
      }
      fire();
    }
  }

  private void open(Timbre made) {
    work.execute(
        () -> {
          if (timbre != made) {
            return; // another one has been made meanwhile
          }
          try {
            List<SourceNote> kept = maker.recordings(made);
            Comparison measured = maker.compare(made, kept, 0);
            ui.execute(() -> opened(made, kept, measured));
          } catch (InputException e) {
            ui.execute(() -> failed(e.getMessage()));
          } catch (RuntimeException e) {
            System.getLogger("ligature.ui")
                .log(System.Logger.Level.ERROR, made + " could not be compared", e);
            ui.execute(() -> failed(made.title() + " could not be compared: " + e));
          }
        });
  }

  private void failed(String line) {
    listening = false;
    tell.accept(line);
    fire();
  }

  private void opened(Timbre made, List<SourceNote> kept, Comparison measured) {
    if (made == timbre) {
      listening = false;
      recordings = List.copyOf(kept);
      comparison = measured;
      fire();
    }
  }

  /** Plays one of both from its beginning, in place of the other; or nothing. */
  public void hear(Heard which) {
    if (which == Heard.NOTHING && clip == null || which != Heard.NOTHING && comparison == null) {
      return;
    }
    clip =
        switch (which) {
          case NOTHING -> null;
          case ORIGINAL -> whole(comparison.original());
          case ENCODED -> whole(comparison.encoded());
        };
    heard = which;
    player.play(clip);
    fire();
  }

  private static Clip whole(float[] samples) {
    return new Clip(samples, 0, samples.length);
  }

  /** Looks whether what is heard is over. */
  public void tick() {
    if (clip != null && clip.isOver()) {
      hear(Heard.NOTHING);
    }
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
