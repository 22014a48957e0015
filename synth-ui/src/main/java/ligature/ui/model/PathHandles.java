package ligature.ui.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.ui.control.PadRoute;

/**
 * The points of the sound's path, to be pulled, put in and taken away; each is an edit, those of
 * one movement of the hand are one. Threads: {@code [ui-thread]}.
 */
public final class PathHandles implements PadRoute {

  /** Places of a curve from one point to the next, if there are few; and at least. */
  private static final int CURVE_STEPS = 24;

  private static final int MANY_PLACES = 1000;
  private static final int LEAST_STEPS = 4;

  /**
   * A path as it is shown.
   *
   * @param handles the points that are handles, as bits
   */
  private record Shape(MorphPath path, BitSet handles) {}

  private final History history;
  private final Modulation modulation;
  private final Turns<Shape> turns;
  private Shape shape;
  private MorphPath drawn; // what the line was made of
  private List<Place> line = List.of();
  private List<Place> wayBack = List.of();
  private double[] times = {}; // of the line's places
  private String holding; // the title of what a hand does now, or null

  PathHandles(History history, Modulation modulation, LongSupplier nanoTime) {
    this.history = history;
    this.modulation = modulation;
    turns = new Turns<>(history, () -> shape, this::show, nanoTime);
    shape = shapeOf(path());
    modulation.addListener(this::follow);
  }

  private MorphPath path() {
    return modulation.matrix().path();
  }

  private static Shape shapeOf(MorphPath path) {
    return new Shape(path, PathPoints.handles(path));
  }

  /** Somebody else changed the path: of as many points the handles are as they were. */
  private void follow() {
    MorphPath now = path();
    if (now != shape.path()) {
      boolean alike = now.points().size() == shape.path().points().size();
      shape = alike ? new Shape(now, shape.handles()) : shapeOf(now);
    }
  }

  /** Shows a path without a trace in the history. */
  private void show(Shape next) {
    shape = next;
    modulation.apply(modulation.matrix().withPath(next.path()));
  }

  /** Puts another path in the place of this one, as an edit. */
  void replace(String title, MorphPath next) {
    replace(title, next, () -> {}, () -> {});
  }

  /**
   * Puts another path in the place of this one, as an edit.
   *
   * @param undo what is to be done beside it, and {@code redo}, which is done now
   */
  void replace(String title, MorphPath next, Runnable undo, Runnable redo) {
    Shape before = shape;
    Shape after = shapeOf(next);
    History.Edit edit =
        new History.Edit(
            title,
            () -> {
              show(before);
              undo.run();
            },
            () -> {
              show(after);
              redo.run();
            });
    history.add(edit);
    edit.redo().run();
  }

  @Override
  public List<Place> line() {
    draw();
    return line;
  }

  private void draw() {
    MorphPath path = path();
    if (path == drawn) {
      return;
    }
    drawn = path;
    List<Point> points = path.points();
    int wanted = Math.min(CURVE_STEPS, MANY_PLACES / Math.max(1, points.size()));
    int steps = path.smooth() ? Math.max(LEAST_STEPS, wanted) : 1;
    MorphPath once = path.withMode(path.mode() == Mode.LOOP ? Mode.LOOP : Mode.ONCE, path.back());
    List<Place> places = new ArrayList<>();
    times = new double[points.isEmpty() ? 0 : (points.size() - 1) * steps + 1];
    for (int i = 0; i < times.length; i++) {
      Point from = points.get(i / steps);
      Point to = points.get(Math.min(points.size() - 1, i / steps + 1));
      times[i] = from.at() + (to.at() - from.at()) * (i % steps) / steps;
      Point at = i % steps == 0 ? from : once.at(times[i]);
      places.add(new Place(at.x(), at.y()));
    }
    line = List.copyOf(places);
    wayBack = path.mode() == Mode.LOOP && path.back() > 0 ? wayBack(path, steps) : List.of();
  }

  private static List<Place> wayBack(MorphPath path, int steps) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      Point at =
          i == steps ? path.points().get(0) : path.at(path.length() + path.back() * i / steps);
      places.add(new Place(at.x(), at.y()));
    }
    return places;
  }

  @Override
  public List<Place> wayBack() {
    draw();
    return wayBack;
  }

  @Override
  public List<Place> handles() {
    List<Point> points = path().points();
    return shape.handles().stream()
        .mapToObj(i -> new Place(points.get(i).x(), points.get(i).y()))
        .toList();
  }

  /** The number of a handle's point in the path. */
  private int point(int handle) {
    return shape.handles().stream().skip(handle).findFirst().orElseThrow();
  }

  @Override
  public String title(int handle) {
    return String.format(
        Locale.ROOT,
        "Point %d of %d, at %.2f %s",
        handle + 1,
        shape.handles().cardinality(),
        path().points().get(point(handle)).at(),
        path().inBeats() ? "beats" : "s");
  }

  @Override
  public int insert(int stretch, double share) {
    draw();
    return insert(times[stretch] + share * (times[stretch + 1] - times[stretch]));
  }

  @Override
  public int insertAfter(int handle) {
    int from = Math.min(handle, shape.handles().cardinality() - 2);
    List<Point> points = path().points();
    return insert((points.get(point(from)).at() + points.get(point(from + 1)).at()) / 2);
  }

  private int insert(double time) {
    MorphPath path = path();
    int at = PathPoints.room(path, time);
    if (at < 0) {
      return -1;
    }
    BitSet handles = new BitSet();
    shape.handles().stream().forEach(i -> handles.set(i < at ? i : i + 1));
    handles.set(at);
    Shape next = new Shape(PathPoints.inserted(path, time), handles);
    String title = "Insert a point of the path";
    if (holding != null) {
      holding = title; // what the hand pulls on from here is part of it
      turns.turn(title, next);
    } else {
      turns.edit(title, next);
    }
    return handles.get(0, at).cardinality();
  }

  @Override
  public void pull(int handle, float x, float y) {
    String title = holding != null ? holding : title(handle).replaceAll(",.*", "");
    Shape next =
        new Shape(PathPoints.pulled(path(), shape.handles(), point(handle), x, y), shape.handles());
    turns.turn(title, next);
  }

  @Override
  public void remove(int handle) {
    MorphPath path = path();
    int point = point(handle);
    MorphPath next = PathPoints.removed(path, shape.handles(), point);
    if (next != path) {
      int gone = path.points().size() - next.points().size();
      BitSet handles = new BitSet();
      shape.handles().stream()
          .filter(i -> i != point)
          .forEach(i -> handles.set(i < point ? i : i - gone));
      turns.edit("Delete a point of the path", new Shape(next, handles));
    }
  }

  @Override
  public void grab() {
    holding = null;
    turns.grab();
    holding = "Move a point of the path";
  }

  @Override
  public void letGo() {
    holding = null;
    turns.letGo();
  }
}
