package ligature.ui.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.preset.PadTimbres;

/**
 * The timbres of the map that lie nearest to a place, as a pad on which each lies where it does on
 * the map. Immutable; any thread.
 *
 * @param map where the timbres lie
 * @param timbres in the order of the map
 * @param found those that count
 */
public record MapNeighbours(TimbreMap map, List<Timbre> timbres, BitSet found) {

  /**
   * A pad of the nearest timbres: {@link Blend#MOST}, if there are so many.
   *
   * @param before a pad whose timbres keep their numbers as far as they stay, so that notes can go
   *     on from it
   * @return null if fewer than two count
   */
  public PadTimbres around(float x, float y, PadTimbres before) {
    List<Integer> nearest = nearest(x, y);
    if (nearest.size() < 2) {
      return null;
    }
    Timbre[] placed = new Timbre[nearest.size()];
    PadPoint[] points = new PadPoint[nearest.size()];
    List<Integer> left = new ArrayList<>(nearest);
    for (int i = 0; before.isFree() && i < before.size() && i < placed.length; i++) {
      int number = timbres.indexOf(before.timbres().get(i));
      if (left.remove((Object) number)) {
        placed[i] = timbres.get(number);
        points[i] = point(number);
      }
    }
    for (int i = 0; i < placed.length; i++) {
      if (placed[i] == null) {
        int number = left.remove(0);
        placed[i] = timbres.get(number);
        points[i] = point(number);
      }
    }
    return new PadTimbres(List.of(placed), List.of(points));
  }

  /** Whether the timbres of a pad lie on it where they do on the map. */
  public boolean holds(PadTimbres pad) {
    for (int i = 0; i < pad.size() && pad.isFree(); i++) {
      int number = timbres.indexOf(pad.timbres().get(i));
      if (number < 0 || !point(number).equals(pad.place(i))) {
        return false;
      }
    }
    return pad.isFree();
  }

  private PadPoint point(int number) {
    return PadPoint.near(map.x(number), map.y(number));
  }

  private List<Integer> nearest(float x, float y) {
    List<Integer> sorted =
        IntStream.range(0, map.size())
            .filter(found::get)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Math.hypot(map.x(i) - x, map.y(i) - y)))
            .toList();
    List<Integer> chosen = new ArrayList<>();
    for (int i : sorted) {
      boolean free =
          chosen.stream().allMatch(c -> point(c).distance(point(i)) >= PadTimbres.LEAST_DISTANCE);
      if (free && chosen.size() < Blend.MOST) {
        chosen.add(i);
      }
    }
    return chosen;
  }
}
