package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import ligature.engine.Clip;
import ligature.files.InputException;
import ligature.live.Player;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.units.KeyPitch;

/**
 * A few seconds of a preset, rendered in the background and heard beside what sounds: that goes on,
 * and what is loaded stays loaded. Threads: {@code [ui-thread]}; presets are read by the executor
 * {@code io} and rendered by another.
 */
public final class Previews {

  private final Player player;
  private final PresetStore store;
  private final PreviewMaker maker;
  private final Executor io;
  private final Executor work;
  private final Background background;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> tell = line -> {};
  private PresetEntry playing;
  private Clip clip;
  private volatile int request;

  /**
   * @param io asks the store
   * @param work renders, one after the other
   * @param ui runs on the window's thread
   */
  public Previews(
      Player player,
      PresetStore store,
      PreviewMaker maker,
      Executor io,
      Executor work,
      Executor ui) {
    this.player = player;
    this.store = store;
    this.maker = maker;
    this.io = io;
    this.work = work;
    background = new Background(work, ui);
  }

  /** What is heard, or about to be; null for nothing. */
  public PresetEntry playing() {
    return playing;
  }

  /** Called when something else is heard. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets who is told in a line what went wrong. */
  public void setTell(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Presets can be chosen from now on: the first preview is to begin soon. */
  public void prepare() {
    background.attempt(
        () -> {
          maker.prepare();
          return () -> {};
        },
        line -> {}); // the preview that fails will say so
  }

  /** The window closes. */
  public void close() {
    request++;
    work.execute(maker::close);
  }

  /** Plays a preset, in place of one that is playing. */
  public void start(PresetEntry entry) {
    silence();
    int mine = ++request;
    playing = entry;
    fire();
    io.execute(
        () -> {
          try {
            Patch patch = store.load(entry, warning -> {}); // who loads it is told
            background.ui().execute(() -> render(patch, mine));
          } catch (InputException e) {
            background.ui().execute(() -> failed(e.getMessage(), mine));
          }
        });
  }

  private void render(Patch patch, int mine) {
    if (mine != request) {
      return;
    }
    KeyPitch pitches = player.pitches(patch);
    background.attempt(
        () -> {
          maker.make(
              patch,
              pitches,
              ready -> background.ui().execute(() -> begin(ready, mine)),
              () -> mine == request);
          return () -> {};
        },
        line -> failed(line, mine));
  }

  private void begin(Clip ready, int mine) {
    if (mine == request) {
      clip = ready;
      player.play(clip);
    }
  }

  private void failed(String line, int mine) {
    if (mine == request && line != null) {
      stop();
      tell.accept(line);
    }
  }

  /** Ends it. Does nothing if nothing is playing. */
  public void stop() {
    request++;
    silence();
    if (playing != null) {
      playing = null;
      fire();
    }
  }

  /** What others play in its place goes on. */
  private void silence() {
    if (clip != null && !clip.isOver()) {
      player.play(null);
    }
    clip = null;
  }

  /** Looks whether it is over. */
  public void tick() {
    if (clip != null && clip.isOver()) {
      stop();
    }
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
