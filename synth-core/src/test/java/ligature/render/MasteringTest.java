package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import ligature.soundfile.Resampler;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavReader;
import ligature.soundfile.WavWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loudness against the cases of EBU Tech 3341, true peaks against another oversampling. */
class MasteringTest {

  @TempDir private Path folder;

  /** A stereo tone of 1 kHz in parts of some seconds at some peak levels. */
  private static float[] tone(int rateHz, double... secondsAndDb) {
    float[] out = new float[0];
    for (int p = 0; p < secondsAndDb.length; p += 2) {
      int frames = (int) (secondsAndDb[p] * rateHz);
      int from = out.length;
      out = Arrays.copyOf(out, from + 2 * frames);
      double peak = Math.pow(10, secondsAndDb[p + 1] / 20);
      for (int i = 0; i < frames; i++) {
        float x = (float) (peak * Math.sin(2 * Math.PI * 1000 * i / rateHz));
        out[from + 2 * i] = x;
        out[from + 2 * i + 1] = x;
      }
    }
    return out;
  }

  private static double loudness(float[] stereo, int rateHz) {
    LoudnessMeter meter = new LoudnessMeter(rateHz, 2);
    for (int at = 0; at < stereo.length; at += 2 * 1000) { // in uneven blocks
      int frames = Math.min(1000, (stereo.length - at) / 2);
      meter.add(Arrays.copyOfRange(stereo, at, at + 2 * frames), frames);
    }
    return meter.integratedLufs();
  }

  @ParameterizedTest
  @ValueSource(ints = {44_100, 48_000, 96_000})
  void theCasesOfTheEbu(int rate) {
    assertThat(loudness(tone(rate, 20, -23), rate)).as("1").isCloseTo(-23, within(0.1));
    assertThat(loudness(tone(rate, 20, -33), rate)).as("2").isCloseTo(-33, within(0.1));
    assertThat(loudness(tone(rate, 10, -36, 60, -23, 10, -36), rate))
        .as("3: the relative gate")
        .isCloseTo(-23, within(0.1));
    assertThat(loudness(tone(rate, 10, -72, 10, -36, 60, -23, 10, -36, 10, -72), rate))
        .as("4: both gates")
        .isCloseTo(-23, within(0.1));
    assertThat(loudness(tone(rate, 20, -26, 20.1, -20, 20, -26), rate))
        .as("5")
        .isCloseTo(-23, within(0.1));
    assertThat(loudness(new float[4 * rate], rate)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** Music-like: a loud, bright, uneven sound. */
  private static float[] sound(int frames) {
    Random random = new Random(8);
    float[] x = new float[2 * frames];
    double level = 0;
    for (int i = 0; i < frames; i++) {
      level = i % 12_000 == 0 ? 0.5 + 0.5 * random.nextDouble() : level * 0.9999;
      double t = i / 48_000.0;
      double s =
          Math.sin(2 * Math.PI * 110 * t)
              + 0.6 * Math.sin(2 * Math.PI * 3331 * t)
              + 0.5 * Math.sin(2 * Math.PI * 11_025 * t + 0.7);
      x[2 * i] = (float) (0.5 * level * s);
      x[2 * i + 1] = (float) (0.4 * level * s + 0.05 * random.nextGaussian());
    }
    return x;
  }

  private static double truePeakDb(float[] stereo, int rateHz) {
    Resampler eight = new Resampler(rateHz, 8 * rateHz, 2);
    float[] out = new float[2 * eight.mostOutput(stereo.length / 2)];
    int n = eight.process(stereo, stereo.length / 2, out);
    float peak = 0;
    for (int i = 0; i < 2 * n; i++) {
      peak = Math.max(peak, Math.abs(out[i]));
    }
    return 20 * Math.log10(peak);
  }

  private float[] master(float[] stereo, Mastering mastering) throws Exception {
    Path out = folder.resolve("out.wav");
    try (FloatFile floats = new FloatFile(folder.resolve("floats"), 48_000, 2);
        WavWriter writer = new WavWriter(out, 48_000, 2, SampleFormat.FLOAT_32)) {
      floats.write(stereo, 0, stereo.length / 2);
      Mastering.Levels levels = mastering.apply(floats, writer);
      writer.finish();
      float[] made = WavReader.read(out).samples();
      assertThat(made).as("exact length").hasSameSizeAs(stereo);
      assertThat(levels.loudnessLufs()).isCloseTo(loudness(made, 48_000), within(0.01));
      assertThat(levels.truePeakDb()).isCloseTo(truePeakDb(made, 48_000), within(0.15));
      return made;
    }
  }

  @ParameterizedTest
  @CsvSource({"-30, ", "-14, -1", "-16, -6"})
  void reachesTheLoudnessAndKeepsTheLimit(double lufs, Double limit) throws Exception {
    float[] made = master(sound(3 * 48_000), new Mastering(lufs, limit));
    assertThat(loudness(made, 48_000)).isCloseTo(lufs, within(0.2));
    assertThat(truePeakDb(made, 48_000)).isLessThan((limit == null ? -1 : limit) + 0.05);
  }

  @Test
  void withoutNeedTheLimiterChangesNothing() throws Exception {
    float[] quiet = tone(48_000, 2, -20);
    float[] made = master(quiet, new Mastering(null, -1.0));
    for (int i = 0; i < quiet.length; i++) {
      assertThat(made[i]).isCloseTo(quiet[i], within(1e-6f));
    }
  }

  @Test
  void findsThePeakBetweenTheSamples() {
    // a quarter of the rate, sampled 45 degrees off its peaks: 3 dB higher than any sample
    float[] x = new float[2 * 4800];
    for (int i = 0; i < 4800; i++) {
      x[2 * i] = (float) Math.sin(Math.PI / 2 * i + Math.PI / 4) * 0.5f;
    }
    TruePeakMeter meter = new TruePeakMeter(2);
    for (int i = 100; i < 4700; i++) {
      meter.next(x, 2 * i);
    }
    assertThat(20 * Math.log10(meter.highest())).isGreaterThan(-6.0 - 0.3);
  }

  @Test
  void silenceStaysSilent() throws Exception {
    assertThat(master0(new float[2 * 48_000])).containsOnly(0);
  }

  private float[] master0(float[] silence) throws Exception {
    Path out = folder.resolve("silence.wav");
    try (FloatFile floats = new FloatFile(folder.resolve("zeros"), 48_000, 2);
        WavWriter writer = new WavWriter(out, 48_000, 2, SampleFormat.FLOAT_32)) {
      floats.write(silence, 0, silence.length / 2);
      new Mastering(-16.0, null).apply(floats, writer);
      writer.finish();
      return WavReader.read(out).samples();
    }
  }
}
