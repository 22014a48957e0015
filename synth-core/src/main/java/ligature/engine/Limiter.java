package ligature.engine;

import ligature.units.Decibels;

/**
 * Keeps the mix below full scale: a peak limiter with a fast attack, and a soft knee for what is
 * faster still.
 *
 * <p>No look-ahead, so no latency. Below -3 dB it does nothing at all; the output never leaves [-1,
 * 1]. Threads: {@code [model-thread]}.
 */
final class Limiter {

  /** Where limiting begins: -3 dB. */
  private static final float THRESHOLD = 0.7079f;

  private static final double ATTACK_SECONDS = 0.001;
  private static final double RELEASE_SECONDS = 0.15;

  private final float attack;
  private final float release;
  private float envelope;
  private float lowestGain = 1;
  private float peakLeft;
  private float peakRight;

  Limiter(int rateHz) {
    attack = (float) (1 - Math.exp(-1 / (ATTACK_SECONDS * rateHz)));
    release = (float) (1 - Math.exp(-1 / (RELEASE_SECONDS * rateHz)));
  }

  /** Limits {@code frames} frames in place; the louder channel decides for both. */
  void process(float[] left, float[] right, int frames) {
    lowestGain = 1;
    findPeaks(left, right, frames);
    if (Math.max(envelope, Math.max(peakLeft, peakRight)) <= THRESHOLD) {
      follow(left, right, frames); // nearly always: nothing to limit
    } else {
      limit(left, right, frames);
      findPeaks(left, right, frames);
    }
  }

  private void findPeaks(float[] left, float[] right, int frames) {
    float mostLeft = 0;
    float mostRight = 0;
    for (int i = 0; i < frames; i++) {
      mostLeft = Math.max(mostLeft, Math.abs(left[i]));
      mostRight = Math.max(mostRight, Math.abs(right[i]));
    }
    peakLeft = mostLeft;
    peakRight = mostRight;
  }

  private void follow(float[] left, float[] right, int frames) {
    float now = envelope;
    for (int i = 0; i < frames; i++) {
      float level = Math.max(Math.abs(left[i]), Math.abs(right[i]));
      now += (level - now) * (level > now ? attack : release);
    }
    envelope = now;
  }

  private void limit(float[] left, float[] right, int frames) {
    for (int i = 0; i < frames; i++) {
      float level = Math.max(Math.abs(left[i]), Math.abs(right[i]));
      envelope += (level - envelope) * (level > envelope ? attack : release);
      if (envelope > THRESHOLD) {
        float gain = THRESHOLD / envelope;
        lowestGain = Math.min(lowestGain, gain);
        left[i] *= gain;
        right[i] *= gain;
      }
      left[i] = soften(left[i]);
      right[i] = soften(right[i]);
    }
  }

  /** The identity up to the threshold, then a curve of the same slope that ends at 1. */
  private static float soften(float sample) {
    float level = Math.abs(sample);
    if (level <= THRESHOLD) {
      return sample;
    }
    float room = 1 - THRESHOLD;
    float over = (level - THRESHOLD) / room;
    return Math.copySign(THRESHOLD + room * over / (1 + over), sample);
  }

  /** The highest amplitude that the last call left. */
  float peakLeft() {
    return peakLeft;
  }

  float peakRight() {
    return peakRight;
  }

  /** By how much the last call held the level down: 0 or less. */
  float reductionDb() {
    return (float) Decibels.fromFactor(lowestGain);
  }
}
