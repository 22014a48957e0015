package ligature.effect;

import ligature.plugin.PluginParameter;

/**
 * A room: sixteen delay lines that feed each other through an orthogonal matrix, behind diffusers.
 *
 * <p>Every line loses as much as its length asks for, so that all of them decay in the same time:
 * 60 dB in {@code decay}, and in half of that at the frequency {@code damping}. Their lengths share
 * no factor and wander slowly, each by its own wave, so that no resonance stands out. Steady noise
 * comes out as loud as it went in, whatever the decay.
 */
public final class Reverb extends Effect {

  static final int DECAY = 0;
  static final int SIZE = 1;
  static final int DAMPING = 2;
  static final int PREDELAY = 3;
  static final int LOW_CUT = 4;
  static final int MODULATION = 5;
  static final int WIDTH = 6;

  private static final int LINES = 16;

  /** Primes, in frames at 48 kHz and a size of 1. */
  private static final int[] LENGTHS = {
    1499, 1693, 1877, 2063, 2239, 2423, 2617, 2801, 2999, 3181, 3391, 3593, 3821, 4057, 4283, 4547
  };

  private static final int LENGTHS_RATE_HZ = 48_000;

  /** Which lines are heard with a minus on the left and on the right: orthogonal patterns. */
  private static final int LEFT_SIGNS = 0xB38D;

  private static final int RIGHT_SIGNS = 0x8F28;

  private static final float LARGEST_SIZE = 2;
  private static final double WANDER_FRAMES = 24;
  private static final double SLOWEST_HZ = 0.23;
  private static final double FASTEST_HZ = 1.1;
  private static final float LONGEST_PREDELAY_SECONDS = 0.25f;

  private final DelayLine[] lines = new DelayLine[LINES];
  private final DelayLine[] predelay = new DelayLine[2];
  private final Diffuser[] diffusers = new Diffuser[2];
  private final float[] length = new float[LINES];
  private final float[] lengthStep = new float[LINES];
  private final float[] gain = new float[LINES];
  private final float[] damped = new float[LINES];
  private final float[] pole = new float[LINES];
  private final float[] out = new float[LINES];
  private final float[] rumble = new float[2];
  private double seconds;
  private float inGain;
  private float inGainStep;
  private float inGainEnd;
  private float outGain;
  private float outGainStep;
  private float outGainEnd;
  private float lowCut;
  private float predelayFrames;
  private float predelayStep;

  public Reverb() {
    super(
        PluginParameter.logarithmic("decay", "Decay", "s", 0.2f, 20, 2),
        PluginParameter.logarithmic("size", "Size", "", 0.4f, LARGEST_SIZE, 0.8f),
        PluginParameter.logarithmic("damping", "Damping", "Hz", 500, 20_000, 5000),
        PluginParameter.linear("predelay", "Predelay", "ms", 0, 200, 10),
        PluginParameter.logarithmic("low-cut", "Low cut", "Hz", 10, 1000, 60),
        PluginParameter.linear("modulation", "Modulation", "", 0, 1, 0.4f),
        PluginParameter.linear("width", "Width", "", 0, 1, 1));
  }

  @Override
  public float initialWet() {
    return 0.25f;
  }

  @Override
  double glideSeconds(int index) {
    return index == SIZE || index == PREDELAY || index == DECAY ? 0.15 : super.glideSeconds(index);
  }

  @Override
  void allocate() {
    double scale = (double) rateHz() / LENGTHS_RATE_HZ;
    for (int i = 0; i < LINES; i++) {
      lines[i] = new DelayLine((int) (scale * (LENGTHS[i] * LARGEST_SIZE + WANDER_FRAMES)) + 4);
    }
    for (int c = 0; c < 2; c++) {
      predelay[c] = new DelayLine((int) (LONGEST_PREDELAY_SECONDS * rateHz()) + 4);
      diffusers[c] = new Diffuser(c, scale);
    }
  }

  @Override
  void clear() {
    for (int i = 0; i < LINES; i++) {
      lines[i].clear();
      damped[i] = 0;
      out[i] = 0;
    }
    for (int c = 0; c < 2; c++) {
      predelay[c].clear();
      diffusers[c].clear();
      rumble[c] = 0;
    }
    seconds = 0;
  }

  @Override
  void update() {
    double energyLost = 0;
    for (int i = 0; i < LINES; i++) {
      double g = Math.pow(10, -3 * meanLength(i) / (value(DECAY) * rateHz()));
      gain[i] = (float) g;
      pole[i] = (float) poleFor(g);
      energyLost += (1 - g * g) / LINES;
    }
    inGainEnd = (float) Math.sqrt(energyLost);
    outGainEnd = (float) Math.sqrt(1 / (1 - energyLost)); // they are heard after they have lost it
    lowCut = value(LOW_CUT) <= 10.1f ? 0 : onePole(value(LOW_CUT));
    if (isFresh()) {
      inGain = inGainEnd;
      outGain = outGainEnd;
      for (int i = 0; i < LINES; i++) {
        length[i] = wanderingLength(i);
      }
      predelayFrames = predelayEnd();
    }
  }

