package ligature.encode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Encoder;
import ligature.model.Model;
import ligature.model.SourceNote;
import ligature.units.Decibels;
import ligature.units.Pitch;

/**
 * Finds the blend of a bank's timbres that comes closest to a recording, as the ear would: by what
 * its mel bands do over time.
 *
 * <p>Blends are sums of codes, but what is heard is no linear function of codes. So first the codes
 * are looked for that sound like the recording, whatever timbres they are of: from those that the
 * encoder gives, by Gauss-Newton steps in a few stretches of time, each number of a code moved a
 * little in turn to hear what that does. Near what was found hearing is linear enough: there the
 * few timbres with the best weights are found by least squares ({@link SparseBlend}), measured by
 * what is heard. The best of them are decoded and listened to, and the nearest is taken. Nothing is
 * random. Threads: one.
 */
public final class TimbreMatch implements AutoCloseable {

  /** The most timbres of a blend: the pad has four corners. */
  public static final int MOST_TIMBRES = 4;

  /** What lies further back changes little about which timbres a note is made of: 0.7 s. */
  private static final int MOST_STEPS = 22;

  private static final int FEWEST_STEPS = 4;
  private static final int CONTEXT_STEPS = 4;

  /** Where stretches of time begin, in codes. */
  private static final int[] STRETCHES = {0, 2, 6, 14};

  private static final int ROUNDS = 3;
  private static final int BATCH = 16;

  /** How far the onset may be off either way, in steps of 2.7 ms. */
  private static final int SHIFTS = 5;

  private static final int SHIFT_FRAMES = 128;
  private static final int VELOCITY = 100;

  /** How far a number is moved to hear what that does, in its deviations over the timbres. */
  private static final double LITTLE = 0.15;

  /** What is not heard stays where it is. */
  private static final double RIDGE = 0.02;

  /** One more timbre has to take away this share of what is left. */
  private static final double WORTH = 0.05;

  /** So many guesses of each size are listened to. */
  private static final int LISTENED = 6;

  private static final int MOST_NEAREST = 8;

  /**
   * A timbre by itself.
   *
   * @param distanceDb how far it is from the recording
   */
  public record Near(Timbre timbre, double distanceDb) {}

  /**
   * What was found.
   *
   * @param key the recording's, for which this holds
   * @param weights of up to four timbres, the largest first; they sum to 1
   * @param corners two or four timbres for the pad's corners
   * @param x where on the pad, 0 to 1, and {@code y}
   * @param distanceDb how far the blend is from the recording: root mean square over mel bands and
   *     time
   * @param nearest single timbres, the nearest first
   */
  public record Found(
      int key,
      Map<Timbre, Double> weights,
      List<Timbre> corners,
      float x,
      float y,
      double distanceDb,
      List<Near> nearest) {}

  private final List<Timbre> timbres;
  private final Encoder encoder;
  private final Decoder decoder;
  private final ZoneAudition audition;
  private final Loudness loudness;

  /**
   * Opens a model's encoder and decoder.
   *
   * @param timbres those to choose from, of the model's latent space
   * @throws InputException if the model has no encoder, or the device is not there
   */
  public TimbreMatch(Model model, List<Timbre> timbres, ComputeDevice device) {
    this.timbres = List.copyOf(timbres);
    encoder = model.openEncoder(device);
    decoder = model.openDecoder(device);
    audition = new ZoneAudition(decoder, 1);
    loudness = new Loudness(model.bank(), encoder.codeFrames(), encoder.sampleRateHz());
  }

  /**
   * Reads a recording of a note and finds what comes closest.
   *
   * @param key its key, {@link RecordingSet#DETECT} or {@link RecordingSet#UNPITCHED}
   * @param tell told in a line what was left out or looks wrong
   * @param progress told the done part, 0 to 1; what it throws ends the work
   * @throws InputException if the file cannot be read
   */
  public Found match(Path file, int key, Consumer<String> tell, DoubleConsumer progress) {
    List<SourceNote> notes = RecordingSet.read(List.of(file), key, tell, done -> {});
    return match(notes.get(0), progress);
  }

  /** Finds what comes closest to a note. */
  public Found match(SourceNote note, DoubleConsumer progress) {
    return new Search(note, progress).run();
  }

