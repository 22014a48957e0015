package ligature.latent;

import java.util.List;

/**
 * How much of each timbre sounds at a place of the pad where timbres lie at points of their own:
 * natural neighbour interpolation (R. Sibson, "A brief description of natural neighbour
 * interpolation", 1981) within the pad.
 *
 * <p>To each point belongs the part of the pad that is nearer to it than to any other. Were the
 * place a point, too, it would take some of its neighbours' parts: what it takes from each is the
 * weight, as a share of all that it takes. So at a point its timbre sounds alone, between two that
 * lie nowhere else it goes from one to the other in a straight line, what is hidden behind others
 * is silent, and nothing jumps.
 *
 * <p>Threads: belongs to one; no allocation after the constructor.
 */
public final class PointWeights {

  /** Nearer to a point than this, a place is that point. */
  private static final double AT = 1e-6;

  /** A point that follows is there when it is as near as this. */
  private static final float ARRIVED = 1e-4f;

  private static final int SIDES = 4;

  private final float[] xs = new float[Blend.MOST];
  private final float[] ys = new float[Blend.MOST];
  private final double[] taken = new double[Blend.MOST];
  private final Area cell = new Area();
  private final Area piece = new Area();
  private final Blend known = new Blend();
  private int count;
  private float knownX = Float.NaN;
  private float knownY = Float.NaN;

  /** Takes points: two, or up to {@link Blend#MOST}. */
  public void set(List<PadPoint> points) {
    count = points.size();
    for (int i = 0; i < count; i++) {
      xs[i] = points.get(i).x();
      ys[i] = points.get(i).y();
    }
    knownX = Float.NaN;
  }

  /** Lets a point go a share of the way to another place: 0 stays here, 1 is there. */
  public void follow(int point, PadPoint to, float share) {
    if (xs[point] != to.x() || ys[point] != to.y()) {
      xs[point] = follow(xs[point], to.x(), share);
      ys[point] = follow(ys[point], to.y(), share);
      knownX = Float.NaN;
    }
  }

  private static float follow(float from, float to, float share) {
    return Math.abs(to - from) < ARRIVED ? to : from + share * (to - from);
  }

  /** The mean of the points, weighted by a blend. */
  public float x(Blend blend) {
    return mean(xs, blend);
  }

  public float y(Blend blend) {
    return mean(ys, blend);
  }

  private float mean(float[] of, Blend blend) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += blend.weight(i) * of[i];
    }
    return sum;
  }

  /** Weighs the timbres at a place; places outside the pad count as the nearest inside. */
  public void weigh(float x, float y, Blend out) {
    if (x != knownX || y != knownY) {
      weigh(Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y)));
      knownX = x;
      knownY = y;
    }
    out.set(known);
  }

  private void weigh(double x, double y) {
    for (int i = 0; i < count; i++) {
      taken[i] = 0;
    }
    int nearest = 0;
    for (int i = 1; i < count; i++) {
      nearest = distance(i, x, y) < distance(nearest, x, y) ? i : nearest;
    }
    if (distance(nearest, x, y) < AT) {
      taken[nearest] = 1;
      known.set(taken, count);
      return;
    }
    cell.setToPad();
    for (int i = 0; i < count; i++) {
      cell.keepNearerTo(x, y, xs[i], ys[i]);
    }
    for (int i = 0; i < count; i++) {
      piece.set(cell);
      for (int other = 0; other < count && !piece.isEmpty(); other++) {
        if (other != i) {
          piece.keepNearerTo(xs[i], ys[i], xs[other], ys[other]);
        }
      }
      taken[i] = piece.size();
    }
    known.set(taken, count);
  }

  private double distance(int point, double x, double y) {
    return Math.hypot(xs[point] - x, ys[point] - y);
  }

  /** A convex part of the pad. */
  private static final class Area {

    /** Every cut adds a corner at most. */
    private static final int ROOM = SIDES + 2 * Blend.MOST;

    private double[] x = new double[ROOM];
    private double[] y = new double[ROOM];
    private double[] nextX = new double[ROOM];
    private double[] nextY = new double[ROOM];
    private int corners;

    void setToPad() {
      corners = 0;
      add(0, 0);
      add(1, 0);
      add(1, 1);
      add(0, 1);
      swap();
    }

    void set(Area other) {
      corners = other.corners;
      System.arraycopy(other.x, 0, x, 0, corners);
      System.arraycopy(other.y, 0, y, 0, corners);
    }

    boolean isEmpty() {
      return corners == 0;
    }

    private void add(double px, double py) {
      nextX[corners] = px;
      nextY[corners++] = py;
    }

    private void swap() {
      double[] kept = x;
      x = nextX;
      nextX = kept;
      kept = y;
      y = nextY;
      nextY = kept;
    }

    /** Cuts off what is nearer to b than to a. */
    void keepNearerTo(double ax, double ay, double bx, double by) {
      double dx = bx - ax;
      double dy = by - ay;
      double middle = 0.5 * (bx * bx + by * by - ax * ax - ay * ay);
      int count = corners;
      corners = 0;
      for (int i = 0; i < count; i++) {
        int next = i + 1 == count ? 0 : i + 1;
        double here = dx * x[i] + dy * y[i] - middle;
        double there = dx * x[next] + dy * y[next] - middle;
        if (here <= 0) {
          add(x[i], y[i]);
        }
        if (here <= 0 != there <= 0) {
          double share = here / (here - there);
          add(x[i] + share * (x[next] - x[i]), y[i] + share * (y[next] - y[i]));
        }
      }
      swap();
    }

    /** By the shoelace formula. */
    double size() {
      double twice = 0;
      for (int i = 0; i < corners; i++) {
        int next = i + 1 == corners ? 0 : i + 1;
        twice += x[i] * y[next] - x[next] * y[i];
      }
      return Math.max(0, twice / 2);
    }
  }
}
