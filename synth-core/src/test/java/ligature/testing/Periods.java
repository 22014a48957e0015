package ligature.testing;

/** Looks for a period in the course of one or several numbers. */
public final class Periods {

  private Periods() {}

  /**
   * Where a course is most like itself later on.
   *
   * @param lag how much later, in steps of the course
   * @param autocorrelation 1 if it repeats there, around 0 where it has nothing to do with itself
   */
  public record Found(int lag, double autocorrelation) {

    @Override
    public String toString() {
      return String.format("autocorrelation of %.3f after %d steps", autocorrelation, lag);
    }
  }

  /**
   * The largest autocorrelation of a course of vectors, each against its mean, at lags from {@code
   * from} to {@code to}. Of vectors, because that has more to go by than one number of them: what
   * is left of it by chance falls with the root of how many independent values a course has in all.
   *
   * @param course [step][number]
   */
  public static Found strongest(double[][] course, int from, int to) {
    double[][] x = centred(course);
    double power = 0;
    for (double[] at : x) {
      power += product(at, at);
    }
    Found most = new Found(from, -1);
    for (int lag = from; lag <= to; lag++) {
      double sum = 0;
      for (int t = 0; t + lag < x.length; t++) {
        sum += product(x[t], x[t + lag]);
      }
      double r = sum / power * x.length / (x.length - lag);
      if (r > most.autocorrelation()) {
        most = new Found(lag, r);
      }
    }
    return most;
  }

  /** The same of a course of one number. */
  public static Found strongest(double[] course, int from, int to) {
    double[][] vectors = new double[course.length][];
    for (int t = 0; t < course.length; t++) {
      vectors[t] = new double[] {course[t]};
    }
    return strongest(vectors, from, to);
  }

  private static double[][] centred(double[][] course) {
    int size = course[0].length;
    double[] mean = new double[size];
    for (double[] at : course) {
      for (int i = 0; i < size; i++) {
        mean[i] += at[i] / course.length;
      }
    }
    double[][] x = new double[course.length][size];
    for (int t = 0; t < course.length; t++) {
      for (int i = 0; i < size; i++) {
        x[t][i] = course[t][i] - mean[i];
      }
    }
    return x;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