  /** The search for one note. */
  private final class Search {

    private final int key;
    private final int steps;
    private final float[] cents;
    private final MelPicture[] shifted;
    private MelPicture picture;
    private final float[][] codes;
    private final float[] encoded;
    private final int size = decoder.codeSize();
    private final double[] deviation;
    private final DoubleConsumer progress;

    Search(SourceNote note, DoubleConsumer progress) {
      this.progress = progress;
      key = note.key();
      float[] audio =
          new Recording(note.file(), note.rateHz(), note.audio()).at(decoder.sampleRateHz());
      steps =
          Math.max(
              FEWEST_STEPS,
              Math.min(
                  Math.min(MOST_STEPS, heldSteps(note)), audio.length / audition.codeFrames() - 1));
      cents = new float[steps];
      if (note.pitchHz() > 0) {
        Arrays.fill(cents, (float) Pitch.ratioToCents(note.pitchHz() / Pitch.keyToHz(key)));
      }
      shifted = new MelPicture[2 * SHIFTS + 1];
      for (int i = 0; i < shifted.length; i++) {
        shifted[i] = picture(audio, (i - SHIFTS) * SHIFT_FRAMES);
      }
      picture = shifted[SHIFTS];
      codes = new float[timbres.size()][];
      for (int t = 0; t < codes.length; t++) {
        codes[t] = timbres.get(t).heldCodes(key, VELOCITY, steps);
      }
      deviation = deviation();
      encoded = encode(audio);
    }

    private float[] encode(float[] audio) {
      int rate = encoder.sampleRateHz();
      double gain = Decibels.toFactor(loudness.encodedDb() - Loudness.loudestDb(audio, rate));
      float[] whole = new float[audio.length + CONTEXT_STEPS * encoder.codeFrames()];
      for (int i = 0; i < audio.length; i++) {
        whole[i] = (float) (gain * audio[i]);
      }
      return Arrays.copyOf(encoder.encode(whole), steps * size);
    }

    /** Of each number of the codes, over timbres and time. */
    private double[] deviation() {
      double[] deviation = new double[size];
      for (int k = 0; k < size; k++) {
        double sum = 0;
        double squares = 0;
        for (float[] each : codes) {
          for (int i = k; i < each.length; i += size) {
            sum += each[i];
            squares += (double) each[i] * each[i];
          }
        }
        double count = (double) codes.length * steps;
        deviation[k] = Math.sqrt(Math.max(1e-9, squares / count - sum * sum / count / count));
      }
      return deviation;
    }

    /** The recording, begun so much later. */
    private MelPicture picture(float[] audio, int shift) {
      float[] moved = new float[steps * audition.codeFrames()];
      int to = Math.max(0, -shift);
      int from = Math.max(0, shift);
      int count = Math.min(moved.length - to, audio.length - from);
      System.arraycopy(audio, from, moved, to, Math.max(0, count));
      return MelPicture.of(moved, decoder.sampleRateHz(), audition.codeFrames(), steps);
    }

    /** Where an onset is, is a matter of opinion: the recording goes where it fits best. */
    private void align(MelPicture heard) {
      for (MelPicture each : shifted) {
        if (each.distanceDb(heard) < picture.distanceDb(heard)) {
          picture = each;
        }
      }
    }

    /** Until the key is lifted. */
    private int heldSteps(SourceNote note) {
      Envelope envelope = new Envelope(note.audio(), note.rateHz());
      double seconds = (double) envelope.bodyEndFrame() / note.rateHz();
      return (int) (seconds * decoder.sampleRateHz() / audition.codeFrames()) - 1;
    }

