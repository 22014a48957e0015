package ligature.render;

import java.util.ArrayList;
import java.util.List;
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

  private static final int MOST_ATTEMPTS = 12;
  private static final int RATE_HZ = 48_000;
  private static final int NOTE = RATE_HZ / 4;
  private static final int[] PHRASE = {57, 60, 64, 69};

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
    Heard first = hear(parent);
    List<double[]> parents = new ArrayList<>(List.of(first.bandsDb()));
    if (other != null) {
      parents.add(hear(other).bandsDb());
    }
    List<Child> children = new ArrayList<>();
    List<double[]> siblings = new ArrayList<>();
    for (int number = 0; number < Variations.COUNT; number++) {
      Child best = null;
      double[] bestBands = null;
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        Patch drawn = variations.draw(number, attempt);
        Heard heard = hear(drawn);
        Patch levelled = levelled(drawn, first.lufs() - heard.lufs());
        double distance = nearest(heard.bandsDb(), parents);
        boolean distinct =
            distance >= AUDIBLE_DB && nearest(heard.bandsDb(), siblings) >= AMONG_CHILDREN_DB;
        if (levelled != null && (distinct || best == null || distance > best.distanceDb())) {
          best = new Child(levelled, distance, first.lufs());
          bestBands = heard.bandsDb();
        }
        if (levelled != null && distinct) {
          break;
        }
      }
      if (best == null) {
        throw new IllegalStateException("none of the drawn sounds can be made loud enough");
      }
      children.add(best);
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

  private Heard hear(Patch patch) {
    EventList events = new EventList();
    for (int i = 0; i < PHRASE.length; i++) {
      int key = PresetMeasures.sounding(patch, PHRASE[i], VELOCITY);
      events.add((long) i * NOTE, Event.noteOn(0, key, VELOCITY / 127f));
      events.add((long) (i + 1) * NOTE - 1, Event.noteOff(0, key, 0.5f));
    }
    int frames = PHRASE.length * NOTE;
    float[] stereo = PresetMeasures.play(patch, decoder, 4, events, frames);
    double[] mean = null;
    for (int i = 0; i < PHRASE.length; i++) {
      double[] bands = new BandSpectrum(stereo, i * NOTE + SETTLED, NOTE - SETTLED).bandsDb();
      mean = mean == null ? new double[bands.length] : mean;
      for (int b = 0; b < bands.length; b++) {
        mean[b] += bands[b] / PHRASE.length;
      }
    }
    return new Heard(PresetMeasures.lufs(stereo), mean);
  }
}
