package ligature.encode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.soundfile.Excerpt;
import ligature.soundfile.Resampler;
import ligature.soundfile.SoundFile;

/**
 * One recorded note, mono, from its onset to where it is no longer heard. The samples are not
 * copied and must not change.
 *
 * @param source the file's name, for messages
 * @param rateHz frames a second
 * @param samples full scale 1
 */
record Recording(String source, int rateHz, float[] samples) {

  /** A note may begin this late in its file. */
  private static final double MOST_SECONDS_READ = 40;

  /** What follows this is not used: no timbre needs more. */
  static final double MOST_SECONDS = 12;

  private static final double LEAD_SECONDS = 0.001;
  private static final double FADE_OUT_SECONDS = 0.01;
  private static final double SHORTEST_SECONDS = 0.03;
  private static final double QUIETEST_PEAK = 1e-4;
  private static final double ALIKE = 0.95;

  /** Against the peak; less is no fault of the recording. */
  private static final double LEAST_OFFSET = 0.01;

  /** Microphones are rarely further apart than this: 34 cm of air. */
  private static final double MOST_LAG_SECONDS = 0.001;

  /**
   * Reads a file and cuts the note out of it.
   *
   * @param span the part of the file in which it is
   * @param tell told in a line what was left out
   * @throws InputException if it cannot be read, is silent or too short
   */
  static Recording read(Path file, Span span, Consumer<String> tell) {
    double most = Math.min(span.endSeconds(), span.startSeconds() + MOST_SECONDS_READ);
    Excerpt excerpt = SoundFile.read(file, most);
    int rate = excerpt.rateHz();
    int from = span.startFrame(rate);
    if (from > 0 && from >= excerpt.frames()) {
      throw new InputException(
          String.format(
              java.util.Locale.ROOT,
              "%s: lasts %.2f s, so nothing of it is left from %.2f s on",
              file,
              excerpt.fileSeconds(),
              span.startSeconds()));
    }
    float[] mono = mono(excerpt);
    takeOffset(mono);
    float[] part = Arrays.copyOfRange(mono, from, span.endFrame(rate, mono.length));
    double lasts = Math.min(excerpt.fileSeconds(), span.endSeconds()) - span.startSeconds();
    return cut(file.toString(), file.getFileName().toString(), rate, part, lasts, tell);
  }

  /**
   * Cuts the note out of what was recorded around it.
   *
   * @param what it is, for messages
   * @param lastsSeconds how long that is, read or not
   * @param tell told in a line what was left out
   * @throws InputException if it is silent or too short
   */
  static Recording cut(
      String what,
      String source,
      int rate,
      float[] mono,
      double lastsSeconds,
      Consumer<String> tell) {
    double peak = 0;
    for (float v : mono) {
      peak = Math.max(peak, Math.abs(v));
    }
    if (peak < QUIETEST_PEAK) {
      throw new InputException(what + ": is silent; a recording of a note is wanted");
    }
    int lead = (int) (LEAD_SECONDS * rate);
    int onset = Math.max(0, Onset.find(mono, rate) - lead);
    float[] note = Arrays.copyOfRange(mono, onset, mono.length);
    int end = Math.min(note.length, new Envelope(note, rate).endFrame() + lead);
    if (end < SHORTEST_SECONDS * rate) {
      throw new InputException(
          String.format(
              java.util.Locale.ROOT,
              "%s: is too short: %.0f ms of sound; %.0f ms are needed",
              what,
              1000.0 * end / rate,
              1000 * SHORTEST_SECONDS));
    }
    int most = (int) (MOST_SECONDS * rate);
    if (end > most) {
      tell.accept(
          String.format(
              java.util.Locale.ROOT,
              "%s: lasts %.0f s; the first %.0f s are used",
              what,
              Math.max(lastsSeconds - (double) onset / rate, (double) end / rate),
              MOST_SECONDS));
      end = most;
    }
    note = Arrays.copyOf(note, end);
    fade(note, lead, (int) (FADE_OUT_SECONDS * rate));
    return new Recording(source, rate, note);
  }