  private double meanLength(int line) {
    return (double) LENGTHS[line] * value(SIZE) * rateHz() / LENGTHS_RATE_HZ;
  }

  /** Of the lowpass that takes another factor g away at the damping's frequency. */
  private double poleFor(double g) {
    double w = 2 * Math.PI * Math.min(value(DAMPING), 0.49 * rateHz()) / rateHz();
    double lost = 1 - g * g;
    double b = 1 - g * g * Math.cos(w);
    return lost < 1e-9 ? 0 : (b - Math.sqrt(b * b - lost * lost)) / lost;
  }

  private float wanderingLength(int line) {
    double hz = SLOWEST_HZ + (FASTEST_HZ - SLOWEST_HZ) * ((line * 7) % LINES) / (LINES - 1);
    double wave = Math.sin(2 * Math.PI * (hz * seconds + line * 0.618034));
    double wander = WANDER_FRAMES / 2 * rateHz() / LENGTHS_RATE_HZ * value(MODULATION);
    return (float) (meanLength(line) + wander * wave);
  }

  private float predelayEnd() {
    return 1 + value(PREDELAY) * 1e-3f * rateHz();
  }

  @Override
  void everyStep() {
    seconds += (double) STEP_FRAMES / rateHz();
    for (int i = 0; i < LINES; i++) {
      lengthStep[i] = (wanderingLength(i) - length[i]) / STEP_FRAMES;
    }
    inGainStep = (inGainEnd - inGain) / STEP_FRAMES;
    outGainStep = (outGainEnd - outGain) / STEP_FRAMES;
    predelayStep = (predelayEnd() - predelayFrames) / STEP_FRAMES;
  }

  @Override
  void run(float[] left, float[] right, int from, int count) {
    float width = value(WIDTH);
    for (int i = from; i < from + count; i++) {
      predelayFrames += predelayStep;
      inGain += inGainStep;
      outGain += outGainStep;
      float inLeft = into(left[i], 0);
      float inRight = into(right[i], 1);
      float l = 0;
      float r = 0;
      for (int k = 0; k < LINES; k++) {
        length[k] += lengthStep[k];
        float x = gain[k] * lines[k].read(length[k] - 1);
        damped[k] = atRest(x + pole[k] * (damped[k] - x));
        float y = damped[k];
        out[k] = y;
        l += (LEFT_SIGNS >> k & 1) == 0 ? y : -y;
        r += (RIGHT_SIGNS >> k & 1) == 0 ? y : -y;
      }
      mixLines();
      for (int k = 0; k < LINES; k++) {
        lines[k].write(out[k] + ((k & 1) == 0 ? inLeft : inRight));
      }
      float middle = 0.5f * outGain * (l + r);
      float side = 0.5f * outGain * width * (l - r);
      left[i] = middle + side;
      right[i] = middle - side;
    }
  }

  /** What goes into each of its eight lines. */
  private float into(float x, int channel) {
    rumble[channel] = atRest(rumble[channel] + lowCut * (x - rumble[channel]));
    predelay[channel].write(x - rumble[channel]);
    return diffusers[channel].next(inGain * predelay[channel].read(predelayFrames)) * IN_SCALE;
  }

  /**
   * For uncorrelated sides of variance 1, eight lines each: a line's variance is the input's over
   * what is lost, and sixteen of them are summed.
   */
  private static final float IN_SCALE = (float) (1 / Math.sqrt(LINES));

  /** Hadamard's matrix, in four rounds of sums and differences; orthogonal once scaled. */
  private void mixLines() {
    for (int half = 1; half < LINES; half *= 2) {
      for (int i = 0; i < LINES; i += 2 * half) {
        for (int k = i; k < i + half; k++) {
          float a = out[k];
          float b = out[k + half];
          out[k] = a + b;
          out[k + half] = a - b;
        }
      }
    }
    for (int k = 0; k < LINES; k++) {
      out[k] *= 0.25f;
    }
  }

  @Override
  public long tailFrames() {
    double predelaySeconds = target(PREDELAY) * 1e-3 + 0.1;
    return (long) ((2 * target(DECAY) + predelaySeconds) * rateHz());
  }

  /** Four all-passes in a row: one click becomes many. */
  private static final class Diffuser {

    private static final int[][] LENGTHS = {{241, 387, 601, 983}, {263, 419, 557, 1019}};
    private static final float GAIN = 0.6f;

    private final DelayLine[] lines = new DelayLine[LENGTHS[0].length];
    private final int[] frames = new int[lines.length];

    Diffuser(int channel, double scale) {
      for (int i = 0; i < lines.length; i++) {
        frames[i] = (int) Math.round(LENGTHS[channel][i] * scale);
        lines[i] = new DelayLine(frames[i]);
      }
    }

    void clear() {
      for (DelayLine line : lines) {
        line.clear();
      }
    }

    float next(float input) {
      float x = input;
      for (int i = 0; i < lines.length; i++) {
        float old = lines[i].read(frames[i] - 1);
        float in = atRest(x + GAIN * old);
        lines[i].write(in);
        x = old - GAIN * in;
      }
      return x;
    }
  }
}
