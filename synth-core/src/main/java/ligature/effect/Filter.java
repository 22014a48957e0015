package ligature.effect;

import ligature.plugin.PluginParameter;

/**
 * A state-variable filter: low-, band-, high-pass or notch, 12 or 24 dB an octave.
 *
 * <p>At no resonance the low- and high-pass are Butterworth's, 3 dB down at the cutoff. Its states
 * are linear up to full scale and bend above it, so that resonance cannot run away. Bilinear
 * transform with the trapezoidal rule, after which the cutoff can be moved at any speed.
 */
public final class Filter extends Effect {

  static final int MODE = 0;
  static final int SLOPE = 1;
  static final int CUTOFF = 2;
  static final int RESONANCE = 3;

  /** Q of the two halves of a Butterworth filter of the fourth order, and of the second. */
  private static final double[] FOURTH_ORDER_Q = {0.541196, 1.306563};

  private static final double SECOND_ORDER_Q = Math.sqrt(0.5);

  /** Q at full resonance: 26 dB. */
  private static final double LARGEST_Q = 20;

  private static final int STAGES = 2;

  // [stage][channel]
  private final float[][] first = new float[STAGES][2];
  private final float[][] second = new float[STAGES][2];
  private final float[] damping = new float[STAGES];
  private float g;
  private int stages;
  private int mode;
  private final float[] out = new float[2];

  public Filter() {
    super(
        PluginParameter.choice("mode", "Mode", 0, "lowpass", "bandpass", "highpass", "notch"),
        PluginParameter.choice("slope", "Slope", 0, "12", "24"),
        PluginParameter.logarithmic("cutoff", "Cutoff", "Hz", 20, 20_000, 2000),
        PluginParameter.linear("resonance", "Resonance", "", 0, 1, 0));
  }

  @Override
  void allocate() {}

  @Override
  void clear() {
    for (int s = 0; s < STAGES; s++) {
      java.util.Arrays.fill(first[s], 0);
      java.util.Arrays.fill(second[s], 0);
    }
  }

  @Override
  void update() {
    g = (float) Math.tan(Math.PI * Math.min(value(CUTOFF), 0.49 * rateHz()) / rateHz());
    mode = (int) value(MODE);
    stages = 1 + (int) value(SLOPE);
    double q = qFor(value(SLOPE), value(RESONANCE));
    damping[0] = (float) (1 / (stages == 1 ? q : FOURTH_ORDER_Q[0]));
    damping[1] = (float) (1 / q);
  }

  private static double qFor(float slope, float resonance) {
    double lowest = slope == 0 ? SECOND_ORDER_Q : FOURTH_ORDER_Q[1];
    return lowest * Math.pow(LARGEST_Q / lowest, resonance);
  }

  @Override
  void run(float[] left, float[] right, int from, int count) {
    for (int i = from; i < from + count; i++) {
      left[i] = filtered(left[i], 0);
      right[i] = filtered(right[i], 1);
    }
  }

  private float filtered(float input, int channel) {
    float x = input;
    for (int s = 0; s < stages; s++) {
      float k = damping[s];
      float s1 = first[s][channel];
      float s2 = second[s][channel];
      float high = (x - (k + g) * s1 - s2) / (1 + g * (k + g));
      float band = g * high + s1;
      float low = g * band + s2;
      first[s][channel] = atRest(bent(g * high + band));
      second[s][channel] = atRest(bent(g * band + low));
      x =
          switch (mode) {
            case 0 -> low;
            case 1 -> k * band; // 0 dB at its middle
            case 2 -> high;
            default -> low + high;
          };
    }
    return x;
  }

  /** The identity up to full scale, from there on a curve of the same slope that ends at 2. */
  private static float bent(float x) {
    float over = Math.abs(x) - 1;
    return over <= 0 ? x : Math.copySign(1 + over / (1 + over), x);
  }

  @Override
  public long tailFrames() {
    // a resonance decays by e in 2 Q / w; 120 dB are 13.8 times that, two stages take a little more
    double q = qFor(target(SLOPE), target(RESONANCE));
    return (long) (40 * q / (Math.PI * target(CUTOFF)) * rateHz()) + STEP_FRAMES;
  }
}
