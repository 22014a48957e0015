package ligature.neural.torch;

import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.InputException;
import ligature.plugin.PluginParameter;

/**
 * A method of an nn~ model as an effect. One that takes one channel and gives one has an instance
 * for each side, because its state lies in the module.
 */
final class NnEffect implements TorchEffect {

  /** Shorter chunks cost more than they save. */
  private static final int LEAST_CHUNK_FRAMES = 512;

  private static final int MOST_CHUNK_FRAMES = 1 << 17;
  private static final String STEREO = "stereo";

  private final TorchFile source;
  private final NnSettings settings;
  private final String name;
  private final TorchInfo.Method method;
  private final int chunkFrames;
  private final List<NnAttribute> attributes;
  private final List<PluginParameter> parameters = new ArrayList<>();
  private final boolean twice;
  private final List<Instance> instances = new ArrayList<>();
  private final float[] mid;
  private final int modelRateHz;
  private final float[] applied;
  private int rateHz;

  /** A loaded module with its tensors. */
  private final class Instance implements AutoCloseable {
    final TorchModule module = TorchModule.load(source);
    final TorchModule.Input input =
        module.new Input(1, method.ins(), chunkFrames / method.inRatio());
    final float[] out = new float[method.outs() * (chunkFrames / method.outRatio())];

    /** The host gives the last sample of every group, and holds what comes out. */
    void run(float[] left, float[] right) {
      int steps = chunkFrames / method.inRatio();
      for (int s = 0; s < steps; s++) {
        int last = (s + 1) * method.inRatio() - 1;
        input.floats.put(s, left[last]);
        if (method.ins() > 1) {
          input.floats.put(steps + s, right[last]);
        }
      }
      try (IValue result = module.callWith(name, input)) {
        int count = module.copy(result, out);
        if (count != out.length) {
          throw new IllegalStateException(name + " gives " + count + " numbers for " + out.length);
        }
      }
    }

    void take(int channel, float[] to) {
      int ratio = method.outRatio();
      int at = channel * (chunkFrames / ratio);
      for (int i = 0; i < chunkFrames; i++) {
        to[i] = out[at + i / ratio];
      }
    }

    @Override
    public void close() {
      input.close();
      module.close();
    }
  }

  /**
   * Loads the module, which runs code of the file.
   *
   * @param said what its id says behind the #: the method's name (empty for {@code forward}, or the
   *     only one) and {@link NnSettings}
   * @throws InputException if it cannot be an effect
   */
  NnEffect(TorchFile source, String said) {
    this.source = source;
    Path file = source.path();
    TorchInfo info = source.info();
    settings = NnSettings.parse(said);
    name = method(file, info, settings.method());
    method = info.methods().get(name);
    int ratio = info.largestRatio();
    chunkFrames = (LEAST_CHUNK_FRAMES + ratio - 1) / ratio * ratio;
    if (chunkFrames > MOST_CHUNK_FRAMES
        || chunkFrames % method.inRatio() != 0
        || chunkFrames % method.outRatio() != 0) {
      throw new InputException(
          file + ": its method " + name + " wants buffers that cannot be: ratio " + ratio);
    }
    twice = method.ins() == 1 && method.outs() == 1;
    mid = new float[chunkFrames];
    instances.add(instance());
    TorchModule first = instances.get(0).module;
    attributes = NnAttribute.all(first, info);
    attributes.forEach(a -> parameters.addAll(a.parameters()));
    if (twice) {
      parameters.add(PluginParameter.choice(STEREO, "Stereo", 1, "off", "on"));
    }
    applied = new float[parameters.size()];
    modelRateHz = info.sampleRateHz() > 0 ? info.sampleRateHz() : rate(first, info);
  }

  private Instance instance() {
    Instance instance = new Instance();
    try {
      settings.apply(source.path(), source.info(), instance.module);
      return instance;
    } catch (RuntimeException e) {
      instance.close();
      throw e;
    }
  }

  private static String method(Path file, TorchInfo info, String wanted) {
    String name =
        !wanted.isEmpty()
            ? wanted
            : info.methods().size() == 1 ? info.methods().keySet().iterator().next() : "forward";
    if (!info.methods().containsKey(name)) {
      throw new InputException(
          file
              + ": has no method "
              + name
              + "; it has "
              + String.join(", ", info.methods().keySet()));
    }
    return name;
  }

  /** Newer models are asked; -1 is for any. */
  private static int rate(TorchModule module, TorchInfo info) {
    if (!info.functions().contains("get_sample_rate")) {
      return 0;
    }
    Object hz = module.get("get_sample_rate").get(0);
    return hz instanceof Long number && number >= 8_000 && number <= 384_000
        ? Math.toIntExact(number)
        : 0;
  }

  @Override
  public List<PluginParameter> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public void prepare(int hz) {
    rateHz = hz;
    if (twice && instances.size() == 1) {
      instances.add(instance());
    }
    forgetApplied();
  }

  @Override
  public int innerRateHz() {
    return modelRateHz > 0 ? modelRateHz : rateHz;
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
    apply(values);
    boolean stereo = twice && values[parameters.size() - 1] >= 0.5f;
    Instance first = instances.get(0);
    if (method.ins() > 1) {
      first.run(left, right);
    } else if (stereo) {
      first.run(left, left);
      instances.get(1).run(right, right);
      instances.get(1).take(0, right);
    } else {
      for (int i = 0; i < chunkFrames; i++) {
        mid[i] = 0.5f * (left[i] + right[i]);
      }
      first.run(mid, mid);
    }
    first.take(0, left);
    if (!stereo) {
      first.take(method.outs() > 1 ? 1 : 0, right);
    }
  }

  /** What was not turned is not set: the model has its own initial values. */
  private void apply(float[] values) {
    int at = 0;
    for (NnAttribute attribute : attributes) {
      int count = attribute.parameters().size();
      boolean isNew = false;
      for (int i = at; i < at + count; i++) {
        isNew |= applied[i] != values[i];
      }
      if (isNew) {
        for (Instance instance : instances) {
          attribute.set(instance.module, values, at);
        }
      }
      at += count;
    }
    System.arraycopy(values, 0, applied, 0, applied.length);
  }

  private void forgetApplied() {
    for (int i = 0; i < applied.length; i++) {
      applied[i] = parameters.get(i).initial();
    }
  }

  /** There is no method for that: the modules are loaded anew. */
  @Override
  public void reset() {
    int count = instances.size();
    close();
    for (int i = 0; i < count; i++) {
      instances.add(instance());
    }
    forgetApplied();
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
    instances.clear();
  }
}
