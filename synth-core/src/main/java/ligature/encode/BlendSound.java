package ligature.encode;

import java.util.Arrays;
import java.util.List;
import ligature.dsp.Fft;
import ligature.model.Decoder;
import ligature.model.NoteBatch;
import ligature.units.Pitch;

/**
 * The harmonics that the decoder makes of codes over time, without its noise. How strong they are
 * does not depend on how the pitch moves, so the pitch is one at which a transform has each of them
 * in the middle of a bin. Threads: one.
 */
final class BlendSound {

  private static final int BATCH = 16;

  private final Decoder decoder;
  private final HarmonicGrid grid;
  private final double keyHz;
  private final double[] window;
  private final Fft fft;

  BlendSound(Decoder decoder, int key, HarmonicGrid grid) {
    this.decoder = decoder;
    this.grid = grid;
    keyHz = Pitch.keyToHz(key);
    window = Turned.hann(grid.window());
    fft = new Fft(grid.window());
  }

  /**
   * Decodes courses of equal length.
   *
   * @param courses each [step * codeSize + i]
   * @param done told of some of them how many they are, once these are done
   * @return [course][window * harmonics + harmonic] powers
   */
  double[][] powers(List<float[]> courses, java.util.function.IntConsumer done) {
    double[][] powers = new double[courses.size()][];
    for (int from = 0; from < powers.length; from += BATCH) {
      List<float[]> some = courses.subList(from, Math.min(powers.length, from + BATCH));
      NoteBatch batch = decoded(some);
      int frames = batch.audio.length / batch.notes;
      for (int n = 0; n < batch.notes; n++) {
        powers[from + n] = powers(batch.audio, n * frames, frames);
      }
      done.accept(some.size());
    }
    return powers;
  }

  private NoteBatch decoded(List<float[]> courses) {
    int size = decoder.codeSize();
    int steps = courses.get(0).length / size;
    int hops = steps * decoder.codeHops();
    NoteBatch batch = new NoteBatch(courses.size(), hops, size, decoder.hopFrames());
    for (int n = 0; n < courses.size(); n++) {
      Courses.upsample(courses.get(n), size, decoder.codeHops(), batch.codes, n * hops * size);
    }
    Arrays.fill(batch.networkPitchHz, (float) keyHz);
    Arrays.fill(batch.oscillatorPitchHz, (float) grid.decodedHz());
    decoder.decodeNotes(batch);
    return batch;
  }

  private double[] powers(float[] audio, int begin, int frames) {
    double[] powers = new double[grid.size()];
    double[] re = new double[grid.window()];
    double[] im = new double[grid.window()];
    double scale = 4.0 / grid.window(); // a sine of amplitude 1 under a Hann window gives 1
    // two windows at a time, the one as the real and the other as the imaginary part
    for (int w = 0; w < grid.windows(); w += 2) {
      int second = Math.min(w + 1, grid.windows() - 1);
      fill(re, audio, begin, frames, grid.middle(w));
      fill(im, audio, begin, frames, grid.middle(second));
      fft.transform(re, im);
      for (int k = 0; k < grid.harmonics(); k++) {
        int at = (k + 1) * grid.bin();
        int mirror = grid.window() - at;
        double realOfFirst = 0.5 * (re[at] + re[mirror]);
        double imaginaryOfFirst = 0.5 * (im[at] - im[mirror]);
        double realOfSecond = 0.5 * (im[at] + im[mirror]);
        double imaginaryOfSecond = 0.5 * (re[mirror] - re[at]);
        powers[w * grid.harmonics() + k] = scale * scale * square(realOfFirst, imaginaryOfFirst);
        powers[second * grid.harmonics() + k] =
            scale * scale * square(realOfSecond, imaginaryOfSecond);
      }
    }
    return powers;
  }

  private static double square(double re, double im) {
    return re * re + im * im;
  }

  private void fill(double[] to, float[] audio, int begin, int frames, int middle) {
    int from = middle - window.length / 2;
    for (int i = 0; i < window.length; i++) {
      int at = from + i;
      to[i] = at >= 0 && at < frames ? window[i] * audio[begin + at] : 0;
    }
  }
}
