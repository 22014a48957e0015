package ligature.model.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.model.Colour;
import ligature.model.HopBatch;

/**
 * The input tensors of one batch size. On the CPU they share memory with direct buffers and are
 * made once; a GPU takes a copy of the buffers for every call.
 */
final class HopTensors implements AutoCloseable {

  private static final float SLIGHT_STRETCH = 1e-4f;

  /** One input: a buffer, its shape and, on the CPU, the tensor over it. */
  private record Input(Buffer buffer, Shape shape, DataType type) {}

  private final NDManager manager;
  private final boolean shared;
  private final int rows;
  private final int scratchSlot;
  private final int codeSize;
  private final int hopFrames;
  private final List<Input> inputs = new ArrayList<>();
  private final LongBuffer slots;
  private final LongBuffer fresh;
  private final FloatBuffer codes;
  private final FloatBuffer networkPitch;
  private final FloatBuffer oscillatorPitch;
  private final FloatBuffer noise;
  private final FloatBuffer colours;
  private final PtNDArray[] arrays;
  private IValue[] values;
  private IValue[] plainValues;

  HopTensors(NDManager manager, int rows, int scratchSlot, int codeSize, int hopFrames) {
    this.manager = manager;
    this.shared = !manager.getDevice().isGpu();
    this.rows = rows;
    this.scratchSlot = scratchSlot;
    this.codeSize = codeSize;
    this.hopFrames = hopFrames;
    slots = longs(rows);
    fresh = longs(rows);
    codes = floats(new Shape(rows, 1, codeSize));
    networkPitch = floats(new Shape(rows, 1));
    oscillatorPitch = floats(new Shape(rows, 1));
    noise = floats(new Shape(rows, hopFrames));
    colours = floats(new Shape(rows, 1, Colour.SIZE));
    arrays = new PtNDArray[inputs.size()];
    if (shared) {
      values = create(inputs.size());
      plainValues = Arrays.copyOf(values, inputs.size() - 1);
    }
  }

  private LongBuffer longs(int count) {
    ByteBuffer bytes = direct(Long.BYTES * count);
    inputs.add(new Input(bytes, new Shape(count), DataType.INT64));
    return bytes.asLongBuffer();
  }

  private FloatBuffer floats(Shape shape) {
    ByteBuffer bytes = direct(Float.BYTES * (int) shape.size());
    inputs.add(new Input(bytes, shape, DataType.FLOAT32));
    return bytes.asFloatBuffer();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * Writes the batch's rows. What is beyond them becomes rows in the scratch slot, which nobody
   * hears; none is fresh, so that only notes that begin cost what a beginning costs.
   */
  void load(HopBatch batch) {
    int n = batch.voices;
    for (int i = 0; i < rows; i++) {
      slots.put(i, i < n ? batch.slots[i] : scratchSlot);
      fresh.put(i, i < n && batch.fresh[i] ? 1 : 0);
      networkPitch.put(i, i < n ? batch.networkPitchHz[i] : 440);
      oscillatorPitch.put(i, i < n ? batch.oscillatorPitchHz[i] : 440);
    }
    codes.put(0, batch.codes, 0, n * codeSize);
    noise.put(0, batch.noise, 0, n * hopFrames);
    colours.put(0, batch.colours, 0, n * Colour.SIZE);
    for (int i = n * Colour.SIZE; i < rows * Colour.SIZE; i++) {
      colours.put(i, 0);
    }
  }

  /** After {@link #load} of nothing: lets the last row be stretched, for a warm-up. */
  void stretchLast() {
    colours.put((rows - 1) * Colour.SIZE + Colour.STRETCH, SLIGHT_STRETCH);
  }

  /**
   * The tensors for one call; to be given to {@link #release} afterwards.
   *
   * @param coloured whether the colours, the last of them, are wanted
   */
  IValue[] bind(boolean coloured) {
    if (shared) {
      return coloured ? values : plainValues;
    }
    return create(inputs.size() - (coloured ? 0 : 1));
  }

  void release(IValue[] bound) {
    if (!shared) {
      closeAll(bound);
    }
  }

  private IValue[] create(int count) {
    IValue[] made = new IValue[count];
    for (int i = 0; i < made.length; i++) {
      Input input = inputs.get(i);
      arrays[i] =
          (PtNDArray) manager.create(input.buffer.duplicate().rewind(), input.shape, input.type);
      made[i] = IValue.from(arrays[i]);
    }
    return made;
  }

  private void closeAll(IValue[] bound) {
    for (int i = 0; i < bound.length; i++) {
      bound[i].close();
      arrays[i].close();
    }
  }

  @Override
  public void close() {
    if (shared) {
      closeAll(values);
    }
  }
}