  /** A bad converter adds a constant, which would hide where the note begins. */
  private static void takeOffset(float[] x) {
    double sum = 0;
    double peak = 0;
    for (float v : x) {
      sum += v;
      peak = Math.max(peak, Math.abs(v));
    }
    float mean = (float) (sum / Math.max(1, x.length));
    for (int i = 0; Math.abs(mean) > LEAST_OFFSET * peak && i < x.length; i++) {
      x[i] -= mean;
    }
  }

  private static void fade(float[] x, int in, int out) {
    for (int i = 0; i < Math.min(in, x.length); i++) {
      x[i] *= (float) i / in;
    }
    for (int i = 0; i < Math.min(out, x.length); i++) {
      x[x.length - 1 - i] *= (float) i / out;
    }
  }

  /**
   * One channel of several. Of two that are the same sound at two distances, their sum in step: the
   * noise of each counts half. Else the louder one: a mean of two microphones would cancel some
   * frequencies and colour the sound.
   */
  private static float[] mono(Excerpt excerpt) {
    int channels = excerpt.channels();
    float[][] all = new float[channels][excerpt.frames()];
    double[] power = new double[channels];
    int loudest = 0;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < all[c].length; i++) {
        all[c][i] = excerpt.samples()[i * channels + c];
        power[c] += (double) all[c][i] * all[c][i];
      }
      loudest = power[c] > power[loudest] ? c : loudest;
    }
    return channels == 2
        ? alignedSum(all, power, loudest, (int) (MOST_LAG_SECONDS * excerpt.rateHz()))
        : all[loudest];
  }

  private static float[] alignedSum(float[][] two, double[] power, int loudest, int mostLag) {
    double scale = Math.sqrt(power[0] * power[1]);
    double best = 0;
    int bestLag = 0;
    for (int lag = -mostLag; lag <= mostLag && scale > 0; lag++) {
      double sum = 0;
      for (int i = Math.max(0, lag); i < two[0].length + Math.min(0, lag); i++) {
        sum += two[0][i] * two[1][i - lag];
      }
      if (sum > best) {
        best = sum;
        bestLag = lag;
      }
    }
    if (!(best > ALIKE * scale)) {
      return two[loudest];
    }
    float[] sum = new float[two[0].length];
    for (int i = 0; i < sum.length; i++) {
      int k = i - bestLag;
      sum[i] = 0.5f * (two[0][i] + (k >= 0 && k < sum.length ? two[1][k] : 0));
    }
    return sum;
  }

  /** The samples at another rate; the ratio is right to a thousandth of a cent. */
  float[] at(int toHz) {
    if (toHz == rateHz) {
      return samples;
    }
    int[] ratio = ratio(rateHz, toHz);
    Resampler resampler = new Resampler(ratio[0], ratio[1], 1);
    float[] padded = Arrays.copyOf(samples, samples.length + resampler.delayFrames() + 1);
    float[] out = new float[resampler.mostOutput(padded.length) + 1];
    int frames = resampler.process(padded, padded.length, out);
    return Arrays.copyOf(out, Math.min(frames, (int) ((long) samples.length * toHz / rateHz)));
  }

  /**
   * A short fraction for any pair of rates: a resampler for 44 101 Hz would need 48 000 filters.
   */
  private static int[] ratio(int from, int to) {
    long a = from;
    long b = to;
    long[] p = {0, 1};
    long[] q = {1, 0};
    while (b != 0) {
      long whole = a / b;
      long nextP = whole * p[1] + p[0];
      long nextQ = whole * q[1] + q[0];
      if (nextQ > 1000) {
        break;
      }
      p = new long[] {p[1], nextP};
      q = new long[] {q[1], nextQ};
      long rest = a % b;
      a = b;
      b = rest;
    }
    return new int[] {(int) p[1], (int) q[1]};
  }
}
