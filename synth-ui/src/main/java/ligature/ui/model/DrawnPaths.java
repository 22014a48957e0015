package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.modulation.MapRoute;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.preset.Patch;

/**
 * Lines drawn through the map of timbres, made the sound's path: the timbres that a line passes
 * become the corners, the way between them is timed by ear, and all of it is one edit. Until then,
 * and if it fails, the sound stays as it is.
 *
 * <p>Threads: {@code [ui-thread]}; the work is done on another.
 */
public final class DrawnPaths {

  private static final double LEAST_SECONDS = 1;

  /** What a drawn line does at its end if the sound had no path that says it: it never jumps. */
  private static final MorphPath TO_AND_FRO = MorphPath.NONE.withMode(Mode.PING_PONG, 0);

  private final Sound sound;
  private final PadPath path;
  private final PathTimer timer;
  private final Executor work;
  private final Executor ui;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> tell = line -> {};
  private Consumer<String> fail = line -> {};
  private boolean running;
  private double done;
  private volatile int request;

  /**
   * @param work runs one task after the other, on a thread that may wait
   * @param ui runs tasks on {@code [ui-thread]}
   */
  public DrawnPaths(Sound sound, PadPath path, PathTimer timer, Executor work, Executor ui) {
    this.sound = sound;
    this.path = path;
    this.timer = timer;
    this.work = work;
    this.ui = ui;
  }

  /** Whether a line is being timed. */
  public boolean isRunning() {
    return running;
  }

  /** The part of it that is done, 0 to 1. */
  public double done() {
    return done;
  }

  /** Called when one of the above has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets who is told in a line what has become of a drawn line, and who what went wrong. */
  public void setTell(Consumer<String> tell, Consumer<String> fail) {
    this.tell = tell;
    this.fail = fail;
  }

  /**
   * Follows a line through the map, in place of one that is being followed.
   *
   * @param timbres of the map, in its order
   * @param drawn places on the map and when they were reached, in seconds
   */
  public void draw(TimbreMap map, List<Timbre> timbres, List<Point> drawn) {
    int mine = ++request;
    Patch before = sound.current();
    List<Timbre> all = List.copyOf(timbres);
    show(true, 0);
    work.execute(() -> run(map, all, inTime(drawn), before, mine));
  }

  /** A hand is quick, and a path of no length none. */
  private static List<Point> inTime(List<Point> drawn) {
    double first = drawn.get(0).at();
    double length = drawn.get(drawn.size() - 1).at() - first;
    double factor = length >= LEAST_SECONDS ? 1 : LEAST_SECONDS / Math.max(1e-3, length);
    List<Point> points = new ArrayList<>();
    for (Point point : drawn) {
      double at = factor * (point.at() - first);
      if (points.isEmpty() || at - points.get(points.size() - 1).at() >= MorphPath.LEAST_STEP) {
        points.add(new Point(at, point.x(), point.y()));
      }
    }
    return points;
  }

  /** Gives up the line that is being timed. */
  public void cancel() {
    request++;
    show(false, 0);
  }

  /** [work] */
  private void run(TimbreMap map, List<Timbre> timbres, List<Point> drawn, Patch before, int mine) {
    try {
      MapRoute route = MapRoute.along(map, timbres, drawn);
      MorphPath even =
          timer.evened(
              before.withCorners(route.corners()), route.path(), part -> progress(part, mine));
      ui.execute(() -> found(route, even, before, mine));
    } catch (CancellationException e) {
      return; // as asked
    } catch (InputException | IllegalArgumentException e) {
      ui.execute(() -> failed("The line is no path: " + e.getMessage(), mine));
    } catch (RuntimeException e) {
      System.getLogger("ligature.ui").log(System.Logger.Level.ERROR, "no path", e);
      ui.execute(() -> failed("The line could not be timed: " + e, mine));
    }
  }

  /** [work] */
  private void progress(double part, int mine) {
    if (mine != request) {
      throw new CancellationException();
    }
    ui.execute(
        () -> {
          if (mine == request) {
            show(true, part);
          }
        });
  }

  private void found(MapRoute route, MorphPath even, Patch before, int mine) {
    if (mine != request) {
      return;
    }
    show(false, 1);
    Patch now = sound.current();
    if (!now.name().equals(before.name()) || !now.corners().equals(before.corners())) {
      fail.accept("The sound was changed while the line was timed: draw it once more");
      return;
    }
    MorphPath next = path.inItsPlace(even.points(), TO_AND_FRO).withSmooth(false);
    sound.edit(
        "Path drawn on the map",
        patch ->
            patch
                .withCorners(route.corners())
                .withModulation(patch.modulation().withPath(next))
                .with(Parameter.BLEND, 0)
                .with(Parameter.PATH, Parameter.PATH.max()));
    tell.accept(
        String.format(
            Locale.ROOT,
            "The path goes through %s, %.1f s, at even speed to the ear",
            route.corners().stream()
                .distinct()
                .map(Timbre::title)
                .collect(Collectors.joining(", ")),
            even.length()));
  }

  private void failed(String line, int mine) {
    if (mine == request) {
      show(false, 0);
      fail.accept(line);
    }
  }

  private void show(boolean nowRunning, double nowDone) {
    running = nowRunning;
    done = nowDone;
    listeners.forEach(Runnable::run);
  }
}
