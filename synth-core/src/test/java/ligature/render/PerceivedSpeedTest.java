package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.TimbreBank;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.LogMel;
import ligature.testing.Played;
import org.junit.jupiter.api.Test;

/** How evenly the sound of a note changes that goes a path, before and after it was re-timed. */
class PerceivedSpeedTest {

  private static final int RATE = 48_000;
  private static final double SECONDS = 4;
  private static final int PARTS = 8;
  private static final int FRAMES = 4096;

  /** How much of the way each eighth of the time has, against an even share. */
  private static double[] shares(Decoder decoder, Patch patch, MorphPath path) {
    float[] left =
        new Played(patch.withModulation(ModulationMatrix.NONE.withPath(path)), decoder)
            .with(Parameter.START, 0.5f)
            .with(Parameter.FREEZE, 1)
            .with(Parameter.BREATHING, 0)
            .with(Parameter.CONTOUR, 0)
            .on(0, 0, 64, 80)
            .render((int) (SECONDS * RATE) + 2 * FRAMES)
            .left();
    double[] shares = new double[PARTS];
    double all = 0;
    double[] before = null;
    int stepsAPart = 4;
    for (int i = 0; i <= PARTS * stepsAPart; i++) {
      int from = (int) (SECONDS * RATE * i / (PARTS * stepsAPart));
      double[] colour = LogMel.of(left, Math.max(2400, from), Math.max(2400, from) + FRAMES);
      if (before != null) {
        double step = LogMel.distance(before, colour);
        shares[(i - 1) / stepsAPart] += step;
        all += step;
      }
      before = colour;
    }
    for (int i = 0; i < PARTS; i++) {
      shares[i] *= PARTS / all;
    }
    return shares;
  }

  /** The deviation of the shares from 1: 0 is a constant speed. */
  private static double unevenness(double[] shares) {
    double sum = 0;
    for (double share : shares) {
      sum += (share - 1) * (share - 1);
    }
    return Math.sqrt(sum / shares.length);
  }

  @Test
  void aPathThroughFourTimbresChangesTheSoundEvenly() {
    TimbreBank bank = Bundled.model().bank();
    Patch patch =
        Patch.of(
            "even",
            List.of(
                bank.find("flute"),
                bank.find("recorder"),
                bank.find("distortion-guitar"),
                bank.find("trumpet")));
    MorphPath drawn =
        MorphPath.of(
                List.of(
                    new Point(0, 0, 0),
                    new Point(0.6 * SECONDS, 1, 0), // slowly between the two that are alike
                    new Point(0.8 * SECONDS, 1, 1),
                    new Point(SECONDS, 0, 1)))
            .withMode(Mode.ONCE, 0);
    try (Decoder decoder = Bundled.decoder()) {
      List<Double> told = new ArrayList<>();
      MorphPath evened =
          PerceivedSpeed.evened(
              decoder, patch, drawn.inBeats(true).withMode(Mode.LOOP, 1), told::add);
      assertThat(told).isSorted().hasSizeGreaterThan(50).last().isEqualTo(1.0);
      assertThat(evened.inBeats()).isTrue();
      assertThat(evened.cycle()).isCloseTo(SECONDS + 1, within(1e-9));
      MorphPath even = evened.inBeats(false).withMode(Mode.ONCE, 0);
      double before = unevenness(shares(decoder, patch, drawn));
      double after = unevenness(shares(decoder, patch, even));
      System.out.printf("unevenness of a path: %.3f as drawn, %.3f re-timed%n", before, after);
      assertThat(even.at(SECONDS).x()).isZero();
      assertThat(even.at(SECONDS).y()).isEqualTo(1);
      assertThat(after).isLessThan(0.25).isLessThan(before / 2);
    }
  }
}
