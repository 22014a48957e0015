package ligature.encode;

import java.util.Arrays;
import ligature.model.Encoder;

/**
 * Bends the codes of a held note towards what was recorded.
 *
 * <p>The network's encoder hears bands, not single partials, and of an instrument it never heard it
 * gives codes that decode to another balance of partials and to too much noise between them. One
 * move of all codes of a note mends most of that: its numbers are found by Gauss-Newton steps on a
 * short stretch of the note, decoded and compared with the recording by its spectrum in dB. The
 * slopes are measured once and then corrected by Broyden's rule. Threads: one.
 */
final class CodeFit {

  /** Decoded before what is compared, so that the network is past the onset. */
  private static final int WARM_STEPS = 8;

  private static final int COMPARED_STEPS = 6;

  /** The encoder sees this much behind a code. */
  private static final int CONTEXT_STEPS = 4;

  private static final int MOST_MOVES = 5;
  private static final float LITTLE = 0.05f;
  private static final double[] SHARES = {1, 0.5, 0.2};

  /** What is hardly heard moves little. */
  private static final double RIDGE = 0.003;

  /** Codes are within 2. */
  private static final float LARGEST = 1.98f;

  /** A smaller gain is not worth that the codes leave the encoder's own. */
  private static final double WORTH = 0.95;

  private final Encoder encoder;
  private final ZoneAudition audition;
  private final int size;

  CodeFit(Encoder encoder, ZoneAudition audition) {
    this.encoder = encoder;
    this.audition = audition;
    this.size = encoder.codeSize();
  }

  /**
   * The move of all codes of a note.
   *
   * @param audio the note at the model's rate and the level at which it is encoded
   * @param steps how many codes of it are held
   * @param cents [step * contourPerCode + i] the pitch of the recording against the key, its own
   *     tuning included
   * @return a number for each of a code; all 0 if the note is too short or nothing is gained
   */
  float[] move(float[] audio, int steps, float[] cents, int key, int velocity) {
    int all = WARM_STEPS + COMPARED_STEPS;
    int from = Math.min(steps / 3, steps - 1 - all);
    if (from < 0) {
      return new float[size];
    }
    int frames = encoder.codeFrames();
    float[] part = Arrays.copyOfRange(audio, from * frames, (from + all + CONTEXT_STEPS) * frames);
    int per = cents.length / steps;
    float[] pitch = Arrays.copyOfRange(cents, from * per, (from + all) * per);
    float[] codes = Arrays.copyOf(encoder.encode(part), all * size);
    float[] recorded = Arrays.copyOfRange(part, WARM_STEPS * frames, all * frames);
    return new Search(new SpectrumInDb(recorded), codes, pitch, key, velocity).run();
  }

  /** The search for one note. */
  private final class Search {

    private final SpectrumInDb target;
    private final float[] codes;
    private final float[] cents;
    private final int key;
    private final int velocity;
    private double[] at;
    private double[] away;
    private double[][] slopes;

    Search(SpectrumInDb target, float[] codes, float[] cents, int key, int velocity) {
      this.target = target;
      this.codes = codes;
      this.cents = cents;
      this.key = key;
      this.velocity = velocity;
    }

    float[] run() {
      at = new double[size];
      away = heard(new double[][] {at})[0];
      double first = SpectrumInDb.squares(away);
      measureSlopes();
      int moves = 0;
      while (moves < MOST_MOVES && nearer()) {
        moves++;
      }
      float[] move = new float[size];
      if (Math.sqrt(SpectrumInDb.squares(away) / first) < WORTH) {
        for (int k = 0; k < size; k++) {
          move[k] = (float) at[k];
        }
      }
      return move;
    }

    private void measureSlopes() {
      double[][] moves = new double[size][];
      for (int k = 0; k < size; k++) {
        moves[k] = at.clone();
        moves[k][k] += LITTLE;
      }
      slopes = heard(moves);
      for (double[] slope : slopes) {
        for (int i = 0; i < slope.length; i++) {
          slope[i] = (slope[i] - away[i]) / LITTLE;
        }
      }
    }

    /** One step, the best of several lengths; false if none leads nearer. */
    private boolean nearer() {
      double[] step = step();
      if (step == null) {
        return false;
      }
      double[][] moves = new double[SHARES.length][size];
      for (int s = 0; s < SHARES.length; s++) {
        for (int k = 0; k < size; k++) {
          moves[s][k] = at[k] + SHARES[s] * step[k];
        }
      }
      double[][] heard = heard(moves);
      int best = 0;
      for (int s = 1; s < heard.length; s++) {
        if (SpectrumInDb.squares(heard[s]) < SpectrumInDb.squares(heard[best])) {
          best = s;
        }
      }
      correctSlopes(step, SHARES[best], heard[best]);
      if (SpectrumInDb.squares(heard[best]) > 0.99 * SpectrumInDb.squares(away)) {
        return false;
      }
      at = moves[best];
      away = heard[best];
      return true;
    }

    private double[] step() {
      double[][] products = new double[size][size];
      double[] right = new double[size];
      double trace = 0;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          products[i][j] = SpectrumInDb.product(slopes[i], slopes[j]);
        }
        right[i] = -SpectrumInDb.product(slopes[i], away);
        trace += products[i][i];
      }
      for (int i = 0; i < size; i++) {
        products[i][i] += RIDGE * trace;
      }
      return SparseBlend.solve(products, right);
    }

    /** Broyden's rule: the slopes that would have foretold what this step did. */
    private void correctSlopes(double[] step, double share, double[] heard) {
      double length = share * share * SpectrumInDb.squares(step);
      for (int i = 0; length > 0 && i < heard.length; i++) {
        double missed = heard[i] - away[i];
        for (int k = 0; k < size; k++) {
          missed -= slopes[k][i] * share * step[k];
        }
        for (int k = 0; k < size; k++) {
          slopes[k][i] += missed * share * step[k] / length;
        }
      }
    }

    /** How far each of the moves is from the recording, bin by bin. */
    private double[][] heard(double[][] moves) {
      float[][] moved = new float[moves.length][];
      for (int m = 0; m < moves.length; m++) {
        moved[m] = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
          moved[m][i] = inRange(codes[i] + (float) moves[m][i % size]);
        }
      }
      float[] audio = audition.play(moved, cents, key, velocity);
      int frames = audio.length / moves.length;
      int skipped = WARM_STEPS * encoder.codeFrames();
      double[][] away = new double[moves.length][];
      for (int m = 0; m < moves.length; m++) {
        away[m] =
            target.differenceDb(Arrays.copyOfRange(audio, m * frames + skipped, (m + 1) * frames));
      }
      return away;
    }
  }

  /** Codes moved, within their range. */
  void apply(float[] move, float[] codes) {
    for (int i = 0; i < codes.length; i++) {
      if (move[i % size] != 0) {
        codes[i] = inRange(codes[i] + move[i % size]);
      }
    }
  }

  private static float inRange(float code) {
    return Math.max(-LARGEST, Math.min(LARGEST, code));
  }
}
