package ligature.neural.nam;

import java.util.List;
import ligature.neural.RateBridge;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.units.Decibels;

/**
 * A NAM model in an insert slot: gain, a network for each side, a filter against direct current,
 * gain. While both sides are the same, one network works for both.
 */
final class NamPlugin implements Plugin {

  static final int INPUT = 0;
  static final int OUTPUT = 1;
  static final int NORMALIZE = 2;

  /** To this loudness models are brought that say how loud they are. */
  private static final double LOUDNESS_DB = -18;

  private static final double MOST_NORMALIZE_DB = 40;
  private static final double DC_HZ = 5;

  /** 120 dB are so many time constants of a filter. */
  private static final double TAIL_CONSTANTS = 14;

  private static final List<PluginParameter> PARAMETERS =
      List.of(
          PluginParameter.linear("input", "Input", "dB", -24, 24, 0),
          PluginParameter.linear("output", "Output", "dB", -24, 24, 0),
          PluginParameter.choice("normalize", "Normalize", 1, "off", "on"));

  /** One side: its network, and what blocks direct current. */
  private static final class Side {
    final Network network;
    final float[] out;
    float dcIn;
    float dcOut;

    Side(Network network, int maxFrames) {
      this.network = network;
      out = new float[maxFrames];
    }

    void copyFrom(Side other) {
      network.copyFrom(other.network);
      dcIn = other.dcIn;
      dcOut = other.dcOut;
    }
  }

  private final NamFile file;
  private int rateHz;
  private Side left;
  private Side right;
  private RateBridge bridge;
  private float[] gains;
  private float[] outGains;
  private float rest;
  private float pole;
  private float inputDb;
  private float outputDb;
  private boolean normalize = true;
  private float inGain = Float.NaN;
  private float outGain = Float.NaN;

  /** For so many frames both sides have heard the same. */
  private long equalFrames;

  private boolean asOne;

  NamPlugin(NamFile file) {
    this.file = file;
  }

  @Override
  public List<PluginParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public void prepare(int rate, int maxFrames) {
    rateHz = rate;
    int most = RateBridge.mostInner(rate, file.sampleRateHz(), maxFrames);
    left = new Side(file.network(most), most);
    right = new Side(file.network(most), most);
    bridge = new RateBridge(rate, file.sampleRateHz(), maxFrames, this::run);
    gains = new float[most];
    outGains = new float[most];
    pole = (float) Math.exp(-2 * Math.PI * DC_HZ / file.sampleRateHz());
    left.network.process(new float[most], left.out, 1);
    rest = left.out[0];
    reset();
  }

  @Override
  public void set(int index, float value) {
    switch (index) {
      case INPUT:
        inputDb = value;
        break;
      case OUTPUT:
        outputDb = value;
        break;
      default:
        normalize = value >= 0.5f;
    }
  }

  @Override
  public void process(float[] l, float[] r, int frames) {
    bridge.process(l, r, frames);
  }

  private void run(float[] l, float[] r, int frames) {
    inGain = ramp(gains, inGain, inputGain(), frames);
    outGain = ramp(outGains, outGain, outputGain(), frames);
    boolean equal = java.util.Arrays.equals(l, 0, frames, r, 0, frames);
    if (!equal && asOne) {
      right.copyFrom(left);
    }
    equalFrames = equal ? equalFrames + frames : 0;
    asOne = equal && (asOne || equalFrames > left.network.receptiveFrames() + settleFrames());
    side(left, l, frames);
    if (asOne) {
      System.arraycopy(l, 0, r, 0, frames);
    } else {
      side(right, r, frames);
    }
  }

  /** After this time the filter has forgotten, too. */
  private long settleFrames() {
    return (long) (TAIL_CONSTANTS / (2 * Math.PI * DC_HZ) * file.sampleRateHz());
  }

  private void side(Side side, float[] samples, int frames) {
    for (int i = 0; i < frames; i++) {
      samples[i] *= gains[i];
    }
    side.network.process(samples, side.out, frames);
    float dcIn = side.dcIn;
    float dcOut = side.dcOut;
    for (int i = 0; i < frames; i++) {
      float in = side.out[i];
      dcOut = in - dcIn + pole * dcOut;
      dcIn = in;
      samples[i] = outGains[i] * dcOut;
    }
    side.dcIn = dcIn;
    side.dcOut = Math.abs(dcOut) < 1e-15f ? 0 : dcOut; // denormal numbers are slow
  }

  private static float ramp(float[] gains, float from, float to, int frames) {
    float start = Float.isNaN(from) ? to : from;
    for (int i = 0; i < frames; i++) {
      gains[i] = start + (to - start) * (i + 1) / frames;
    }
    return to;
  }

  private float inputGain() {
    return (float) Decibels.toFactor(inputDb);
  }

  private float outputGain() {
    double db = outputDb;
    if (normalize && !Double.isNaN(file.loudnessDb())) {
      double lacking = LOUDNESS_DB - file.loudnessDb();
      db += Math.max(-MOST_NORMALIZE_DB, Math.min(MOST_NORMALIZE_DB, lacking));
    }
    return (float) Decibels.toFactor(db);
  }

  @Override
  public int latencyFrames() {
    return bridge == null ? 0 : bridge.latencyFrames();
  }

  @Override
  public long tailFrames() {
    if (left == null || left.network.receptiveFrames() == Network.ENDLESS) {
      return UNKNOWN_TAIL;
    }
    double inner = left.network.receptiveFrames() + settleFrames();
    return (long) Math.ceil(inner * rateHz / file.sampleRateHz());
  }

  @Override
  public void reset() {
    bridge.reset();
    for (Side side : new Side[] {left, right}) {
      side.network.reset();
      side.dcIn = rest;
      side.dcOut = 0;
    }
    equalFrames = 0;
    asOne = true;
  }
}
