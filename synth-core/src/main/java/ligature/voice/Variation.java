package ligature.voice;

import ligature.latent.CounterRandom;

/**
 * How one strike of a key differs from the last: a little softer or harder, brighter or darker,
 * with more or less noise at its onset. Drawn from the note's own random numbers.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class Variation {

  /** Full variation: velocity and level by so much at most, codes too; noise at the onset. */
  private static final float VELOCITY = 0.08f;

  private static final float LEVEL_DB = 1;
  private static final float CODE = 0.15f;
  private static final float ONSET_NOISE = 0.8f;
  private static final double ONSET_SECONDS = 0.06;

  private final float[] codes;
  private final double hopSeconds;
  private float amount;
  private long stream;

  Variation(int codeSize, double hopSeconds) {
    codes = new float[codeSize];
    this.hopSeconds = hopSeconds;
  }

  /**
   * Draws.
   *
   * @param ofNote the note's random numbers
   * @param newAmount 0 for the timbre as it is, to 1
   */
  void draw(long ofNote, float newAmount) {
    amount = newAmount;
    if (amount > 0) {
      stream = CounterRandom.stream(ofNote, 64);
      for (int i = 0; i < codes.length; i++) {
        codes[i] = CODE * amount * random(8 + i);
      }
    }
  }

  private float random(int index) {
    return (float) (2 * CounterRandom.uniform(stream, index) - 1);
  }

  float velocity(float played) {
    return amount == 0
        ? played
        : Math.max(1 / 127f, Math.min(1, played + VELOCITY * amount * random(0)));
  }

  double levelDb() {
    return amount == 0 ? 0 : LEVEL_DB * amount * random(1);
  }

  /** Noise beyond the recorded amount. */
  float noise(long hop) {
    double left = 1 - hop * hopSeconds / ONSET_SECONDS;
    return amount == 0 || left <= 0 ? 0 : (float) (ONSET_NOISE * amount * random(2) * left);
  }

  void addTo(float[] out, int at) {
    if (amount > 0) {
      for (int i = 0; i < codes.length; i++) {
        out[at + i] += codes[i];
      }
    }
  }
}
