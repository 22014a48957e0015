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
   * Encodes a recording, both sides as one, in chunks, as the model would hear it.
   *
   * @throws InputException if there is none, or if it is silent
   */
  static LatentRecording encode(
      Path path, TorchModule module, TorchInfo.Method encode, int rateHz, int chunkFrames) {
    float[] mono = mono(SoundFile.read(path, MOST_SECONDS), rateHz);
    double sum = 0;
    for (float sample : mono) {
      sum += Math.abs(sample);
    }
    int chunks = (mono.length + chunkFrames - 1) / chunkFrames;
    if (chunks == 0 || sum / mono.length < 1e-5) {
      throw new InputException(path + ": is silent; wanted a recording");
    }
    int steps = chunkFrames / encode.outRatio();
    float[][] latents = new float[encode.outs()][chunks * steps];
    float[] out = new float[encode.outs() * steps];
    try (TorchModule.Input input = module.new Input(1, 1, chunkFrames)) {
      for (int c = 0; c < chunks; c++) {
        int at = c * chunkFrames;
        for (int i = 0; i < chunkFrames; i++) {
          input.floats.put(i, at + i < mono.length ? mono[at + i] : 0);
        }
        try (IValue result = module.callWith("encode", input)) {
          if (module.copy(result, out) != out.length) {
            throw new InputException(path + ": the model's encode gives what it does not declare");
          }
        }
        for (int d = 0; d < latents.length; d++) {
          System.arraycopy(out, d * steps, latents[d], c * steps, steps);
        }
      }
    }
    return new LatentRecording(latents, (float) (sum / mono.length));
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
