package ligature.encode;

import java.nio.file.Path;
import java.util.Random;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;
import ligature.units.Pitch;

/** Recordings whose every property is known, because it was computed. */
final class TestTones {

  private TestTones() {}

  /**
   * A note with twelve harmonics.
   *
   * @param silence seconds before it
   * @param decayDb a second; 0 for a held note, which is then released at 0.2 s before its end
   * @param vibratoCents up and down, 5.5 times a second
   */
  static float[] note(
      int rate,
      double silence,
      double seconds,
      double hz,
      double decayDb,
      double vibratoCents,
      double noiseDb) {
    float[] x = new float[(int) ((silence + seconds) * rate)];
    Random random = new Random(3);
    double noise = Math.pow(10, noiseDb / 20);
    int begin = (int) (silence * rate);
    double phase = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (noise * random.nextGaussian());
      double t = (double) (i - begin) / rate;
      if (t >= 0) {
        double cents = vibratoCents * Math.sin(2 * Math.PI * 5.5 * t);
        phase += 2 * Math.PI * hz * Pitch.centsToRatio(cents) / rate;
        double level = Math.pow(10, -decayDb * t / 20);
        if (decayDb == 0) {
          level = Math.min(1, t / 0.02) * Math.min(1, Math.exp(-(t - seconds + 0.2) * 25));
        }
        double sum = 0;
        for (int h = 1; h <= 12 && h * hz < 0.45 * rate; h++) {
          sum += Math.sin(h * phase + h * h) / h;
        }
        x[i] += (float) (0.2 * level * sum);
      }
    }
    return x;
  }

  static Path write(Path file, int rate, int channels, float[] samples) throws Exception {
    try (WavWriter writer = new WavWriter(file, rate, channels, SampleFormat.PCM_24)) {
      writer.write(samples, 0, samples.length / channels);
      writer.finish();
    }
    return file;
  }
}
