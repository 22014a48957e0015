package ligature.preset;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;

/**
 * The timbres on a pad, and where they lie: at its corners, or at points of their own. Immutable;
 * any thread.
 *
 * @param timbres at corners two (A, B: y has no meaning then) or four (A, B, C, D), at points two
 *     to {@link Blend#MOST}
 * @param points of each timbre its own; empty: they lie at the corners
 */
public record PadTimbres(List<Timbre> timbres, List<PadPoint> points) {

  /** Points lie at least so far apart. */
  public static final float LEAST_DISTANCE = 0.02f;

  /** What is far enough, less what numbers in a file are rounded by. */
  private static final double CLOSEST = LEAST_DISTANCE - 1e-6;

  /**
   * Timbres with their places.
   *
   * @throws IllegalArgumentException if there are too few or too many, or points lie too close
   */
  public PadTimbres {
    timbres = List.copyOf(timbres);
    points = List.copyOf(points);
    if (points.isEmpty()) {
      if (timbres.size() != 2 && timbres.size() != Blend.CORNERS) {
        throw new IllegalArgumentException(
            "there should be two or four corners: " + timbres.size());
      }
    } else {
      requireApart(timbres, points);
    }
  }

  private static void requireApart(List<Timbre> timbres, List<PadPoint> points) {
    if (timbres.size() != points.size()) {
      throw new IllegalArgumentException(
          "there should be a point for each timbre: " + points.size() + " for " + timbres.size());
    }
    if (points.size() < 2 || points.size() > Blend.MOST) {
      throw new IllegalArgumentException(
          "there should be 2 to " + Blend.MOST + " points: " + points.size());
    }
    for (int a = 0; a < points.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (points.get(a).distance(points.get(b)) < CLOSEST) {
          throw new IllegalArgumentException(
              "points should lie "
                  + LEAST_DISTANCE
                  + " apart: "
                  + timbres.get(b).name()
                  + " and "
                  + timbres.get(a).name());
        }
      }
    }
  }

  /** At two corners or four. */
  public static PadTimbres atCorners(List<Timbre> timbres) {
    return new PadTimbres(timbres, List.of());
  }

  /** Whether they lie at points of their own. */
  public boolean isFree() {
    return !points.isEmpty();
  }

  /**
   * Whether notes can go on from these to others: as many at points of their own, of one latent
   * space.
   */
  public boolean goesOnTo(PadTimbres next) {
    return isFree()
        && next.isFree()
        && size() == next.size()
        && timbres.get(0).latentSpaceId().equals(next.timbres.get(0).latentSpaceId());
  }

  /** Whether only x has a meaning. */
  public boolean isLine() {
    return !isFree() && timbres.size() == 2;
  }

  public int size() {
    return timbres.size();
  }

  /** Where one lies. */
  public PadPoint place(int index) {
    if (isFree()) {
      return points.get(index);
    }
    return new PadPoint(index % 2, isLine() ? 0.5f : index / 2);
  }

  /** Other timbres in their places. */
  public PadTimbres withTimbres(List<Timbre> others) {
    return new PadTimbres(others, points);
  }

  /** Another timbre in the place of one. */
  public PadTimbres with(int index, Timbre timbre) {
    List<Timbre> changed = new ArrayList<>(timbres);
    changed.set(index, timbre);
    return withTimbres(changed);
  }

  /** The same timbres at other points. */
  public PadTimbres at(List<PadPoint> places) {
    return new PadTimbres(timbres, places);
  }

  /** The same timbres, each at a point where it lies now. */
  public PadTimbres freed() {
    List<PadPoint> places = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      places.add(place(i));
    }
    return at(places);
  }
}
