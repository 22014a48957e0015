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
import java.util.Arrays;
import ligature.model.Colour;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.model.ModelManifest;
import ligature.model.NoteBatch;

/**
 * A TorchScript decoder, run by libtorch on the CPU or on a GPU: the same file, the same calls.
 *
 * <p>Voices are decoded in batches of fixed sizes, because libtorch prepares itself anew for every
 * new shape; rows beyond the sounding voices write to a scratch slot, the one after the last.
 * Tensors of a size are made by {@link #warmUp}, or else when it first comes. Threads: one at a
 * time.
 */
final class DjlDecoder implements Decoder {

  /**
   * After this many rounds, of two to four calls of a shape each, libtorch allocates nothing new
   * and its timing is steady.
   */
  private static final int WARM_UP_CALLS = 2;

  /** The shortest of so many calls is what a hop takes: the others met something else. */
  private static final int TIMED_CALLS = 4;

  private static final int EMPTY_CALLS = 2001;

  /**
   * Kept although only the block is used: DJL's model closes its native parts when it is garbage
   * collected.
   */
  private final Model model;

  private final PtSymbolBlock block;
  private final NDManager manager;
  private final Device device;
  private final ModelManifest manifest;
  private final boolean hasColours;
  private int slots;
  private int colouredHops;
  private HopTensors[] buckets = new HopTensors[0];
  private BatchSizes sizes = new BatchSizes(1, 1);
  private Thread optimizerOffFor;
  private long networkNanos;

