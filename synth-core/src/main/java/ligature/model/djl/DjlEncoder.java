package ligature.model.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import ligature.model.Encoder;
import ligature.model.ModelManifest;

/** A TorchScript encoder, run by libtorch. Threads: one at a time. */
final class DjlEncoder implements Encoder {

  private final Model model;
  private final PtSymbolBlock block;
  private final NDManager manager;
  private final ModelManifest manifest;

  DjlEncoder(Model model, ModelManifest manifest) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
    this.manager = model.getNDManager();
    this.manifest = manifest;
  }

  @Override
  public float[] encode(float[] audio) {
    int steps = audio.length / codeFrames();
    if (steps == 0) {
      throw new IllegalArgumentException(audio.length + " frames are less than a code");
    }
    // the profiling executor would compile anew for every length; the switch is a thread's own
    JniUtils.setGraphExecutorOptimize(false);
    Shape shape = new Shape(1, audio.length);
    try (NDManager scope = manager.newSubManager();
        IValue input = IValue.from((PtNDArray) scope.create(FloatBuffer.wrap(audio), shape));
        IValue result = IValueUtils.runMethod(block, "forward", input);
        PtNDArray codes = result.toTensor((PtNDManager) manager)) {
      if (!codes.getShape().equals(new Shape(1, codeSize(), steps))) {
        throw new IllegalStateException(
            "the encoder gives " + codes.getShape() + " for " + audio.length + " frames");
      }
      return transposed(codes.toFloatArray(), steps);
    }
  }

  private float[] transposed(float[] rows, int steps) {
    int size = codeSize();
    float[] codes = new float[rows.length];
    for (int i = 0; i < size; i++) {
      for (int s = 0; s < steps; s++) {
        codes[s * size + i] = rows[i * steps + s];
      }
    }
    return codes;
  }

  @Override
  public int sampleRateHz() {
    return manifest.sampleRateHz();
  }

  @Override
  public int codeSize() {
    return manifest.codeSize();
  }

  @Override
  public int codeFrames() {
    return manifest.codeHops() * manifest.hopFrames();
  }

  @Override
  public String latentSpaceId() {
    return manifest.latentSpaceId();
  }

  @Override
  public String device() {
    Device device = manager.getDevice();
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  @Override
  public void close() {
    try {
      model.close();
    } catch (EngineException e) {
      System.getLogger("ligature.model").log(System.Logger.Level.WARNING, "closing the encoder", e);
    }
  }
}
