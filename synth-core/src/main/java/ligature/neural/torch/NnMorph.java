package ligature.neural.torch;

import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ligature.files.InputException;
import ligature.neural.torch.TorchInfo.Method;
import ligature.plugin.PluginParameter;

/**
 * Two recordings, encoded by an nn~ model, blended in its latent space and decoded: they sound
 * while the instrument sounds, as loud as it does, and begin anew with a sound after silence.
 *
 * <p>The contract knows neither keys nor pitch: what is heard has the pitch of the recordings.
 */
final class NnMorph implements TorchEffect {

  /** What is behind the # of an id. */
  static final String NAME = "morph";

  static final int MORPH = 0;
  static final int SPEED = 1;
  static final int FOLLOW = 2;

  private static final List<PluginParameter> PARAMETERS =
      List.of(
          PluginParameter.linear("morph", "Morph", "", 0, 1, 0.5f),
          PluginParameter.linear("speed", "Speed", "", 0, 4, 1),
          PluginParameter.choice("follow", "Follow", 1, "off", "on"));

  private static final double RISE_SECONDS = 0.005;
  private static final double FALL_SECONDS = 0.06;

  /** -60 dB: below it, what comes in is silence. */
  private static final float SILENCE = 1e-3f;

  private final TorchFile source;
  private final Method decode;
  private final int chunkFrames;
  private final int modelRateHz;
  private final LatentRecording a;
  private final LatentRecording b;
  private final float[] out;
  private TorchModule module;
  private TorchModule.Input latents;
  private double position;
  private float level;
  private float morph = Float.NaN;
  private boolean silent = true;
  private float rise;
  private float fall;

  /**
   * Loads the model and encodes the recordings, which runs code of the file.
   *
   * @throws InputException if the model cannot do that, or a recording cannot be read
   */
  NnMorph(TorchFile source, NnSettings settings) {
    this.source = source;
    NnCodec codec = NnCodec.of(source);
    decode = codec.decode();
    chunkFrames = codec.chunkFrames();
    modelRateHz = codec.rateHz();
    try (TorchModule encoder = TorchModule.load(source)) {
      a = recording(encoder, codec, settings, "a");
      b = recording(encoder, codec, settings, "b");
    }
    out = new float[decode.outs() * chunkFrames];
    load();
  }

  private LatentRecording recording(
      TorchModule encoder, NnCodec codec, NnSettings settings, String key) {
    String path = settings.values().get(key);
    if (path == null) {
      throw new InputException(
          source.path() + ": wanted two recordings: #morph&a=FILE.wav&b=FILE.wav");
    }
    return LatentRecording.encode(Path.of(path), encoder, codec);
  }

  private void load() {
    module = TorchModule.load(source);
    latents = module.new Input(1, decode.ins(), chunkFrames / decode.inRatio());
  }

  @Override
  public List<PluginParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public void prepare(int rateHz) {
    rise = (float) (1 - Math.exp(-1 / (RISE_SECONDS * modelRateHz)));
    fall = (float) (1 - Math.exp(-1 / (FALL_SECONDS * modelRateHz)));
  }

  @Override
  public int innerRateHz() {
    return modelRateHz;
  }

  @Override
  public int chunkFrames() {
    return chunkFrames;
  }

  @Override
  public int latencyFrames() {
    return 0;
  }

  @Override
  public void run(float[] left, float[] right, float[] values) {
    boolean follow = values[FOLLOW] >= 0.5f;
    if (silent && isLoud(left, right)) {
      position = 0;
    }
    blend(values[MORPH], values[SPEED]);
    try (IValue result = module.callWith("decode", latents)) {
      int count = module.copy(result, out);
      if (count != out.length) {
        throw new IllegalStateException("decode gives " + count + " numbers for " + out.length);
      }
    }
    float own = a.level() + morph * (b.level() - a.level());
    int other = out.length - chunkFrames;
    for (int i = 0; i < chunkFrames; i++) {
      float in = Math.max(Math.abs(left[i]), Math.abs(right[i]));
      level += (in > level ? rise : fall) * (in - level);
      float gain = follow ? level / own : 1;
      left[i] = gain * out[i];
      right[i] = gain * out[other + i];
    }
    silent = level < SILENCE;
  }

  private static boolean isLoud(float[] left, float[] right) {
    for (int i = 0; i < left.length; i++) {
      if (Math.abs(left[i]) > SILENCE || Math.abs(right[i]) > SILENCE) {
        return true;
      }
    }
    return false;
  }

  private void blend(float morphEnd, float speed) {
    int steps = chunkFrames / decode.inRatio();
    float from = Float.isNaN(morph) ? morphEnd : morph;
    for (int s = 0; s < steps; s++) {
      morph = from + (morphEnd - from) * (s + 1) / steps;
      for (int d = 0; d < decode.ins(); d++) {
        float value = (1 - morph) * a.at(d, position) + morph * b.at(d, position);
        latents.floats.put(d * steps + s, value);
      }
      position += speed;
    }
  }

  @Override
  public void reset() {
    close();
    load();
    position = 0;
    level = 0;
    silent = true;
    morph = Float.NaN;
    Arrays.fill(out, 0);
  }

  @Override
  public void close() {
    latents.close();
    module.close();
  }
}
