package ligature.encode;

import java.util.function.DoubleConsumer;

/**
 * Looks for codes that sound like a recording, whatever timbres they are of: from those that the
 * encoder gives, by Gauss-Newton steps in a few stretches of time, each number of a code moved a
 * little in turn to hear what that does. Near what was found hearing is linear enough to compare
 * blends of timbres without decoding them. Threads: one.
 */
final class CodeSearch {

  /** Where stretches of time begin, in codes. */
  private static final int[] STRETCHES = {0, 2, 6, 14};

  private static final int ROUNDS = 3;

  /** How far a number is moved to hear what that does, in its deviations over the timbres. */
  private static final double LITTLE = 0.15;

  /** What is not heard stays where it is. */
  private static final double RIDGE = 0.02;

  private final MelEar ear;
  private final float[][] codes;
  private final int size;
  private final double[] deviation;
  private float[] course;
  private MelPicture heard;
  private double[][] change;

  /**
   * A search.
   *
   * @param codes [timbre][step * codeSize + i]
   */
  CodeSearch(MelEar ear, float[][] codes, int codeSize) {
    this.ear = ear;
    this.codes = codes;
    size = codeSize;
    deviation = deviation();
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
      double count = (double) codes.length * ear.steps();
      deviation[k] = Math.sqrt(Math.max(1e-9, squares / count - sum * sum / count / count));
    }
    return deviation;
  }

  /**
   * Looks for the codes, and gives blends of the timbres to be compared with them, measured by what
   * is heard.
   *
   * @param encoded where to begin
   * @param done told the done part, 0 to 1
   */
  SparseBlend find(float[] encoded, DoubleConsumer done) {
    course = encoded;
    heard = ear.hear(encoded);
    ear.align(heard);
    for (int round = 0; round < ROUNDS; round++) {
      double from = round;
      changes(part -> done.accept((from + part) / ROUNDS));
      if (!goNearer()) {
        break;
      }
    }
    double[][] vectors = new double[codes.length][];
    for (int t = 0; t < codes.length; t++) {
      vectors[t] = heardDifference(means(codes[t]));
    }
    return new SparseBlend(vectors, heardDifference(means(course)));
  }

  private int stretches() {
    int count = 0;
    while (count < STRETCHES.length && STRETCHES[count] < ear.steps()) {
      count++;
    }
    return count;
  }

  private int end(int stretch) {
    return stretch + 1 < stretches() ? STRETCHES[stretch + 1] : ear.steps();
  }

  /** How the sound changes with each number of each stretch, for a deviation of it. */
  private void changes(DoubleConsumer done) {
    int count = stretches() * size;
    float[][] moved = new float[count][];
    for (int i = 0; i < count; i++) {
      double[] move = new double[count];
      move[i] = LITTLE;
      moved[i] = moved(move, 1);
    }
    MelPicture[] pictures = ear.hear(moved, done);
    double[] here = heard.vector();
    change = new double[count][];
    for (int i = 0; i < count; i++) {
      change[i] = pictures[i].vector();
      for (int k = 0; k < here.length; k++) {
        change[i][k] = (change[i][k] - here[k]) / LITTLE;
      }
    }
  }

  /**
   * The course with each number of each stretch moved.
   *
   * @param move [stretch * size + number] in deviations
   */
  private float[] moved(double[] move, double share) {
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

  /** One Gauss-Newton step, shorter if the whole leads away; false if every one does. */
  private boolean goNearer() {
    double[] target = ear.picture().vector();
    double[] here = heard.vector();
    int n = change.length;
    double[][] normal = products();
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < here.length; k++) {
        right[i] += change[i][k] * (target[k] - here[k]);
      }
    }
    double[] move = SparseBlend.solve(normal, right);
    for (double share = 1; move != null && share > 0.1; share /= 2) {
      float[] next = moved(move, share);
      MelPicture there = ear.hear(next);
      ear.align(there);
      if (ear.picture().distanceDb(there) < 0.99 * ear.picture().distanceDb(heard)) {
        course = next;
        heard = there;
        return true;
      }
    }
    return false;
  }

  /** Products of all changes with each other; what is not heard gets a little. */
  private double[][] products() {
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

  /** The mean codes of the stretches, in deviations. */
  private double[] means(float[] of) {
    double[] means = new double[stretches() * size];
    for (int stretch = 0; stretch < stretches(); stretch++) {
      int length = end(stretch) - STRETCHES[stretch];
      for (int step = STRETCHES[stretch]; step < end(stretch); step++) {
        for (int k = 0; k < size; k++) {
          means[stretch * size + k] += of[step * size + k] / deviation[k] / length;
        }
      }
    }
    return means;
  }

  private double[] heardDifference(double[] means) {
    double[] sum = new double[change[0].length];
    for (int i = 0; i < means.length; i++) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += means[i] * change[i][k];
      }
    }
    return sum;
  }
}
