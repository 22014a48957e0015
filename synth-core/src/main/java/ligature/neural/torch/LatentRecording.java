package ligature.neural.torch;

import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import ligature.files.InputException;
import ligature.soundfile.Excerpt;
import ligature.soundfile.Resampler;
import ligature.soundfile.SoundFile;

/**
 * A recording in the latent space of a model.
 *
 * @param latents [dimension][step]
 * @param level how loud it was, as a mean amplitude
 */
record LatentRecording(float[][] latents, float level) {

  /** What lies behind this is left out. */
  private static final double MOST_SECONDS = 20;

  /**
   * Encodes a recording, both sides as one, as the model would hear it.
   *
   * @throws InputException if there is none, or if it is silent
   */
  static LatentRecording encode(Path path, TorchModule module, NnCodec codec) {
    float[] mono = mono(SoundFile.read(path, MOST_SECONDS), codec.rateHz());
    double sum = 0;
    for (float sample : mono) {
      sum += Math.abs(sample);
    }
    int chunks = (mono.length + codec.chunkFrames() - 1) / codec.chunkFrames();
    if (chunks == 0 || sum / mono.length < 1e-5) {
      throw new InputException(path + ": is silent; wanted a recording");
    }
    return new LatentRecording(latents(mono, chunks, module, codec), (float) (sum / mono.length));
  }

  /**
   * Encodes audio in chunks, with silence behind its end.
   *
   * @return [dimension][step]
   */
  static float[][] latents(float[] mono, int chunks, TorchModule module, NnCodec codec) {
    int frames = codec.chunkFrames();
    int steps = codec.chunkSteps();
    float[][] latents = new float[codec.size()][chunks * steps];
    float[] out = new float[codec.size() * steps];
    int channels = codec.encode().ins();
    try (TorchModule.Input input = module.new Input(1, channels, frames)) {
      for (int c = 0; c < chunks; c++) {
        int at = c * frames;
        for (int i = 0; i < channels * frames; i++) {
          int from = at + i % frames;
          input.floats.put(i, from < mono.length ? mono[from] : 0);
        }
        try (IValue result = module.callWith("encode", input)) {
          if (module.copy(result, out) != out.length) {
            throw new IllegalStateException("encode gives what it does not declare");
          }
        }
        for (int d = 0; d < latents.length; d++) {
          System.arraycopy(out, d * steps, latents[d], c * steps, steps);
        }
      }
    }
    return latents;
  }

  private static float[] mono(Excerpt excerpt, int rateHz) {
    float[] mono = new float[excerpt.frames()];
    for (int f = 0; f < mono.length; f++) {
      float sum = 0;
      for (int c = 0; c < excerpt.channels(); c++) {
        sum += excerpt.samples()[f * excerpt.channels() + c];
      }
      mono[f] = sum / excerpt.channels();
    }
    if (excerpt.rateHz() == rateHz) {
      return mono;
    }
    Resampler resampler = new Resampler(excerpt.rateHz(), rateHz, 1);
    float[] there = new float[resampler.mostOutput(mono.length)];
    int count = resampler.process(mono, mono.length, there);
    return java.util.Arrays.copyOf(there, count);
  }

  /** A dimension between two steps; behind its end it begins anew. */
  float at(int dimension, double position) {
    float[] row = latents[dimension];
    double inside = position % row.length;
    int step = (int) inside;
    float part = (float) (inside - step);
    float next = row[step + 1 == row.length ? 0 : step + 1];
    return row[step] + part * (next - row[step]);
  }
}
