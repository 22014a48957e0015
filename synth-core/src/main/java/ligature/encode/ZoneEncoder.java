package ligature.encode;

import java.util.Arrays;
import java.util.List;
import ligature.latent.TimbreZone;
import ligature.model.Encoder;
import ligature.model.SourceNote;
import ligature.units.Decibels;
import ligature.units.Pitch;

/** Makes the zones of a timbre, one recorded note after the other. Threads: one. */
final class ZoneEncoder {

  /** A dying note is over by then, or its decay is known well enough. */
  private static final double MOST_SECONDS = 6;

  private static final int FEWEST_STEPS = 6;

  /** The network sees this much around each code. */
  private static final int CONTEXT_STEPS = 4;

  private static final double SLOWEST_DECAY = 6;
  private static final double FASTEST_DECAY = 200;

  /** Who lets go of a drum does not stop it. */
  private static final double DRUM_RELEASE = 20;

  private static final double LARGEST_GAIN_DB = 50;

  private final Encoder encoder;
  private final ZoneAudition audition;
  private final CodeFit fit;
  private final Loudness loudness;
  private final int contourPerCode;
  private final int codeFrames;
  private final int rateHz;

  /** The layers of a note share how its codes are moved. */
  private SourceNote fitted;

  private float[] move = new float[0];

  /**
   * A zone before all zones have the same length.
   *
   * @param codes [step * codeSize + i], at least {@code loopEnd} steps
   * @param levelDb [step] as decoded
   * @param loopStart the steady part, both 0 for a dying note
   */
  record Draft(
      float[] codes,
      float[] cents,
      float[] levelDb,
      double loudestDb,
      int loopStart,
      int loopEnd,
      double releaseDbPerSecond) {}

  ZoneEncoder(Encoder encoder, ZoneAudition audition, Loudness loudness, int contourPerCode) {
    this.encoder = encoder;
    this.audition = audition;
    this.fit = new CodeFit(encoder, audition);
    this.loudness = loudness;
    this.contourPerCode = contourPerCode;
    this.codeFrames = encoder.codeFrames();
    this.rateHz = encoder.sampleRateHz();
  }

  /** How many codes a dying timbre needs: as many as its longest note is heard. */
  int dyingSteps(List<SourceNote> notes, List<Envelope> envelopes) {
    double longest = 0;
    for (int i = 0; i < notes.size(); i++) {
      longest = Math.max(longest, (double) envelopes.get(i).heldEndFrame() / notes.get(i).rateHz());
    }
    double seconds = Math.min(longest, MOST_SECONDS);
    return Math.max(FEWEST_STEPS, (int) Math.ceil(seconds * rateHz / codeFrames) + 1);
  }

  /** A note that dies away by itself. */
  Draft dying(Layer layer, Envelope envelope, int steps) {
    SourceNote note = layer.note();
    int held = (int) ((long) envelope.heldEndFrame() * rateHz / note.rateHz());
    float[] audio = audio(layer);
    float[] whole = new float[(steps + CONTEXT_STEPS) * codeFrames];
    System.arraycopy(audio, 0, whole, 0, Math.min(Math.min(audio.length, held), whole.length));
    if (envelope.isCut() && held < whole.length) {
      double rate = Math.max(SLOWEST_DECAY, -envelope.slopeDbPerSecond());
      Tail.extend(whole, held, rate, rateHz);
    }
    float[] codes = Arrays.copyOf(encoder.encode(whole), steps * encoder.codeSize());
    float[] cents = contour(note, whole, steps);
    float[] played = audition.play(codes, cents, note.key(), layer.velocity());
    return draft(note, codes, cents, played, new int[2], envelope);
  }

  /** A note that goes on for as long as its key is held. */
  Draft sustained(Layer layer, Envelope envelope) {
    SourceNote note = layer.note();
    float[] audio = audio(layer);
    float[] whole = Arrays.copyOf(audio, audio.length + CONTEXT_STEPS * codeFrames);
    float[] all = encoder.encode(whole);
    int body = (int) ((long) envelope.bodyEndFrame() * rateHz / note.rateHz() / codeFrames);
    int most = (int) (MOST_SECONDS * rateHz / codeFrames);
    // the last code of the body has already seen the release
    int steps = Math.max(3, Math.min(Math.min(body - 1, most), all.length / encoder.codeSize()));
    float[] codes = Arrays.copyOf(all, steps * encoder.codeSize());
    float[] cents = contour(note, whole, steps);
    fit.apply(move(layer, steps, cents), codes);
    float[] played = audition.play(codes, cents, note.key(), layer.velocity());
    int[] loop = SteadyPart.find(levels(played), (double) codeFrames / rateHz);
    return draft(note, codes, cents, played, loop, envelope);
  }

