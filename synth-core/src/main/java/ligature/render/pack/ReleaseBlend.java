package ligature.render.pack;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Blend;

/**
 * How fast a step fades after its key is lifted: the corners' rates in dB a second, blended as the
 * instrument blends them. Threads: one.
 */
final class ReleaseBlend {

  private static final double FALL_DB = 60;

  private final List<Double> dbPerSecond = new ArrayList<>();

  /** Adds the next corner, by the time it takes to fall by 60 dB. */
  void add(double seconds) {
    dbPerSecond.add(FALL_DB / seconds);
  }

  /** The time that a step takes to fall by 60 dB. */
  double seconds(double x, double y) {
    Blend blend = new Blend();
    blend.set((float) x, (float) y);
    double rate = 0;
    for (int c = 0; c < Blend.CORNERS; c++) {
      rate += blend.weight(c) * dbPerSecond.get(Math.min(c, dbPerSecond.size() - 1));
    }
    return FALL_DB / rate;
  }
}
