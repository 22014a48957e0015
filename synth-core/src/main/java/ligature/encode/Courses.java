package ligature.encode;

import java.util.List;
import ligature.latent.Timbre;
import ligature.latent.TimbreCourse;

/**
 * What each timbre of a bank does over time at one key: its codes, and its pitch.
 *
 * @param codes [timbre][step * codeSize + i]
 * @param cents [timbre][window] the pitch against the key, its mean under a Hann window
 */
record Courses(float[][] codes, double[][] cents, int codeSize) {

  static Courses of(List<Timbre> timbres, int key, float velocity, int steps, HarmonicGrid grid) {
    float[][] codes = new float[timbres.size()][];
    double[][] cents = new double[timbres.size()][grid.windows()];
    for (int t = 0; t < codes.length; t++) {
      TimbreCourse course = new TimbreCourse(timbres.get(t), key, velocity);
      codes[t] = course.codes(steps);
      for (int w = 0; w < grid.windows(); w++) {
        cents[t][w] = cents(course, grid, w);
      }
    }
    return new Courses(codes, cents, timbres.get(0).codeSize());
  }

  private static double cents(TimbreCourse course, HarmonicGrid grid, int w) {
    double codeFrames = 2.0 * grid.hop();
    int reach = grid.window() / 2 / PhaseTrack.HOP_FRAMES;
    double sum = 0;
    double weights = 0;
    for (int i = -reach; i <= reach; i++) {
      double frame = grid.middle(w) + i * PhaseTrack.HOP_FRAMES;
      double weight = 1 + Math.cos(Math.PI * i / (reach + 1));
      sum += weight * course.cents(frame / codeFrames - 0.5);
      weights += weight;
    }
    return sum / weights;
  }

  /** A blend's codes over time. */
  float[] blend(double[] weights) {
    float[] sum = new float[codes[0].length];
    for (int t = 0; t < codes.length; t++) {
      if (weights[t] != 0) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (float) (weights[t] * codes[t][i]);
        }
      }
    }
    return sum;
  }

  /** A blend's pitch over time, [window]. */
  double[] cents(double[] weights) {
    double[] sum = new double[cents[0].length];
    for (int t = 0; t < weights.length; t++) {
      for (int w = 0; w < sum.length && weights[t] != 0; w++) {
        sum[w] += weights[t] * cents[t][w];
      }
    }
    return sum;
  }

  /** A step towards a timbre from a pitch over time. */
  double[] centsTowards(double[] from, int timbre, double share) {
    double[] moved = from.clone();
    for (int w = 0; w < moved.length; w++) {
      moved[w] += share * (cents[timbre][w] - from[w]);
    }
    return moved;
  }

  /** A step towards a timbre from a course of codes. */
  float[] towards(float[] from, int timbre, double share) {
    float[] moved = new float[from.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (from[i] + share * (codes[timbre][i] - from[i]));
    }
    return moved;
  }

  /**
   * Writes the codes of every hop: codes sit at the middle of the hops that they were averaged
   * over.
   *
   * @param out [at + hop * size + i]
   */
  static void upsample(float[] course, int size, int codeHops, float[] out, int at) {
    int steps = course.length / size;
    for (int h = 0; h < steps * codeHops; h++) {
      double place = Math.max(0, Math.min(steps - 1, (h + 0.5) / codeHops - 0.5));
      int i = (int) place;
      int j = Math.min(i + 1, steps - 1);
      float t = (float) (place - i);
      for (int k = 0; k < size; k++) {
        float from = course[i * size + k];
        out[at + h * size + k] = from + t * (course[j * size + k] - from);
      }
    }
  }
}