  DjlDecoder(Model model, ModelManifest manifest) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
    this.manager = model.getNDManager();
    this.device = manager.getDevice();
    this.manifest = manifest;
    hasColours = hasColours();
  }

  /** Models of before have none; they leave colours out. */
  private boolean hasColours() {
    try {
      return property("colour_size") == Colour.SIZE;
    } catch (EngineException e) {
      return false;
    }
  }

  /** Calls a method of the script that takes nothing and gives an integer. */
  int property(String name) {
    try (IValue value = IValueUtils.runMethod(block, name)) {
      return Math.toIntExact(value.toLong());
    }
  }

  @Override
  public void prepare(int slots, int voices) {
    if (voices < 1 || slots < voices || slots > manifest.capacity()) {
      throw new IllegalArgumentException(
          voices + " voices in " + slots + " slots; the model has " + manifest.capacity());
    }
    useSimpleExecutor();
    try (IValue capacity = IValue.from((long) slots)) {
      IValueUtils.runMethod(block, "allocate", capacity).close();
    }
    colouredHops = 0;
    closeBuckets();
    sizes = new BatchSizes(slots, voices);
    buckets = new HopTensors[sizes.count()];
    this.slots = slots;
  }

  @Override
  public void warmUp() {
    useSimpleExecutor();
    HopBatch idle = new HopBatch(0, manifest.codeSize(), manifest.hopFrames());
    for (int i = 0; i < buckets.length; i++) {
      HopTensors tensors = bucket(i);
      for (int call = 0; call < WARM_UP_CALLS; call++) {
        tensors.load(idle);
        run(tensors, idle, false);
        if (hasColours) {
          run(tensors, idle, true);
          tensors.stretchLast();
          run(tensors, idle, true);
          tensors.load(idle);
          run(tensors, idle, true); // the partial fades
        }
      }
      sizes.setWarmNanos(i, shortestNanos(tensors, idle));
    }
  }

  private long shortestNanos(HopTensors tensors, HopBatch batch) {
    long shortest = Long.MAX_VALUE;
    for (int call = 0; call < TIMED_CALLS; call++) {
      long begin = System.nanoTime();
      tensors.load(batch);
      run(tensors, batch, false);
      shortest = Math.min(shortest, System.nanoTime() - begin);
    }
    return shortest;
  }

  @Override
  public long warmNanos(int voices) {
    return sizes.warmNanos(voices);
  }

  private HopTensors bucket(int i) {
    if (buckets[i] == null) {
      buckets[i] =
          new HopTensors(manager, sizes.rows(i), slots, manifest.codeSize(), manifest.hopFrames());
    }
    return buckets[i];
  }

  @Override
  public void decode(HopBatch batch) {
    if (batch.voices == 0) {
      return;
    }
    useSimpleExecutor();
    HopTensors tensors = bucket(sizes.indexFor(batch.voices));
    tensors.load(batch);
    run(tensors, batch, takesColours(batch));
  }

  /** A stretched partial fades for a hop after its stretch is gone. */
  private boolean takesColours(HopBatch batch) {
    if (!hasColours) {
      return false;
    }
    boolean coloured = batch.isColoured();
    colouredHops = coloured ? 2 : Math.max(0, colouredHops - 1);
    return colouredHops > 0;
  }

  private void run(HopTensors tensors, HopBatch batch, boolean coloured) {
    IValue[] inputs = tensors.bind(coloured);
    long begin = System.nanoTime();
    try (IValue result = IValueUtils.runMethod(block, coloured ? "coloured" : "step", inputs)) {
      networkNanos = System.nanoTime() - begin;
      copyAudio(result, batch.audio, batch.voices * manifest.hopFrames());
    } finally {
      tensors.release(inputs);
    }
  }

  @Override
  public long networkNanos() {
    return device.isGpu() ? 0 : networkNanos; // a GPU is only told to begin
  }

  @Override
  public long emptyCallNanos() {
    useSimpleExecutor();
    long[] nanos = new long[EMPTY_CALLS];
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      try (IValue nothing = IValueUtils.runMethod(block, "hop_frames")) {
        nanos[i] = System.nanoTime() - begin;
      }
    }
    Arrays.sort(nanos);
    return nanos[EMPTY_CALLS / 2];
  }

  @Override
  public void decodeNotes(NoteBatch batch) {
    useSimpleExecutor();
    int hopFrames = manifest.hopFrames();
    Shape steps = new Shape(batch.notes, batch.hops);
    Shape codes = new Shape(batch.notes, batch.hops, manifest.codeSize());
    Shape frames = new Shape(batch.notes, (long) batch.hops * hopFrames);
    try (NDManager scope = manager.newSubManager();
        IValue c = IValue.from((PtNDArray) scope.create(FloatBuffer.wrap(batch.codes), codes));
        IValue n =
            IValue.from((PtNDArray) scope.create(FloatBuffer.wrap(batch.networkPitchHz), steps));
        IValue o =
            IValue.from(
                (PtNDArray) scope.create(FloatBuffer.wrap(batch.oscillatorPitchHz), steps));
        IValue z = IValue.from((PtNDArray) scope.create(FloatBuffer.wrap(batch.noise), frames));
        IValue result = notes(scope, batch, steps, c, n, o, z)) {
      copyAudio(result, batch.audio, batch.audio.length);
    }
  }

  private IValue notes(NDManager scope, NoteBatch batch, Shape steps, IValue... inputs) {
    if (!hasColours || !batch.isColoured()) {
      return IValueUtils.runMethod(block, "notes", inputs);
    }
    Shape shape = new Shape(steps.get(0), steps.get(1), Colour.SIZE);
    IValue[] all = Arrays.copyOf(inputs, inputs.length + 1);
    try (IValue colours =
        IValue.from((PtNDArray) scope.create(FloatBuffer.wrap(batch.colours), shape))) {
      all[inputs.length] = colours;
      return IValueUtils.runMethod(block, "coloured_notes", all);
    }
  }

  private void copyAudio(IValue result, float[] audio, int count) {
    try (PtNDArray array = result.toTensor((PtNDManager) manager)) {
      if (device.isGpu()) {
        try (PtNDArray onHost = array.toDevice(Device.cpu(), true)) {
          JniUtils.getByteBuffer(onHost, true).asFloatBuffer().get(audio, 0, count);
        }
      } else {
        JniUtils.getByteBuffer(array, true).asFloatBuffer().get(audio, 0, count);
      }
    }
  }

  /** The profiling executor recompiles while notes sound; the switch is a thread's own. */
  private void useSimpleExecutor() {
    if (optimizerOffFor != Thread.currentThread()) {
      JniUtils.setGraphExecutorOptimize(false);
      optimizerOffFor = Thread.currentThread();
    }
  }

  @Override
  public int sampleRateHz() {
    return manifest.sampleRateHz();
  }

  @Override
  public int hopFrames() {
    return manifest.hopFrames();
  }

  @Override
  public int codeSize() {
    return manifest.codeSize();
  }

  @Override
  public int codeHops() {
    return manifest.codeHops();
  }

  @Override
  public String latentSpaceId() {
    return manifest.latentSpaceId();
  }

  @Override
  public String device() {
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  private void closeBuckets() {
    for (HopTensors bucket : buckets) {
      if (bucket != null) {
        bucket.close();
      }
    }
    buckets = new HopTensors[0];
  }

  @Override
  public void close() {
    closeBuckets();
    try {
      model.close();
    } catch (EngineException e) {
      System.getLogger("ligature.model").log(System.Logger.Level.WARNING, "closing the decoder", e);
    }
  }
}