    Found run() {
      Point at = heardAs(encoded);
      align(at.heard());
      double[][] change = null;
      for (int round = 0; round < ROUNDS; round++) {
        change = changes(at, 0.05 + 0.7 * round / ROUNDS, 0.05 + 0.7 * (round + 1) / ROUNDS);
        Point next = nearer(at, change);
        if (next == null) {
          break;
        }
        at = next;
      }
      SparseBlend problem = problem(at, change);
      List<PadPlace> places = new ArrayList<>();
      IntStream.range(0, codes.length)
          .boxed()
          .sorted(Comparator.comparingDouble(problem::error))
          .limit(MOST_NEAREST)
          .forEach(t -> places.add(new PadPlace(new int[] {t, t}, 0, 0)));
      for (SparseBlend.Choice choice : problem.best(MOST_TIMBRES, LISTENED)) {
        if (choice.members().length > 1) {
          places.add(
              PadPlace.of(
                  choice.members(),
                  choice.weights(),
                  p -> problem.error(p.corners(), p.weights())));
        }
      }
      progress.accept(0.8);
      MelPicture[] heard = listen(places.stream().map(this::codes).toArray(float[][]::new), 0.8, 1);
      double[] away = Arrays.stream(heard).mapToDouble(this::distanceDb).toArray();
      int best = nearest(places, away);
      List<Near> alone = new ArrayList<>();
      for (int i = 0; i < places.size() && places.get(i).distinct() == 1; i++) {
        alone.add(new Near(timbres.get(places.get(i).corners()[0]), away[i]));
      }
      alone.sort(Comparator.comparingDouble(Near::distanceDb));
      return found(places.get(best), away[best], alone);
    }

    /** How far something is away where it fits best. */
    private double distanceDb(MelPicture heard) {
      double least = Double.MAX_VALUE;
      for (MelPicture each : shifted) {
        least = Math.min(least, each.distanceDb(heard));
      }
      return least;
    }

    private int stretches() {
      int count = 0;
      while (count < STRETCHES.length && STRETCHES[count] < steps) {
        count++;
      }
      return count;
    }

    private int end(int stretch) {
      return stretch + 1 < stretches() ? STRETCHES[stretch + 1] : steps;
    }

    private Point heardAs(float[] course) {
      return new Point(course, listen(new float[][] {course}, 0, 0)[0]);
    }

    /** How the sound changes with each number of each stretch, for a deviation of it. */
    private double[][] changes(Point at, double from, double to) {
      int count = stretches() * size;
      float[][] moved = new float[count][];
      for (int i = 0; i < count; i++) {
        double[] move = new double[count];
        move[i] = LITTLE;
        moved[i] = moved(at.course(), move, 1);
      }
      MelPicture[] pictures = listen(moved, from, to);
      double[] here = at.heard().vector();
      double[][] change = new double[count][];
      for (int i = 0; i < count; i++) {
        change[i] = pictures[i].vector();
        for (int k = 0; k < here.length; k++) {
          change[i][k] = (change[i][k] - here[k]) / LITTLE;
        }
      }
      return change;
    }

    /**
     * A course with each number of each stretch moved.
     *
     * @param move [stretch * size + number] in deviations
     */
    private float[] moved(float[] course, double[] move, double share) {
      float[] moved = course.clone();
      for (int stretch = 0; stretch < stretches(); stretch++) {
        for (int step = STRETCHES[stretch]; step < end(stretch); step++) {
          for (int k = 0; k < size; k++) {
            moved[step * size + k] += (float) (share * move[stretch * size + k] * deviation[k]);
          }
        }
      }
      return moved;
    }

