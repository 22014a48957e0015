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
 * loud as the sound that it comes from, in whatever order its keys come: what moves by itself is
 * heard at other moments then. What cannot be told apart, or is not as loud in one order as in the
 * other, is drawn again, up to a limit; then the one that differs most is taken. Threads: one, not
 * a real-time one.
 */
public final class AudibleVariations {

  /** From here on two sounds are plainly not the same. */
  public static final double AUDIBLE_DB = 2;

  /** Children may be nearer to each other than to their parents. */
  private static final double AMONG_CHILDREN_DB = 1;

  private static final int MOST_ATTEMPTS = 8;

  /** Beside the sound it comes from, one order of the keys may be this much louder than another. */
  private static final double MOST_UNEVEN_DB = 0.8;

  private static final int RATE_HZ = 48_000;
  private static final int NOTE = RATE_HZ / 4;
  private static final int[] PHRASE = {57, 69, 60, 64};
  private static final int[] OTHER_ORDER = {64, 60, 57, 69};

  /** A hit is at its beginning what it is: so little is left out of each note. */
  private static final int SETTLED = 960;

  private static final int VELOCITY = 96;

  /**
   * A child.
   *
   * @param distanceDb how far its spectrum is from that of the nearer parent, whatever the level
   * @param lufs its loudness on four notes, the mean of two orders of them
   */
  public record Child(Patch patch, double distanceDb, double lufs) {}

  /**
   * A sound's phrase.
   *
   * @param notes the mean of its notes' spectra
   * @param whole the spectrum of all of it, with what lies between the notes
   */
  private record Heard(double lufs, double[] notes, double[] whole) {

    double distanceDb(Heard other) {
      return Math.min(
          BandSpectrum.distance(notes, other.notes), BandSpectrum.distance(whole, other.whole));
    }

    double nearest(List<Heard> others) {
      return others.stream().mapToDouble(this::distanceDb).min().orElse(Double.MAX_VALUE);
    }
  }

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
    Heard original = hear(parent, PHRASE);
    double otherLufs = hear(parent, OTHER_ORDER).lufs();
    double lufs = (original.lufs() + otherLufs) / 2;
    List<Heard> parents = new ArrayList<>(List.of(original));
    if (other != null) {
      parents.add(hear(other, PHRASE));
    }
    List<Child> children = new ArrayList<>();
    List<Heard> siblings = new ArrayList<>();
    for (int number = 0; number < Variations.COUNT; number++) {
      Child best = null;
      Heard bestHeard = null;
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        Patch drawn = variations.draw(number, attempt);
        Heard heard = hear(drawn, PHRASE);
        double distance = heard.nearest(parents);
        boolean distinct = distance >= audible && heard.nearest(siblings) >= apart;
        if (!distinct && best != null && distance <= best.distanceDb()) {
          continue;
        }
        double louder = original.lufs() - heard.lufs();
        double otherLouder = otherLufs - hear(drawn, OTHER_ORDER).lufs();
        boolean even = Math.abs(louder - otherLouder) <= MOST_UNEVEN_DB;
        Patch levelled = levelled(drawn, (louder + otherLouder) / 2);
        if (levelled != null && (even || best == null)) {
          best = new Child(levelled, distance, lufs);
          bestHeard = heard;
          if (distinct && even) {
            break;
          }
        }
      }
      if (best == null) {
        throw new IllegalStateException("none of the drawn sounds can be made loud enough");
      }
      children.add(best);
      found.accept(best);
      siblings.add(bestHeard);
    }
    return children;
  }

  /** Null if the level does not reach that far. */
  private static Patch levelled(Patch patch, double byDb) {
    double level = patch.value(Parameter.LEVEL) + byDb;
    boolean reaches = level >= Parameter.LEVEL.min() && level <= Parameter.LEVEL.max();
    return reaches ? patch.with(Parameter.LEVEL, (float) level) : null;
  }

  private Heard hear(Patch patch, int[] keys) {
    EventList events = new EventList();
    for (int i = 0; i < keys.length; i++) {
      int key = patch.nearestKey(keys[i], VELOCITY / 127f);
      events.add((long) i * NOTE, Event.noteOn(0, key, VELOCITY / 127f));
      events.add((long) (i + 1) * NOTE - 1, Event.noteOff(0, key, 0.5f));
    }
    int frames = keys.length * NOTE;
    float[] stereo = PresetMeasures.play(patch, decoder, 4, events, frames);
    double[] mean = null;
    for (int i = 0; i < keys.length; i++) {
      double[] bands = new BandSpectrum(stereo, i * NOTE + SETTLED, NOTE - SETTLED).bandsDb();
      mean = mean == null ? new double[bands.length] : mean;
      for (int b = 0; b < bands.length; b++) {
        mean[b] += bands[b] / keys.length;
      }
    }
    double[] whole = new BandSpectrum(stereo, 0, frames).bandsDb();
    return new Heard(PresetMeasures.lufs(stereo), mean, whole);
  }
}
