package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.live.Player;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;

/**
 * Eight seconds of a preset, played by the instrument itself: what was loaded before is back
 * afterwards, without a trace in the history. Threads: {@code [ui-thread]}; presets are read by the
 * executor {@code io}.
 */
public final class Previews {

  /** How long a preview is. */
  static final double SECONDS = 8;

  /** A note of the phrase: when it begins and ends, in seconds. */
  private record Note(int key, double from, double to, float velocity) {}

  /** A line over a low note, then a chord: what is struck, what lasts, how it is together. */
  private static final List<Note> PHRASE =
      List.of(
          new Note(48, 0, 3.7, 0.6f),
          new Note(60, 0, 0.9, 0.8f),
          new Note(64, 0.9, 1.8, 0.6f),
          new Note(67, 1.8, 2.7, 0.7f),
          new Note(72, 2.7, 3.7, 0.9f),
          new Note(45, 4, 7, 0.7f),
          new Note(57, 4, 7, 0.6f),
          new Note(60, 4.05, 7, 0.6f),
          new Note(64, 4.1, 7, 0.6f));

  private final Player player;
  private final Sound sound;
  private final PresetStore store;
  private final Executor io;
  private final Executor ui;
  private final List<Runnable> listeners = new ArrayList<>();
  private final boolean[] down = new boolean[PHRASE.size()];
  private final boolean[] over = new boolean[PHRASE.size()];
  private Consumer<String> tell = line -> {};
  private PresetEntry playing;
  private double began;
  private int request;

  /**
   * @param io asks the store
   * @param ui runs on the window's thread
   */
  public Previews(Player player, Sound sound, PresetStore store, Executor io, Executor ui) {
    this.player = player;
    this.sound = sound;
    this.store = store;
    this.io = io;
    this.ui = ui;
  }

  /** What is heard, or null. */
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

  /** Plays a preset, in place of one that is playing. */
  public void start(PresetEntry entry) {
    int mine = ++request;
    io.execute(
        () -> {
          try {
            Patch patch = store.load(entry, warning -> {}); // who loads it is told
            ui.execute(() -> begin(entry, patch, mine));
          } catch (InputException e) {
            ui.execute(() -> tell.accept(e.getMessage()));
          }
        });
  }

  private void begin(PresetEntry entry, Patch patch, int mine) {
    if (mine != request) {
      return;
    }
    liftAll();
    sound.audition(patch);
    playing = entry;
    began = Double.NaN;
    java.util.Arrays.fill(over, false);
    fire();
  }

  /** Ends it; what was loaded before is back. Does nothing if nothing is playing. */
  public void stop() {
    request++;
    if (playing != null) {
      liftAll();
      playing = null;
      sound.endAudition();
      fire();
    }
  }

  private void liftAll() {
    for (int i = 0; i < down.length; i++) {
      lift(i);
    }
  }

  private void lift(int note) {
    if (down[note]) {
      down[note] = false;
      player.noteOff(PHRASE.get(note).key());
    }
  }

  /** Goes on to a time, in seconds of any clock. */
  public void tick(double seconds) {
    if (playing == null) {
      return;
    }
    if (!sound.isAuditioning()) { // somebody has loaded another sound
      liftAll();
      playing = null;
      fire();
      return;
    }
    began = Double.isNaN(began) ? seconds : began;
    double now = seconds - began;
    for (int i = 0; i < down.length; i++) {
      Note note = PHRASE.get(i);
      if (now >= note.to()) {
        lift(i);
      } else if (now >= note.from() && !down[i] && !over[i]) {
        down[i] = true;
        over[i] = true;
        player.noteOn(note.key(), note.velocity());
      }
    }
    if (now >= SECONDS) {
      stop();
    }
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
