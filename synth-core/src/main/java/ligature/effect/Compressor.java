package ligature.effect;

import ligature.plugin.PluginParameter;
import ligature.units.Decibels;

/** Evens out levels: feed-forward, both sides alike, with a soft knee of 6 dB. */
public final class Compressor extends Effect {

  static final int THRESHOLD = 0;
  static final int RATIO = 1;
  static final int ATTACK = 2;
  static final int RELEASE = 3;
  static final int MAKE_UP = 4;

  private static final double KNEE_DB = 6;
  private static final double SILENCE_DB = -120;

  private float attack;
  private float release;
  private double levelDb;
  private float gain;
  private float gainStep;
  private float peak;

  public Compressor() {
    super(
        PluginParameter.linear("threshold", "Threshold", "dB", -60, 0, -18),
        PluginParameter.logarithmic("ratio", "Ratio", "", 1, 20, 3),
        PluginParameter.logarithmic("attack", "Attack", "ms", 0.5f, 200, 10),
        PluginParameter.logarithmic("release", "Release", "ms", 10, 2000, 150),
        PluginParameter.linear("make-up", "Make-up", "dB", 0, 24, 0));
  }

  @Override
  void allocate() {}

  @Override
  void clear() {
    levelDb = SILENCE_DB;
    peak = 0;
  }

  @Override
  void update() {
    attack = share(value(ATTACK));
    release = share(value(RELEASE));
    if (isFresh()) {
      gain = (float) gainNow();
    }
  }

  /** Of the way to a louder or softer level in a step. */
  private float share(float millis) {
    return (float) (1 - Math.exp(-STEP_FRAMES / (millis * 1e-3 * rateHz())));
  }

  @Override
  void everyStep() {
    double now = Decibels.fromFactor(peak);
    peak = 0;
    levelDb += (now - levelDb) * (now > levelDb ? attack : release);
    gainStep = (float) (gainNow() - gain) / STEP_FRAMES;
  }

  private double gainNow() {
    double over = levelDb - value(THRESHOLD);
    double knee = Math.max(0, Math.min(1, (over + KNEE_DB / 2) / KNEE_DB));
    double counted = over > KNEE_DB / 2 ? over : KNEE_DB / 2 * knee * knee;
    return Decibels.toFactor(value(MAKE_UP) - counted * (1 - 1 / value(RATIO)));
  }

  @Override
  void run(float[] left, float[] right, int from, int count) {
    for (int i = from; i < from + count; i++) {
      peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
      gain += gainStep;
      left[i] *= gain;
      right[i] *= gain;
    }
  }

  @Override
  public long tailFrames() {
    return (long) (5e-3 * target(RELEASE) * rateHz());
  }
}
