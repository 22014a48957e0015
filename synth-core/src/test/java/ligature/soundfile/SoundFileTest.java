package ligature.soundfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import ligature.files.InputException;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SoundFileTest {

  @TempDir private Path folder;

  private static float[] sine(double hz, int rate, int frames, float amplitude) {
    float[] x = new float[frames];
    for (int i = 0; i < frames; i++) {
      x[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return x;
  }

  @ParameterizedTest
  @EnumSource(SampleFormat.class)
  void whatIsWrittenIsRead(SampleFormat format) throws Exception {
    float[] x = sine(440, 48_000, 2 * 5001, 0.9f);
    Path file = folder.resolve("x.wav");
    try (WavWriter writer = new WavWriter(file, 44_100, 2, format)) {
      writer.write(x, 0, 5000);
      writer.write(x, 5000, 1);
      writer.finish();
    }
    WavReader.Sound sound = WavReader.read(file);
    assertThat(sound.rateHz()).isEqualTo(44_100);
    assertThat(sound.channels()).isEqualTo(2);
    double step = format == SampleFormat.FLOAT_32 ? 0 : 1.6 / Math.pow(2, format.bits() - 1);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) sound.samples()[i]).isCloseTo(x[i], within(step + 1e-9));
    }
  }

  @Test
  void clipsInsteadOfWrappingRound() throws Exception {
    Path file = folder.resolve("x.wav");
    try (WavWriter writer = new WavWriter(file, 48_000, 1, SampleFormat.PCM_24)) {
      writer.write(new float[] {2, -2}, 0, 2);
      writer.finish();
    }
    assertThat(WavReader.read(file).samples()).containsExactly(8388607 / 8388608f, -1);
  }

  @Test
  void everyTruncationIsTold() throws Exception {
    Path file = folder.resolve("x.wav");
    try (WavWriter writer = new WavWriter(file, 48_000, 1, SampleFormat.PCM_16)) {
      writer.write(new float[50], 0, 50);
      writer.finish();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < 44; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> WavReader.read(file)).isInstanceOf(InputException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 44100, 1000",
    "44100, 48000, 997",
    "48000, 96000, 10000",
    "48000, 22050, 3000",
    "48000, 48000, 440"
  })
  void resamplesInTuneInTimeAndClean(int from, int to, double hz) {
    float[] in = sine(hz, from, from, 0.5f);
    Resampler resampler = new Resampler(from, to, 1);
    float[] out = new float[resampler.mostOutput(from) + 10];
    int n = resampler.process(in, from, out);
    assertThat(n).isBetween((int) ((from - resampler.delayFrames() - 2L) * to / from) - 2, to);
    float[] expected = sine(hz, to, n, 0.5f);
    float[] error = new float[n];
    for (int i = 0; i < n; i++) {
      error[i] = out[i] - expected[i];
    }
    assertThat(Audio.rmsDb(error, n / 10, n - n / 10)).isLessThan(-95);
  }

  /** Level in dB of a full sine after conversion, over the whole output's middle. */
  private static double through(
      Resampler resampler, double hz, int from, int to, boolean residual) {
    int frames = from / 4;
    float[] in = sine(hz, from, frames, 1);
    float[] out = new float[resampler.mostOutput(frames) + 10];
    int n = resampler.process(in, frames, out);
    float[] expected = residual ? sine(hz, to, n, 1) : new float[n];
    float[] rest = new float[n];
    for (int i = 0; i < n; i++) {
      rest[i] = out[i] - expected[i];
    }
    return Audio.rmsDb(rest, n / 5, n - n / 5) - 20 * Math.log10(Math.sqrt(0.5));
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 44100, 0.9, true",
    "44100, 48000, 0.9, true",
    "48000, 96000, 0.9, true",
    "96000, 48000, 0.9, true",
    "48000, 192000, 0.9, true",
    "48000, 44100, 0.95, false",
    "44100, 48000, 0.95, false",
    "48000, 96000, 0.95, false",
    "96000, 48000, 0.95, false",
    "48000, 22050, 0.95, false"
  })
  void isFlatInItsPassBandAndKeepsTheRestOut(int from, int to, double edge, boolean live) {
    double nyquist = Math.min(from, to) / 2.0;
    for (double share : new double[] {0.01, 0.2, 0.5, 0.7, 0.85, edge}) {
      Resampler resampler = live ? Resampler.live(from, to, 1) : new Resampler(from, to, 1);
      // what is not the sine itself, in its exact place: ripple, phase, delay and images together
      assertThat(through(resampler, share * nyquist, from, to, true))
          .as("residual at %.3f of %.0f Hz", share, nyquist)
          .isLessThan(-72); // 0.002 dB
    }
    if (to < from) {
      double stop = live ? 2 - edge : 1.0; // what falls into the pass band; for files: anything
      for (double share = stop + 0.005; share * nyquist < from / 2.0; share += 0.05) {
        Resampler resampler = live ? Resampler.live(from, to, 1) : new Resampler(from, to, 1);
        assertThat(through(resampler, share * nyquist, from, to, false))
            .as("alias of %.3f of %.0f Hz", share, nyquist)
            .isLessThan(-90);
      }
    }
  }
}
