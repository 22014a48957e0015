package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import ligature.files.InputException;
import ligature.preset.Patch;

/**
 * Renders what plays to files, one job at a time, while the instrument plays on.
 *
 * <p>Threads: {@code [ui-thread]}; the work is done by the executor {@code io}.
 */
public final class Renders {

  /** What is rendered. */
  public enum Kind {
    /** Keys that are held for a time. */
    NOTE,
    /** A MIDI file. */
    SONG,
    /** A sample pack of the morph between the corners. */
    PACK
  }

  /**
   * What was asked for, as it was typed.
   *
   * @param out the file, .wav or .flac; of a pack its folder
   * @param keys MIDI numbers, separated by commas, or LO..HI:STEP
   * @param velocity 1 to 127
   * @param seconds how long keys are held
   * @param song the MIDI file
   * @param steps of the morph, along each axis
   */
  public record Order(
      Kind kind, String out, String keys, int velocity, double seconds, String song, int steps) {}

  /** Does the work. Threads: {@code [io-thread]}. */
  public interface Renderer {

    /**
     * What an order will take, in a sentence.
     *
     * @throws InputException in one line, if it cannot be done
     */
    String estimate(Order order, Patch patch);

    /**
     * Does it.
     *
     * @param progress told the done part, 0 to 1; throws a {@link CancellationException} when
     *     nobody wants it any more
     * @return what was made, in a sentence
     * @throws InputException in one line, if it cannot be done
     */
    String render(Order order, Patch patch, DoubleConsumer progress);

    /** Opens the folder where something was rendered in the desktop's own program. */
    void show(String out);
  }

  private static final double LEAST_SECONDS = 1;
  private static final double LEAST_DONE = 0.01;

  private final Sound sound;
  private final Renderer renderer;
  private final Executor io;
  private final Executor ui;
  private final LongSupplier nanoTime;
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean working;
  private boolean failed;
  private String line = "";
  private String made;
  private int asked;
  private volatile boolean cancelled;
  private volatile double progress;
  private volatile int latest;
  private long began;

  /**
   * @param io does one thing after another
   * @param ui runs on the window's thread
   */
  public Renders(Sound sound, Renderer renderer, Executor io, Executor ui) {
    this(sound, renderer, io, ui, System::nanoTime);
  }

  Renders(Sound sound, Renderer renderer, Executor io, Executor ui, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.sound = sound;
    this.renderer = renderer;
    this.io = io;
    this.ui = ui;
  }

  public boolean isWorking() {
    return working;
  }

  /** The done part, 0 to 1. */
  public double progress() {
    return progress;
  }

  /**
   * How long what is rendered will go on, in seconds, if it goes on as until now; NaN as long as
   * that is too early to say.
   */
  public double secondsLeft() {
    double seconds = (nanoTime.getAsLong() - began) * 1e-9;
    double done = progress;
    return working && seconds >= LEAST_SECONDS && done >= LEAST_DONE
        ? seconds * (1 - done) / done
        : Double.NaN;
  }

  /** What is expected, was made, or went wrong; in a sentence. */
  public String line() {
    return line;
  }

  /** Whether {@link #line} says what went wrong. */
  public boolean hasFailed() {
    return failed;
  }

  /** Where the last thing was rendered to; null if there is none. */
  public String made() {
    return made;
  }

  /** Called when anything but the progress has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Asks what an order will take; while something is rendered, nobody is asked. */
  public void estimate(Order order) {
    if (working) {
      return;
    }
    int mine = ++asked;
    latest = mine;
    Patch patch = sound.current();
    tell("Estimating \u2026", false);
    io.execute(
        () -> {
          if (mine != latest) {
            return; // another was asked since
          }
          String found;
          boolean wrong = false;
          try {
            found = renderer.estimate(order, patch);
          } catch (RuntimeException e) {
            found = inWords(e);
            wrong = true;
          }
          String text = found;
          boolean isWrong = wrong;
          ui.execute(
              () -> {
                if (mine == asked && !working) {
                  tell(text, isWrong);
                }
              });
        });
  }

  /** Renders what plays now; does nothing while something is rendered. */
  public void render(Order order) {
    if (working) {
      return;
    }
    working = true;
    cancelled = false;
    progress = 0;
    began = nanoTime.getAsLong();
    made = null;
    latest = ++asked;
    Patch patch = sound.current();
    tell("Rendering \u2026", false);
    io.execute(
        () -> {
          String text;
          boolean done = false;
          boolean stopped = false;
          try {
            text = renderer.render(order, patch, this::advance);
            done = true;
          } catch (CancellationException e) {
            text = "Cancelled.";
            stopped = true;
          } catch (RuntimeException e) {
            text = inWords(e);
          }
          String said = text;
          boolean success = done;
          boolean wrong = !done && !stopped;
          ui.execute(
              () -> {
                working = false;
                made = success ? order.out() : null;
                tell(said, wrong);
              });
        });
  }

  private void advance(double done) {
    if (cancelled) {
      throw new CancellationException();
    }
    progress = done;
  }

  /** Stops the work as soon as it can be; of a pack, what is finished stays. */
  public void cancel() {
    cancelled = true;
    if (working) {
      tell("Cancelling \u2026", false);
    }
  }

  /** Opens the folder of what was made last. */
  public void showMade() {
    String out = made;
    if (out != null) {
      io.execute(
          () -> {
            try {
              renderer.show(out);
            } catch (RuntimeException e) {
              ui.execute(() -> tell(inWords(e), true));
            }
          });
    }
  }

  private static String inWords(RuntimeException e) {
    return e instanceof InputException ? e.getMessage() : "The rendering failed: " + e;
  }

  private void tell(String text, boolean wrong) {
    line = text;
    failed = wrong;
    listeners.forEach(Runnable::run);
  }

  /** A name for files, from a sound's name. */
  public static String fileName(String title) {
    String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return name.replaceAll("^-|-$", "").isEmpty() ? "sound" : name.replaceAll("^-|-$", "");
  }
}
