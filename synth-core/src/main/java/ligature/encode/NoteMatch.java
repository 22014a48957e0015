package ligature.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import ligature.encode.TimbreMatch.Found;
import ligature.encode.TimbreMatch.Near;
import ligature.latent.Timbre;
import ligature.model.Decoder;
import ligature.model.Encoder;
import ligature.model.SourceNote;
import ligature.units.Decibels;
import ligature.units.Pitch;

/** The search for what comes closest to one note. Threads: one. */
final class NoteMatch {

  /** What lies further back changes little about which timbres a note is made of: 0.7 s. */
  private static final int MOST_STEPS = 22;

  private static final int FEWEST_STEPS = 4;
  private static final int CONTEXT_STEPS = 4;
  private static final int VELOCITY = 100;

  /** One more timbre has to take away this share of what is left. */
  private static final double WORTH = 0.05;

  /** So many guesses of each size are listened to. */
  private static final int LISTENED = 6;

  private static final int MOST_NEAREST = 8;

  /** The done parts when a note is taken apart and when codes for it are found. */
  private static final double TAKEN_APART = 0.6;

  private static final double CODES_FOUND = 0.9;

  private final List<Timbre> timbres;
  private final Encoder encoder;
  private final Decoder decoder;
  private final Loudness loudness;
  private final SourceNote note;
  private final DoubleConsumer progress;
  private final float[] audio;
  private final int steps;
  private final HarmonicGrid grid;
  private final Courses courses;
  private final MelEar ear;
  private double told;

  /**
   * A search.
   *
   * @param progress told the done part, 0 to 1
   */
  NoteMatch(
      List<Timbre> timbres,
      Encoder encoder,
      Decoder decoder,
      Loudness loudness,
      SourceNote note,
      DoubleConsumer progress) {
    this.timbres = timbres;
    this.encoder = encoder;
    this.decoder = decoder;
    this.loudness = loudness;
    this.note = note;
    this.progress = progress;
    int rate = decoder.sampleRateHz();
    audio = new Recording(note.file(), note.rateHz(), note.audio()).at(rate);
    int codeFrames = decoder.codeHops() * decoder.hopFrames();
    int most = Math.min(heldSteps(codeFrames), audio.length / codeFrames - 1);
    steps = Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, most));
    grid = HarmonicGrid.of(note.key(), rate, codeFrames, steps);
    courses = Courses.of(timbres, note.key(), VELOCITY, steps, grid);
    ear = new MelEar(decoder, note, audio, VELOCITY, steps);
  }

  /** Until the key is lifted. */
  private int heldSteps(int codeFrames) {
    Envelope envelope = new Envelope(note.audio(), note.rateHz());
    double seconds = (double) envelope.bodyEndFrame() / note.rateHz();
    return (int) (seconds * decoder.sampleRateHz() / codeFrames) - 1;
  }

  private void tell(double done) {
    told = Math.max(told, done);
    progress.accept(told);
  }

  Found run() {
    if (note.pitchHz() == 0) {
      return byEar(List.of());
    }
    double keyHz = Pitch.keyToHz(note.key());
    HeardNote heard = new HeardNote(audio, note.pitchHz(), keyHz, grid);
    BlendSound sound = new BlendSound(decoder, note.key(), grid);
    BlendTrials trials =
        new BlendTrials(sound, courses, heard, grid, done -> tell(TAKEN_APART * done));
    BlendSearch search = new BlendSearch(trials);
    BlendPoint apart = search.find();
    if (apart == null) {
      return byEar(List.of());
    }
    if (apart.misfit() > BlendSearch.EXPLAINED) {
      return byEar(List.of(place(apart)));
    }
    List<PadPlace> places = alone(search::misfitAlone);
    int only = apart.members()[0];
    if (apart.size() == 1) {
      places.removeIf(each -> each.corners()[0] == only);
    }
    places.add(place(apart));
    double[] away = listen(places, TAKEN_APART);
    return found(places, away, places.size() - 1);
  }

  /** The nearest by what mel bands do over time, of blends found so and of some others. */
  private Found byEar(List<PadPlace> others) {
    double begin = told;
    SparseBlend problem =
        new CodeSearch(ear, courses.codes(), decoder.codeSize())
            .find(encoded(), done -> tell(begin + (CODES_FOUND - begin) * done));
    List<PadPlace> places = alone(problem::error);
    places.addAll(others);
    for (SparseBlend.Choice choice : problem.best(TimbreMatch.MOST_TIMBRES, LISTENED)) {
      if (choice.members().length > 1) {
        places.add(
            PadPlace.of(
                choice.members(), choice.weights(), p -> problem.error(p.corners(), p.weights())));
      }
    }
    double[] away = listen(places, CODES_FOUND);
    return found(places, away, nearest(places, away));
  }

  private float[] encoded() {
    int rate = encoder.sampleRateHz();
    double gain = Decibels.toFactor(loudness.encodedDb() - Loudness.loudestDb(audio, rate));
    float[] whole = new float[audio.length + CONTEXT_STEPS * encoder.codeFrames()];
    for (int i = 0; i < audio.length; i++) {
      whole[i] = (float) (gain * audio[i]);
    }
    return Arrays.copyOf(encoder.encode(whole), steps * decoder.codeSize());
  }

  /** The places of the timbres that are nearest by themselves. */
  private List<PadPlace> alone(java.util.function.IntToDoubleFunction error) {
    List<PadPlace> places = new ArrayList<>();
    IntStream.range(0, timbres.size())
        .boxed()
        .sorted(Comparator.comparingDouble(error::applyAsDouble))
        .limit(MOST_NEAREST)
        .forEach(t -> places.add(new PadPlace(new int[] {t, t}, 0, 0)));
    return places;
  }

  private PadPlace place(BlendPoint blend) {
    int[] members = blend.members();
    double[] weights = Arrays.stream(members).mapToDouble(t -> blend.weights()[t]).toArray();
    return PadPlace.of(members, weights, p -> codeError(course(p), blend.course()));
  }

  private static double codeError(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private float[] course(PadPlace place) {
    double[] weights = new double[timbres.size()];
    for (int c = 0; c < place.corners().length; c++) {
      weights[place.corners()[c]] += place.weights()[c];
    }
    return courses.blend(weights);
  }

  /** How far places are away. */
  private double[] listen(List<PadPlace> places, double from) {
    MelPicture[] heard =
        ear.hear(
            places.stream().map(this::course).toArray(float[][]::new),
            done -> tell(from + (1 - from) * done));
    return Arrays.stream(heard).mapToDouble(ear::distanceDb).toArray();
  }

  /** What is nearest by ear, of blends of more timbres only what is worth it. */
  private static int nearest(List<PadPlace> places, double[] away) {
    int taken = 0;
    for (int timbresInIt = 1; timbresInIt <= TimbreMatch.MOST_TIMBRES; timbresInIt++) {
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

  private Found found(List<PadPlace> places, double[] away, int taken) {
    List<Near> alone = new ArrayList<>();
    for (int i = 0; i < places.size() && places.get(i).distinct() == 1; i++) {
      alone.add(new Near(timbres.get(places.get(i).corners()[0]), away[i]));
    }
    alone.sort(Comparator.comparingDouble(Near::distanceDb));
    return found(places.get(taken), away[taken], alone);
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
        note.key(),
        largestFirst,
        corners,
        (float) place.x(),
        (float) place.y(),
        distanceDb,
        nearest);
  }
}
