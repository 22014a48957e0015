package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A way over the pad that was recorded, to be gone again and again.
 *
 * <p>Recording waits for a hand on the pad, and ends when the hand lets go; then the path plays,
 * and goes back from its end to its beginning on a straight line. While a hand is on the pad the
 * path gives way. Threads: {@code [ui-thread]}.
 */
public final class PadPath {

  /** A place and when it was reached, in seconds from the first one. */
  public record Step(double seconds, float x, float y) {}

  /** The longest path. */
  static final double MOST_SECONDS = 60;

  private static final double RETURN_SECONDS = 0.25;
  private static final int FEWEST_STEPS = 2;

  private final Binding x;
  private final Binding y;
  private final History history;
  private final List<Runnable> listeners = new ArrayList<>();
  private List<Step> steps = List.of();
  private List<Step> recorded = new ArrayList<>();
  private boolean armed;
  private boolean recording;
  private boolean looping;
  private double since;
  private double now;

  public PadPath(Sound sound) {
    x = sound.binding(ligature.parameter.Parameter.MORPH_X);
    y = sound.binding(ligature.parameter.Parameter.MORPH_Y);
    history = sound.history();
  }

  /** The path; empty if there is none. */
  public List<Step> steps() {
    return steps;
  }

  /** Whether a path is being recorded, or waits for a hand to begin. */
  public boolean isRecording() {
    return armed || recording;
  }

  public boolean isLooping() {
    return looping;
  }

  /** Called when anything of the above has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Waits for a hand to record; or ends the recording. */
  public void record() {
    if (recording) {
      finish();
    } else {
      armed = !armed;
      looping = false;
      fire();
    }
  }

  /** Plays the path from its beginning, or stops. */
  public void loop() {
    looping = !looping && !steps.isEmpty();
    armed = false;
    since = now;
    fire();
  }

  /** Forgets the path. */
  public void clear() {
    if (!steps.isEmpty()) {
      replace("Clear the path", List.of());
    }
    armed = false;
    recording = false;
    fire();
  }

  private void replace(String title, List<Step> path) {
    List<Step> before = steps;
    history.add(new History.Edit(title, () -> set(before), () -> set(path)));
    set(path);
  }

  private void set(List<Step> path) {
    steps = path;
    looping = looping && !path.isEmpty();
    fire();
  }

  /**
   * Goes on to a time, in seconds of a steady clock. About 60 Hz.
   *
   * @param held whether a hand is on the pad
   */
  public void tick(double seconds, boolean held) {
    now = seconds;
    if (armed && held) {
      armed = false;
      recording = true;
      since = now;
      recorded = new ArrayList<>();
    }
    if (recording) {
      if (!held || now - since > MOST_SECONDS) {
        finish();
      } else {
        recorded.add(new Step(now - since, x.value(), y.value()));
      }
    } else if (looping && !held) {
      Step at = at((now - since) % (length() + RETURN_SECONDS));
      x.steer(at.x());
      y.steer(at.y());
    }
  }

  private void finish() {
    recording = false;
    if (recorded.size() >= FEWEST_STEPS) {
      replace("Record a path", List.copyOf(recorded));
      looping = true;
      since = now;
    }
    fire();
  }

  /** How long the path takes, without the way back. */
  double length() {
    return steps.get(steps.size() - 1).seconds();
  }

  /** Where the path is after a time in [0, length + way back). */
  Step at(double seconds) {
    int low = 0;
    int high = steps.size() - 1;
    if (seconds >= length()) {
      double back = Math.min(1, (seconds - length()) / RETURN_SECONDS);
      return between(steps.get(high), steps.get(0), seconds, back);
    }
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (steps.get(middle).seconds() <= seconds) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Step from = steps.get(low);
    Step to = steps.get(high);
    double span = Math.max(1e-9, to.seconds() - from.seconds());
    return between(from, to, seconds, (seconds - from.seconds()) / span);
  }

  private static Step between(Step from, Step to, double seconds, double amount) {
    return new Step(
        seconds,
        (float) (from.x() + amount * (to.x() - from.x())),
        (float) (from.y() + amount * (to.y() - from.y())));
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
