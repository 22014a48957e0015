package ligature.ui.control;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import ligature.latent.Blend;
import ligature.latent.PointWeights;
import ligature.ui.theme.Palette;

/**
 * What the timbres on the pad weigh at a place of it, and the colour that they give. Threads:
 * {@code [ui-thread]}.
 */
final class PadMix {

  static final PadMix EMPTY = new PadMix(List.of(), false);

  private final List<PadCorner> timbres;
  private final boolean free;
  private final PointWeights points = new PointWeights();
  private final Blend blend = new Blend();

  /**
   * @param timbres at two corners or four, or at points of their own
   * @param free whether they lie at points
   */
  PadMix(List<PadCorner> timbres, boolean free) {
    this.timbres = List.copyOf(timbres);
    this.free = free;
    if (free) {
      points.set(timbres.stream().map(PadCorner::place).toList());
    }
  }

  List<PadCorner> timbres() {
    return timbres;
  }

  boolean isEmpty() {
    return timbres.isEmpty();
  }

  boolean isFree() {
    return free;
  }

  /** Whether only x has a meaning. */
  boolean isLine() {
    return !free && timbres.size() == 2;
  }

  /** Whether the same timbres lie at the same places. */
  boolean isOf(List<PadCorner> others, boolean atPoints) {
    return free == atPoints && timbres.equals(others);
  }

  /** The weights at a place; valid until they are asked for again. */
  Blend at(float x, float y) {
    if (free) {
      points.weigh(x, y, blend);
    } else {
      blend.set(x, isLine() ? 0 : y);
    }
    return blend;
  }

  /** The weights at a place, for people: "30 % Flute, 70 % Cello". */
  String words(float x, float y) {
    Blend here = at(x, y);
    StringJoiner words = new StringJoiner(", ");
    for (int i = 0; i < timbres.size(); i++) {
      words.add(
          String.format(Locale.ROOT, "%.0f %% %s", 100 * here.weight(i), timbres.get(i).title()));
    }
    return words.toString();
  }

  /** The blend of the timbres' colours at a place. */
  Color colorAt(float x, float y) {
    Blend here = at(x, y);
    double[] weights = new double[timbres.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = here.weight(i);
    }
    return Palette.blend(timbres.stream().map(PadCorner::color).toList(), weights);
  }

  /** 1 where one timbre sounds alone, 0 where four or more sound alike. */
  double purityAt(float x, float y) {
    Blend here = at(x, y);
    double sum = 0;
    for (int i = 0; i < timbres.size(); i++) {
      sum += here.weight(i) * here.weight(i);
    }
    if (isLine()) {
      // y has no meaning here: the light gathers on the line that the puck runs on
      double fromLine = Math.abs(y - 0.5) * 2;
      return (sum - 0.5) * 2 * (1 - 0.75 * fromLine * fromLine);
    }
    return Math.max(0, (sum - 0.25) / 0.75);
  }
}