  /** What brings the note's codes nearer to the recording, whatever the layer. */
  private float[] move(Layer layer, int steps, float[] cents) {
    SourceNote note = layer.note();
    if (fitted != note) {
      double off =
          note.pitchHz() == 0 ? 0 : Pitch.ratioToCents(note.pitchHz() / Pitch.keyToHz(note.key()));
      float[] own = cents.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] += (float) off;
      }
      Layer recorded = new Layer(note, layer.index(), layer.velocity(), 0, 0);
      move = fit.move(audio(recorded), steps, own, note.key(), Layer.RECORDED_VELOCITY);
      fitted = note;
    }
    return move;
  }

  private Draft draft(
      SourceNote note,
      float[] codes,
      float[] cents,
      float[] played,
      int[] loop,
      Envelope envelope) {
    double release = envelope.releaseDbPerSecond();
    if (Double.isNaN(release)) {
      release = note.pitchHz() == 0 ? DRUM_RELEASE : loudness.usualRelease(loop[1] > 0);
    }
    return new Draft(
        codes,
        cents,
        levels(played),
        Loudness.loudestDb(played, rateHz),
        loop[0],
        loop[1],
        release);
  }

  /** The note at the model's rate, tilted, at the level that the network knows best. */
  private float[] audio(Layer layer) {
    SourceNote note = layer.note();
    float[] x = new Recording(note.file(), note.rateHz(), note.audio()).at(rateHz);
    if (layer.tiltDb() != 0) {
      x = Tilt.apply(x, rateHz, Pitch.keyToHz(note.key()), layer.tiltDb());
    }
    double gain = Decibels.toFactor(loudness.encodedDb() - Loudness.loudestDb(x, rateHz));
    for (int i = 0; i < x.length; i++) {
      x[i] *= (float) gain;
    }
    return x;
  }

  private float[] levels(float[] audio) {
    double[] levels = Envelope.levels(audio, codeFrames);
    float[] floats = new float[levels.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) levels[i];
    }
    return floats;
  }

  private float[] contour(SourceNote note, float[] audio, int steps) {
    int count = steps * contourPerCode;
    if (note.pitchHz() == 0) {
      return new float[count];
    }
    int hop = codeFrames / (contourPerCode * 6);
    float[] cents = PitchContour.follow(audio, rateHz, hop, note.pitchHz()).values(6, count);
    return PitchContour.isSmooth(cents) ? cents : new float[count];
  }

  /**
   * The finished zone of {@code steps} codes; a shorter sustained one goes on in its steady part.
   */
  TimbreZone zone(Draft draft, Layer layer, int steps) {
    int size = encoder.codeSize();
    float[] codes = new float[steps * size];
    float[] cents = new float[steps * contourPerCode];
    float[] levels = new float[steps];
    boolean sustains = draft.loopEnd > 0;
    for (int s = 0; s < steps; s++) {
      int from = s;
      boolean backwards = false;
      if (sustains && s >= draft.loopEnd) {
        int length = draft.loopEnd - draft.loopStart - 1;
        int at = (s - draft.loopStart) % (2 * length);
        backwards = at > length;
        from = draft.loopStart + (backwards ? 2 * length - at : at);
      }
      System.arraycopy(draft.codes, from * size, codes, s * size, size);
      levels[s] = draft.levelDb[from];
      for (int c = 0; c < contourPerCode; c++) {
        int value = backwards ? contourPerCode - 1 - c : c;
        cents[s * contourPerCode + c] = draft.cents[from * contourPerCode + value];
      }
    }
    double gain = Loudness.COMMON_DB + layer.relativeDb() - draft.loudestDb;
    return new TimbreZone(
        layer.note().key(),
        layer.velocity(),
        (float) Math.max(-LARGEST_GAIN_DB, Math.min(LARGEST_GAIN_DB, gain)),
        sustains ? 0 : (float) decay(levels),
        (float) draft.releaseDbPerSecond,
        codes,
        cents,
        levels);
  }

  /** How fast a dying note falls at its end, from its last codes. */
  private double decay(float[] levels) {
    int n = Math.min(40, levels.length / 2);
    if (levels[levels.length - 1] < -85) {
      return 60;
    }
    double[] tail = new double[n];
    for (int i = 0; i < n; i++) {
      tail[i] = levels[levels.length - n + i];
    }
    double perSecond = -Envelope.slope(tail, 0, n) * rateHz / codeFrames;
    return Math.max(SLOWEST_DECAY, Math.min(FASTEST_DECAY, perSecond));
  }
}
