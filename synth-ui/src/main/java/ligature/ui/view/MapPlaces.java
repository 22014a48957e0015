package ligature.ui.view;

import java.awt.geom.Point2D;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ligature.latent.Blend;
import ligature.latent.PointWeights;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.preset.PadTimbres;
import ligature.ui.model.MapNeighbours;

/**
 * Where on the map of the timbres a place of the pad is: between the pad's timbres as their weights
 * say. Threads: {@code [ui-thread]}.
 */
final class MapPlaces {

  private static final float LEAST_TOLD = 0.005f;

  private final Blend blend = new Blend();
  private List<Timbre> timbres = List.of();
  private TimbreMap map;
  private boolean onMap; // the pad's timbres lie on it as they do on the map
  private final PointWeights points = new PointWeights();
  private PadTimbres pad;
  private List<Integer> corners = List.of();

  /** Takes a map, and puts those of the timbres on it that it lacks. */
  void set(TimbreMap newMap, List<Timbre> all) {
    map = newMap;
    while (map.size() < all.size()) {
      map = map.with(all.subList(0, map.size()), all.get(map.size()));
    }
    timbres = List.copyOf(all);
    if (pad != null) {
      setPad(pad);
    }
  }

  /** The map; null until there is one. */
  TimbreMap map() {
    return map;
  }

  void setPad(PadTimbres newPad) {
    pad = newPad;
    points.set(pad.points());
    corners = pad.timbres().stream().map(timbres::indexOf).toList();
    onMap = map != null && neighbours(new BitSet()).holds(pad);
  }

  /** The numbers of the pad's timbres on the map, A first; -1 for one that is not on it. */
  List<Integer> corners() {
    return corners;
  }

  /** Whether all the pad's timbres are on the map. */
  boolean isComplete() {
    return !corners.isEmpty() && !corners.contains(-1);
  }

  /** The timbres that lie around places, of those that are lit. */
  MapNeighbours neighbours(BitSet found) {
    return new MapNeighbours(map, timbres, found);
  }

  /** How much of which timbre sounds at a place of the pad, the most first. */
  String words(float x, float y) {
    weigh(x, y);
    return IntStream.range(0, pad.size())
        .boxed()
        .filter(i -> blend.weight(i) >= LEAST_TOLD)
        .sorted(Comparator.comparingDouble(i -> -blend.weight(i)))
        .map(i -> pad.timbres().get(i).title() + " " + Math.round(100 * blend.weight(i)) + " %")
        .collect(Collectors.joining("   "));
  }

  /** The place on the map of a place on the pad; only if all its timbres are on it. */
  Point2D.Float at(float x, float y) {
    if (onMap) {
      return new Point2D.Float(x, y);
    }
    weigh(x, y);
    float u = 0;
    float v = 0;
    for (int c = 0; c < corners.size(); c++) {
      u += blend.weight(c) * map.x(corners.get(c));
      v += blend.weight(c) * map.y(corners.get(c));
    }
    return new Point2D.Float(u, v);
  }

  private void weigh(float x, float y) {
    if (pad.isFree()) {
      points.weigh(x, y, blend);
    } else {
      blend.set(x, pad.isLine() ? 0 : y);
    }
  }
}
