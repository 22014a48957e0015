package ligature.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.Variations;

/**
 * Variations that were played: each can be told from its parents and from the others, and is as
 * loud as the sound that it comes from. What cannot be told apart is drawn again, up to a limit;
 * then the one that differs most is taken. Threads: one, not a real-time one.
 */
public final class AudibleVariations {

  /** From here on two sounds are plainly not the same. */
  public static final double AUDIBLE_DB = 2;

  /** Children may be nearer to each other than to their parents. */
  private static final double AMONG_CHILDREN_DB = 1;

  private static final int MOST_ATTEMPTS = 8;

  /** Whether two sounds differ, two notes tell; how loud one is, all. */
  private static final int NOTES_TO_TELL = 2;

  private static final int RATE_HZ = 48_000;
  private static final int NOTE = RATE_HZ / 4;
  private static final int[] PHRASE = {57, 69, 60, 64};

  /** A hit is at its beginning what it is: so little is left out of each note. */
  private static final int SETTLED = 960;

  private static final int VELOCITY = 96;

  /**
   * A child.
   *
   * @param distanceDb how far its spectrum is from that of the nearer parent, whatever the level
   * @param lufs its loudness on four notes
   */
  public record Child(Patch patch, double distanceDb, double lufs) {}

  private record Heard(double lufs, double[] bandsDb) {}

  private final Decoder decoder;

  /**
   * @param decoder at 48 kHz; the caller closes it
   */
  public AudibleVariations(Decoder decoder) {
    this.decoder = decoder;
  }

  /**
   * Draws, plays and levels all children.
   *
   * @param parent what their loudness is that of
   * @param other the second parent, null for none
   */
  public List<Child> of(Variations variations, Patch parent, Patch other) {
    return of(variations, parent, other, child -> {});
  }

  /**
   * The same, one by one.
   *
   * @param found told each child as soon as it is there, in their order; what it throws ends the
   *     search
   */
  public List<Child> of(Variations variations, Patch parent, Patch other, Consumer<Child> found) {
    // who asks for less wants it less plain
    double audible = AUDIBLE_DB * Math.min(1, variations.amount());
    double apart = AMONG_CHILDREN_DB * Math.min(1, variations.amount());
    double lufs = hear(parent, PHRASE.length).lufs();
    List<double[]> parents = new ArrayList<>(List.of(hear(parent, NOTES_TO_TELL).bandsDb()));
    if (other != null) {
      parents.add(hear(other, NOTES_TO_TELL).bandsDb());
    }
    List<Child> children = new ArrayList<>();
    List<double[]> siblings = new ArrayList<>();
    for (int number = 0; number < Variations.COUNT; number++) {
      Child best = null;
      double[] bestBands = null;
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        Patch drawn = variations.draw(number, attempt);
        double[] bands = hear(drawn, NOTES_TO_TELL).bandsDb();
        double distance = nearest(bands, parents);
        boolean distinct = distance >= audible && nearest(bands, siblings) >= apart;
        if (!distinct && best != null && distance <= best.distanceDb()) {
          continue;
        }
        Patch levelled = levelled(drawn, lufs - hear(drawn, PHRASE.length).lufs());
        if (levelled != null) {
          best = new Child(levelled, distance, lufs);
          bestBands = bands;
          if (distinct) {
            break;
          }
        }
      }
      if (best == null) {
        throw new IllegalStateException("none of the drawn sounds can be made loud enough");
      }
      children.add(best);
      found.accept(best);
      siblings.add(bestBands);
    }
    return children;
  }

  /** Null if the level does not reach that far. */
  private static Patch levelled(Patch patch, double byDb) {
    double level = patch.value(Parameter.LEVEL) + byDb;
    boolean reaches = level >= Parameter.LEVEL.min() && level <= Parameter.LEVEL.max();
    return reaches ? patch.with(Parameter.LEVEL, (float) level) : null;
  }

  private static double nearest(double[] bands, List<double[]> others) {
    return others.stream()
        .mapToDouble(o -> BandSpectrum.distance(bands, o))
        .min()
        .orElse(Double.MAX_VALUE);
  }

  private Heard hear(Patch patch, int notes) {
    EventList events = new EventList();
    for (int i = 0; i < notes; i++) {
      int key = patch.nearestKey(PHRASE[i], VELOCITY / 127f);
      events.add((long) i * NOTE, Event.noteOn(0, key, VELOCITY / 127f));
      events.add((long) (i + 1) * NOTE - 1, Event.noteOff(0, key, 0.5f));
    }
    int frames = notes * NOTE;
    float[] stereo = PresetMeasures.play(patch, decoder, 4, events, frames);
    double[] mean = null;
    for (int i = 0; i < notes; i++) {
      double[] bands = new BandSpectrum(stereo, i * NOTE + SETTLED, NOTE - SETTLED).bandsDb();
      mean = mean == null ? new double[bands.length] : mean;
      for (int b = 0; b < bands.length; b++) {
        mean[b] += bands[b] / notes;
      }
    }
    return new Heard(PresetMeasures.lufs(stereo), mean);
  }
}
