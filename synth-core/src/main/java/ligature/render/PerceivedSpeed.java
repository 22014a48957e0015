package ligature.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import ligature.dsp.MelColour;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.preset.Patch;

/**
 * Gives a path over the pad times at which the sound changes evenly: blends do not, where two
 * timbres are much alike or the network makes a step between them.
 *
 * <p>The sound's blends along the path are rendered as standing notes, and the way between two
 * times is the sum of the distances of their colours ({@link MelColour}). It takes about a second.
 * Threads: {@code [io-thread]}.
 */
public final class PerceivedSpeed {

  private static final int STEPS = 48;
  private static final int FINE_STEPS = 4000;

  /** What is a step at one pitch may be none at another. */
  private static final int[] KEYS = {55, 67};

  private static final int VELOCITY = 90;
  private static final double SETTLED_SECONDS = 0.1;
  private static final int COLOUR_FRAMES = 4096;

  /** Points that lie this near the line between their neighbours are left out. */
  private static final double ERROR = 0.001;

  private PerceivedSpeed() {}

  /**
   * The same path, as long as it was, at even speed.
   *
   * @param decoder used by this call alone meanwhile; of the patch's model
   * @param patch whose corners are blended
   * @param path with a length; its way back, if it has one, is left as it is
   */
  public static MorphPath evened(Decoder decoder, Patch patch, MorphPath path) {
    return evened(decoder, patch, path, done -> {});
  }

  /**
   * The same, and tells how far it is.
   *
   * @param progress told the part that is done, 0 to 1; what it throws ends the work
   */
  public static MorphPath evened(
      Decoder decoder, Patch patch, MorphPath path, DoubleConsumer progress) {
    List<Point> way = equalSteps(path);
    double[] gone = new double[way.size()];
    for (int k = 0; k < KEYS.length; k++) {
      double begin = (double) k / KEYS.length;
      addDistances(
          decoder, patch, way, KEYS[k], gone, d -> progress.accept(begin + d / KEYS.length));
    }
    double all = gone[gone.length - 1];
    List<Point> timed = new ArrayList<>();
    for (int i = 0; i < gone.length; i++) {
      double share = all == 0 ? (double) i / STEPS : gone[i] / all;
      timed.add(new Point(share * path.length(), way.get(i).x(), way.get(i).y()));
    }
    return path.withSmooth(false).withPoints(MorphPath.recorded(timed, ERROR).points());
  }

  /** Adds to each place how far it is from the first in the colour of a key. */
  private static void addDistances(
      Decoder decoder,
      Patch patch,
      List<Point> way,
      int key,
      double[] gone,
      DoubleConsumer progress) {
    double[] before = null;
    double sum = 0;
    for (int i = 0; i < way.size(); i++) {
      double[] colour = colour(decoder, standing(patch, way.get(i)), key);
      sum += before == null ? 0 : MelColour.distance(before, colour);
      gone[i] += sum;
      before = colour;
      progress.accept((i + 1.0) / way.size());
    }
  }

  /** Places along a path that are equally far apart on the pad. */
  private static List<Point> equalSteps(MorphPath path) {
    List<Point> fine = new ArrayList<>();
    double[] gone = new double[FINE_STEPS + 1];
    for (int i = 0; i <= FINE_STEPS; i++) {
      // as if it were gone once: a loop without a way back is at its beginning at its end
      fine.add(path.withMode(MorphPath.Mode.ONCE, 0).at(path.length() * i / FINE_STEPS));
      gone[i] =
          i == 0
              ? 0
              : gone[i - 1]
                  + Math.hypot(
                      fine.get(i).x() - fine.get(i - 1).x(), fine.get(i).y() - fine.get(i - 1).y());
    }
    List<Point> steps = new ArrayList<>();
    int at = 0;
    for (int s = 0; s < STEPS; s++) {
      while (at < FINE_STEPS && gone[at] < gone[FINE_STEPS] * s / STEPS) {
        at++;
      }
      steps.add(fine.get(at));
    }
    steps.add(fine.get(FINE_STEPS));
    return steps;
  }

  /** The blend at a place, where time stands and nothing else moves. */
  private static Patch standing(Patch patch, Point place) {
    return Patch.of(patch.name(), patch.pad())
        .withModulation(ModulationMatrix.NONE)
        .with(Parameter.MORPH_X, place.x())
        .with(Parameter.MORPH_Y, place.y())
        .with(Parameter.START, 0.5f)
        .with(Parameter.FREEZE, 1)
        .with(Parameter.BREATHING, 0)
        .with(Parameter.CONTOUR, 0);
  }

  private static double[] colour(Decoder decoder, Patch patch, int key) {
    int settled = (int) (SETTLED_SECONDS * decoder.sampleRateHz());
    int frames = settled + COLOUR_FRAMES;
    WholeNotes notes = new WholeNotes(decoder);
    NoteScore score = new NoteScore(patch, key, VELOCITY, frames, frames, 1);
    notes.record(score);
    notes.decode(List.of(score));
    return MelColour.of(notes.play(score), settled, COLOUR_FRAMES, decoder.sampleRateHz());
  }
}
