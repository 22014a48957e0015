package ligature.dsp;

/**
 * A state-variable filter of the second order for one channel, whose outputs are mixed: so it is a
 * low-, band-, high-pass, a notch, nothing, or anything on the way between them.
 *
 * <p>Bilinear transform with the trapezoidal rule, after which the cutoff can be moved at any
 * speed. Its states are linear up to full scale and bend above it, so that resonance cannot run
 * away. Threads: one; no allocation.
 */
public final class StateVariable {

  /** What is taken of the input and of the three outputs. */
  public enum Mix {
    NOTHING(1, 0, 0, 0),
    LOWPASS(0, 1, 0, 0),
    /** At 0 dB in its middle. */
    BANDPASS(0, 0, 1, 0),
    HIGHPASS(0, 0, 0, 1),
    NOTCH(0, 1, 0, 1);

    private final float dry;
    private final float low;
    private final float band;
    private final float high;

    Mix(float dry, float low, float band, float high) {
      this.dry = dry;
      this.low = low;
      this.band = band;
      this.high = high;
    }
  }

  /** Q of the two halves of a Butterworth filter of the fourth order, and of the second. */
  private static final double[] FOURTH_ORDER_Q = {0.541196, 1.306563};

  private static final double SECOND_ORDER_Q = Math.sqrt(0.5);

  /** Q at full resonance: 26 dB. */
  private static final double LARGEST_Q = 20;

  /** Quieter than this nobody hears, and a processor is slow at it. */
  private static final float REST = 1e-15f;

  private float g;
  private float k = 1;
  private float dry = 1;
  private float low;
  private float band;
  private float high;
  private float s1;
  private float s2;

  /**
   * The Q of a filter's stage that resonates; at no resonance the low- and high-pass are
   * Butterworth's.
   *
   * @param stages 1 for 12 dB an octave, 2 for 24
   * @param resonance 0 to 1
   */
  public static double q(int stages, double resonance) {
    double lowest = stages == 1 ? SECOND_ORDER_Q : FOURTH_ORDER_Q[1];
    return lowest * Math.pow(LARGEST_Q / lowest, resonance);
  }

  /** The damping of a stage: 1 / Q. The first of two stages does not resonate. */
  public static float damping(int stage, int stages, double resonance) {
    return (float) (1 / (stages == 2 && stage == 0 ? FOURTH_ORDER_Q[0] : q(stages, resonance)));
  }

  /** The coefficient of a cutoff; up to 0.49 of the rate. */
  public static float coefficient(double hz, double rateHz) {
    return (float) Math.tan(Math.PI * Math.min(hz, 0.49 * rateHz) / rateHz);
  }

  /** Forgets all sound. */
  public void clear() {
    s1 = 0;
    s2 = 0;
  }

  /** Takes values at once. */
  public void jump(float coefficient, float damping, Mix mix) {
    g = coefficient;
    k = damping;
    dry = mix.dry;
    low = mix.low;
    band = mix.band;
    high = mix.high;
  }

  /** Takes a damping and a mixture on the way between two, 0 to 1; the cutoff stays. */
  public void turn(float damping, Mix from, Mix to, float share) {
    k = damping;
    dry = from.dry + share * (to.dry - from.dry);
    low = from.low + share * (to.low - from.low);
    band = from.band + share * (to.band - from.band);
    high = from.high + share * (to.high - from.high);
  }

  /** A frame. */
  public float next(float x) {
    float highOut = (x - (k + g) * s1 - s2) / (1 + g * (k + g));
    float bandOut = g * highOut + s1;
    float lowOut = g * bandOut + s2;
    s1 = atRest(bent(g * highOut + bandOut));
    s2 = atRest(bent(g * bandOut + lowOut));
    return dry * x + low * lowOut + band * k * bandOut + high * highOut;
  }

  /** Processes frames in place and is at new values at their end, without a step on the way. */
  public void glide(float[] x, int from, int count, float coefficient, float damping, Mix mix) {
    float gStep = (coefficient - g) / count;
    float kStep = (damping - k) / count;
    float dryStep = (mix.dry - dry) / count;
    float lowStep = (mix.low - low) / count;
    float bandStep = (mix.band - band) / count;
    float highStep = (mix.high - high) / count;
    for (int i = from; i < from + count; i++) {
      x[i] = next(x[i]);
      g += gStep;
      k += kStep;
      dry += dryStep;
      low += lowStep;
      band += bandStep;
      high += highStep;
    }
    jump(coefficient, damping, mix);
  }

  private static float atRest(float x) {
    return Math.abs(x) < REST ? 0 : x;
  }

  /** The identity up to full scale, from there on a curve of the same slope that ends at 2. */
  private static float bent(float x) {
    float over = Math.abs(x) - 1;
    return over <= 0 ? x : Math.copySign(1 + over / (1 + over), x);
  }
}
