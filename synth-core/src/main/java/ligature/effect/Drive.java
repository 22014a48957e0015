package ligature.effect;

import ligature.plugin.PluginParameter;
import ligature.units.Decibels;

/**
 * Distortion by a curve that bends the more the louder it gets, from warm to square.
 *
 * <p>It runs at eight times the rate, and replaces the curve's value at a sample by its mean from
 * the sample before: what the curve makes beyond half the rate comes back 60 dB down or less.
 */
public final class Drive extends Effect {

  static final int AMOUNT = 0;
  static final int BIAS = 1;
  static final int TONE = 2;
  static final int LEVEL = 3;

  /** To twice the rate: flat to 20 kHz, 80 dB down from 28 kHz on. */
  private static final int STEEP_SIDE = 16;

  private static final double STEEP_BETA = 7.9;

  /** From there to four times: nothing to keep between 24 and 72 kHz. */
  private static final int WIDE_SIDE = 6;

  private static final double WIDE_BETA = 8.8;

  /** From there to eight times: nothing to keep between 24 and 168 kHz. */
  private static final int WIDEST_SIDE = 3;

  /**
   * The filters up and down, each pair one frame less than twice its side at half its rate, and a
   * frame of four times the rate that makes it a whole number.
   */
  private static final int LATENCY_FRAMES =
      2 * STEEP_SIDE - 1 + (2 * (2 * WIDE_SIDE - 1) + 2 * WIDEST_SIDE - 1 + 1) / 4;

  private static final double DC_HZ = 8;
  private static final double MOST_BIAS = 0.8;

  private final Channel left = new Channel();
  private final Channel right = new Channel();
  private float gain;
  private float gainStep;
  private float level;
  private float levelStep;
  private float bias;
  private float biasStep;
  private float tone;
  private float dcPole;

  public Drive() {
    super(
        PluginParameter.linear("amount", "Drive", "dB", 0, 30, 12),
        PluginParameter.linear("bias", "Bias", "", 0, 1, 0),
        PluginParameter.logarithmic("tone", "Tone", "Hz", 500, 20_000, 20_000),
        PluginParameter.linear("level", "Level", "dB", -24, 12, 0));
  }

  /** From -24 to 12 dB is a factor of 60: faster, it would be heard as a click. */
  @Override
  double glideSeconds(int index) {
    return index == LEVEL || index == AMOUNT ? 0.02 : super.glideSeconds(index);
  }

  @Override
  void allocate() {}

  @Override
  void clear() {
    left.clear();
    right.clear();
  }

  @Override
  void update() {
    tone = value(TONE) >= 19_900 ? 1 : onePole(value(TONE));
    dcPole = 1 - onePole(DC_HZ);
    if (isFresh()) {
      gain = gainEnd();
      level = levelEnd();
      bias = biasEnd();
      left.settle();
      right.settle();
    }
  }

  @Override
  void everyStep() {
    gainStep = (gainEnd() - gain) / STEP_FRAMES;
    levelStep = (levelEnd() - level) / STEP_FRAMES;
    biasStep = (biasEnd() - bias) / STEP_FRAMES;
  }

  private float gainEnd() {
    return (float) Decibels.toFactor(value(AMOUNT));
  }

  private float biasEnd() {
    return (float) (MOST_BIAS * value(BIAS));
  }

  /** A full-scale sine stays at full scale. */
  private float levelEnd() {
    return (float) Decibels.toFactor(value(LEVEL)) / curve(gainEnd());
  }

  private static float curve(float x) {
    return x / (float) Math.sqrt(1 + x * x);
  }

  @Override
  void run(float[] leftSamples, float[] rightSamples, int from, int count) {
    for (int i = from; i < from + count; i++) {
      gain += gainStep;
      level += levelStep;
      bias += biasStep;
      float rest = curve(bias);
      leftSamples[i] = left.next(leftSamples[i], rest);
      rightSamples[i] = right.next(rightSamples[i], rest);
    }
  }

  @Override
  public int latencyFrames() {
    return LATENCY_FRAMES;
  }

  @Override
  public long tailFrames() {
    return LATENCY_FRAMES + (long) (14 / (2 * Math.PI * DC_HZ) * rateHz());
  }

  private final class Channel {

    private final HalfBand toTwice = new HalfBand(STEEP_SIDE, STEEP_BETA);
    private final HalfBand toFourTimes = new HalfBand(WIDE_SIDE, WIDE_BETA);
    private final HalfBand toEightTimes = new HalfBand(WIDEST_SIDE, WIDE_BETA);
    private final HalfBand backToFour = new HalfBand(WIDEST_SIDE, WIDE_BETA);
    private final HalfBand backToTwice = new HalfBand(WIDE_SIDE, WIDE_BETA);
    private final HalfBand back = new HalfBand(STEEP_SIDE, STEEP_BETA);
    private final float[] twice = new float[2];
    private final float[] four = new float[4];
    private final float[] eight = new float[8];
    private float before;
    private float beforeIntegral = 1;
    private float held;
    private float dcIn;
    private float dcOut;
    private float dark;

    void clear() {
      toTwice.clear();
      toFourTimes.clear();
      toEightTimes.clear();
      backToFour.clear();
      backToTwice.clear();
      back.clear();
      held = 0;
      dcIn = 0;
      dcOut = 0;
      dark = 0;
    }

    /** As if the bias had been there for ever. */
    void settle() {
      before = bias;
      beforeIntegral = (float) Math.sqrt(1 + bias * bias);
    }

    float next(float x, float rest) {
      toTwice.up(x, twice, 0);
      toFourTimes.up(twice[0], four, 0);
      toFourTimes.up(twice[1], four, 2);
      for (int i = 0; i < 4; i++) {
        toEightTimes.up(four[i], eight, 2 * i);
      }
      for (int i = 0; i < 8; i++) {
        eight[i] = bent(eight[i] * gain + bias) - rest;
      }
      for (int i = 0; i < 4; i++) {
        four[i] = backToFour.down(eight[2 * i], eight[2 * i + 1]);
      }
      float even = backToTwice.down(held, four[0]);
      float odd = backToTwice.down(four[1], four[2]);
      held = four[3];
      float y = back.down(even, odd) * level;
      float blocked = y - dcIn + dcPole * dcOut;
      dcIn = y;
      dcOut = atRest(blocked);
      dark = atRest(dark + tone * (dcOut - dark));
      return dark;
    }

    /**
     * The mean of x / sqrt(1 + x x) from the sample before to this one. Its integral is F = sqrt(1
     * + x x), and the difference quotient of that is (x + x0) / (F + F0): nothing to divide by
     * zero.
     */
    private float bent(float x) {
      float integral = (float) Math.sqrt(1 + x * x);
      float mean = (x + before) / (integral + beforeIntegral);
      before = x;
      beforeIntegral = integral;
      return mean;
    }
  }
}