    /** One Gauss-Newton step, shorter if the whole leads away; null if every one does. */
    private Point nearer(Point at, double[][] change) {
      double[] target = picture.vector();
      double[] here = at.heard().vector();
      int n = change.length;
      double[][] normal = products(change);
      double[] right = new double[n];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < here.length; k++) {
          right[i] += change[i][k] * (target[k] - here[k]);
        }
      }
      double[] move = SparseBlend.solve(normal, right);
      for (double share = 1; move != null && share > 0.1; share /= 2) {
        Point next = heardAs(moved(at.course(), move, share));
        align(next.heard());
        if (picture.distanceDb(next.heard()) < 0.99 * picture.distanceDb(at.heard())) {
          return next;
        }
      }
      return null;
    }

    /** Products of all changes with each other; what is not heard gets a little. */
    private double[][] products(double[][] change) {
      int n = change.length;
      double[][] products = new double[n][n];
      double trace = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = 0;
          for (int k = 0; k < change[i].length; k++) {
            sum += change[i][k] * change[j][k];
          }
          products[i][j] = sum;
          products[j][i] = sum;
        }
        trace += products[i][i];
      }
      for (int i = 0; i < n; i++) {
        products[i][i] += RIDGE * trace / n;
      }
      return products;
    }

    /** Blends of timbres against the course that was found, measured by what is heard. */
    private SparseBlend problem(Point at, double[][] change) {
      double[][] vectors = new double[codes.length][];
      for (int t = 0; t < codes.length; t++) {
        vectors[t] = heardDifference(means(codes[t]), change);
      }
      return new SparseBlend(vectors, heardDifference(means(at.course()), change));
    }

    /** The mean codes of the stretches, in deviations. */
    private double[] means(float[] course) {
      double[] means = new double[stretches() * size];
      for (int stretch = 0; stretch < stretches(); stretch++) {
        int length = end(stretch) - STRETCHES[stretch];
        for (int step = STRETCHES[stretch]; step < end(stretch); step++) {
          for (int k = 0; k < size; k++) {
            means[stretch * size + k] += course[step * size + k] / deviation[k] / length;
          }
        }
      }
      return means;
    }

    private double[] heardDifference(double[] means, double[][] change) {
      double[] sum = new double[change[0].length];
      for (int i = 0; i < means.length; i++) {
        for (int k = 0; k < sum.length; k++) {
          sum[k] += means[i] * change[i][k];
        }
      }
      return sum;
    }

    /** What is nearest by ear, of blends of more timbres only what is worth it. */
    private static int nearest(List<PadPlace> places, double[] away) {
      int taken = 0;
      for (int timbresInIt = 1; timbresInIt <= MOST_TIMBRES; timbresInIt++) {
        for (int i = 0; i < away.length; i++) {
          boolean more = timbresInIt > places.get(taken).distinct();
          double needed = away[taken] * (more ? 1 - WORTH : 1);
          if (places.get(i).distinct() == timbresInIt && away[i] < needed) {
            taken = i;
          }
        }
      }
      return taken;
    }

    private float[] codes(PadPlace place) {
      double[] weights = place.weights();
      float[] sum = new float[codes[0].length];
      for (int c = 0; c < weights.length; c++) {
        float[] corner = codes[place.corners()[c]];
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (float) weights[c] * corner[i];
        }
      }
      return sum;
    }

    private MelPicture[] listen(float[][] notes, double from, double to) {
      MelPicture[] pictures = new MelPicture[notes.length];
      int frames = steps * audition.codeFrames();
      for (int i = 0; i < notes.length; i += BATCH) {
        float[][] some = Arrays.copyOfRange(notes, i, Math.min(notes.length, i + BATCH));
        float[] audio = audition.play(some, cents, key, VELOCITY);
        for (int n = 0; n < some.length; n++) {
          pictures[i + n] =
              MelPicture.of(
                  audio,
                  n * frames,
                  (n + 1) * frames,
                  decoder.sampleRateHz(),
                  audition.codeFrames(),
                  steps);
        }
        progress.accept(from + (to - from) * Math.min(notes.length, i + BATCH) / notes.length);
      }
      return pictures;
    }

    private Found found(PadPlace place, double distanceDb, List<Near> nearest) {
      Map<Timbre, Double> sums = new LinkedHashMap<>();
      double[] weights = place.weights();
      List<Timbre> corners = new ArrayList<>();
      for (int c = 0; c < weights.length; c++) {
        Timbre timbre = timbres.get(place.corners()[c]);
        corners.add(timbre);
        sums.merge(timbre, weights[c], Double::sum);
      }
      Map<Timbre, Double> largestFirst = new LinkedHashMap<>();
      sums.entrySet().stream()
          .filter(e -> e.getValue() > 0)
          .sorted(Map.Entry.<Timbre, Double>comparingByValue().reversed())
          .forEach(e -> largestFirst.put(e.getKey(), e.getValue()));
      return new Found(
          key, largestFirst, corners, (float) place.x(), (float) place.y(), distanceDb, nearest);
    }
  }

  /**
   * Codes over time, and what they sound like.
   *
   * @param course [step * codeSize + i]
   */
  private record Point(float[] course, MelPicture heard) {}

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
