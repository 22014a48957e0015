package ligature.model;

import java.util.Arrays;

/**
 * A deterministic stand-in for the network, for tests of everything around it and for machines
 * without one.
 *
 * <p>Each voice is a sine at the oscillator's pitch whose level is 0.25 times the code's first
 * value, plus noise at 0.05 times its second; code sizes beyond that are ignored. It obeys the
 * whole contract of {@link Decoder}. Threads: one.
 */
public final class ToneDecoder implements Decoder {

  /** The latent space of its codes. */
  public static final String LATENT_SPACE_ID = "tone";

  private final int sampleRateHz;
  private final int hopFrames;
  private final int codeSize;
  private final int codeHops;
  private double[] phases = new double[0];
  private float[] amplitudes = new float[0];

  public ToneDecoder(int sampleRateHz, int hopFrames, int codeSize, int codeHops) {
    this.sampleRateHz = sampleRateHz;
    this.hopFrames = hopFrames;
    this.codeSize = codeSize;
    this.codeHops = codeHops;
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public int hopFrames() {
    return hopFrames;
  }

  @Override
  public int codeSize() {
    return codeSize;
  }

  @Override
  public int codeHops() {
    return codeHops;
  }

  @Override
  public String latentSpaceId() {
    return LATENT_SPACE_ID;
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public void prepare(int slots, int voices) {
    phases = new double[slots];
    amplitudes = new float[slots];
  }

  @Override
  public void decode(HopBatch batch) {
    for (int v = 0; v < batch.voices; v++) {
      int slot = batch.slots[v];
      if (batch.fresh[v]) {
        phases[slot] = 0;
        amplitudes[slot] = amplitude(batch.codes, v * codeSize);
      }
      phases[slot] =
          hop(
              phases[slot],
              amplitudes[slot],
              batch.codes,
              v * codeSize,
              batch.oscillatorPitchHz[v],
              batch.noise,
              batch.audio,
              v * hopFrames);
      amplitudes[slot] = amplitude(batch.codes, v * codeSize);
    }
  }

  @Override
  public void decodeNotes(NoteBatch batch) {
    for (int n = 0; n < batch.notes; n++) {
      double phase = 0;
      float from = amplitude(batch.codes, n * batch.hops * codeSize);
      for (int h = 0; h < batch.hops; h++) {
        int row = n * batch.hops + h;
        phase =
            hop(
                phase,
                from,
                batch.codes,
                row * codeSize,
                batch.oscillatorPitchHz[row],
                batch.noise,
                batch.audio,
                row * hopFrames);
        from = amplitude(batch.codes, row * codeSize);
      }
    }
  }

  private static float amplitude(float[] codes, int at) {
    return 0.25f * codes[at];
  }

  private double hop(
      double phase,
      float from,
      float[] codes,
      int code,
      float pitchHz,
      float[] noise,
      float[] out,
      int at) {
    double step = pitchHz / (double) sampleRateHz;
    float to = amplitude(codes, code);
    float noiseLevel = codeSize > 1 ? 0.05f * codes[code + 1] : 0;
    for (int i = 0; i < hopFrames; i++) {
      float amplitude = from + (to - from) * i / hopFrames;
      out[at + i] =
          (float) (amplitude * Math.sin(2 * Math.PI * phase)) + noiseLevel * noise[at + i];
      phase += step;
      phase -= Math.floor(phase);
    }
    return phase;
  }

  @Override
  public void close() {
    Arrays.fill(phases, 0);
  }
}
