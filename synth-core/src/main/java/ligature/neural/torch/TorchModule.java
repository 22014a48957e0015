package ligature.neural.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.files.Sha256;

/** A loaded TorchScript module: its methods are code of the file. Threads: one at a time. */
final class TorchModule implements AutoCloseable {

  /** Kept although only the block is used: DJL closes a model that is garbage collected. */
  private final Model model;

  private final PtSymbolBlock block;
  private final PtNDManager manager;
  private Thread optimizerOffFor;

  private TorchModule(Model model) {
    this.model = model;
    block = (PtSymbolBlock) model.getBlock();
    manager = (PtNDManager) model.getNDManager();
  }

  /**
   * Loads a file, on the CPU.
   *
   * @throws InputException if libtorch cannot, or if it is not the file that was looked at
   */
  static TorchModule load(TorchFile source) {
    Path file = source.path();
    Model model = Model.newInstance(file.getFileName().toString(), Device.cpu(), "PyTorch");
    MessageDigest digest = Sha256.digest();
    try (InputStream in =
        new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
      model.load(in, Map.of("mapLocation", "true"));
      in.transferTo(OutputStream.nullOutputStream());
      if (!HexFormat.of().formatHex(digest.digest()).equals(source.sha256())) {
        model.close();
        throw new InputException(file + ": was changed while it was opened");
      }
      return new TorchModule(model);
    } catch (MalformedModelException | EngineException e) {
      model.close();
      throw new InputException(
          file + ": is no TorchScript that this libtorch can load: " + firstLine(e), e);
    } catch (IOException e) {
      model.close();
      throw AtomicOutput.asInput(file, e);
    }
  }

  /** Loads libtorch, which takes longer than most models. */
  static void warmUp() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      manager.ones(new Shape(64)).add(1).close();
    }
  }

  /** What libtorch says is a page; its last line names the fault. */
  static String firstLine(Throwable e) {
    String[] lines = String.valueOf(e.getMessage()).strip().split("\\R");
    for (String line : lines) {
      if (line.startsWith("RuntimeError") || line.contains("Error: ")) {
        return line.strip();
      }
    }
    return lines[0].strip();
  }

  /**
   * Calls a method.
   *
   * @param arguments closed by the caller
   * @throws EngineException if it throws, or if there is none of that name
   */
  IValue call(String method, IValue... arguments) {
    if (optimizerOffFor != Thread.currentThread()) {
      // the profiling executor compiles while audio passes; the switch is a thread's own
      JniUtils.setGraphExecutorOptimize(false);
      optimizerOffFor = Thread.currentThread();
    }
    return IValueUtils.runMethod(block, method, arguments);
  }

  /** What a method without arguments gives: numbers, texts, truths, or a list of any of them. */
  List<Object> get(String method) {
    try (IValue value = call(method)) {
      List<Object> flat = new ArrayList<>();
      flatten(value, flat);
      return flat;
    }
  }

  private void flatten(IValue value, List<Object> to) {
    if (value.isBoolean()) {
      to.add(value.toBoolean());
    } else if (value.isLong()) {
      to.add(value.toLong());
    } else if (value.isDouble()) {
      to.add(value.toDouble());
    } else if (value.isString()) {
      to.add(value.toStringValue());
    } else if (value.isTensor()) {
      flatten(value.toTensor(manager), to);
    } else if (value.isBooleanList()) {
      for (boolean element : value.toBooleanArray()) {
        to.add(element);
      }
    } else if (value.isLongList()) {
      for (long element : value.toLongArray()) {
        to.add(element);
      }
    } else if (value.isDoubleList()) {
      for (double element : value.toDoubleArray()) {
        to.add(element);
      }
    } else if (value.isTuple() || value.isList()) {
      IValue[] elements = value.isTuple() ? value.toIValueTuple() : value.toIValueArray();
      for (IValue element : elements) {
        try (element) {
          flatten(element, to);
        }
      }
    } else {
      to.add(value.getType());
    }
  }

  private static void flatten(PtNDArray tensor, List<Object> to) {
    try (tensor) {
      for (Number number : tensor.toArray()) {
        to.add(number.doubleValue());
      }
    }
  }

  /** Calls a method that takes numbers, truths or texts. */
  List<Object> set(String method, Object... arguments) {
    IValue[] values = new IValue[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = valueOf(arguments[i]);
    }
    try (IValue result = call(method, values)) {
      List<Object> flat = new ArrayList<>();
      flatten(result, flat);
      return flat;
    } finally {
      for (IValue value : values) {
        value.close();
      }
    }
  }

  /**
   * Calls a method that takes a name, a tensor [channels, frames] and its rate.
   *
   * @param samples channel after channel
   */
  List<Object> setTensor(String method, String name, float[] samples, int channels, int rateHz) {
    Shape shape = new Shape(channels, samples.length / channels);
    try (PtNDArray array = (PtNDArray) manager.create(FloatBuffer.wrap(samples), shape);
        IValue nameValue = IValue.from(name);
        IValue tensor = IValue.from(array);
        IValue rate = IValue.from((long) rateHz);
        IValue result = call(method, nameValue, tensor, rate)) {
      List<Object> flat = new ArrayList<>();
      flatten(result, flat);
      return flat;
    }
  }

  private static IValue valueOf(Object argument) {
    if (argument instanceof Boolean truth) {
      return IValue.from(truth);
    }
    if (argument instanceof Long number) {
      return IValue.from(number);
    }
    return argument instanceof Double number
        ? IValue.from(number)
        : IValue.from(String.valueOf(argument));
  }

  /**
   * Floats for many calls. Every call gets a tensor of its own: a module may keep what it was
   * given, or a view of it, as its memory.
   */
  final class Input implements AutoCloseable {

    private final PtNDArray array;
    final FloatBuffer floats;

    Input(long... shape) {
      Shape tensorShape = new Shape(shape);
      ByteBuffer bytes =
          ByteBuffer.allocateDirect(Math.toIntExact(Float.BYTES * tensorShape.size()))
              .order(ByteOrder.nativeOrder());
      floats = bytes.asFloatBuffer();
      array = manager.create(bytes, tensorShape, DataType.FLOAT32);
    }

    @Override
    public void close() {
      array.close();
    }
  }

  /** Calls a method with tensors. */
  IValue callWith(String method, Input... inputs) {
    PtNDArray[] copies = new PtNDArray[inputs.length];
    IValue[] values = new IValue[inputs.length];
    try {
      for (int i = 0; i < inputs.length; i++) {
        copies[i] = (PtNDArray) inputs[i].array.duplicate();
        values[i] = IValue.from(copies[i]);
      }
      return call(method, values);
    } finally {
      for (int i = 0; i < inputs.length; i++) {
        if (values[i] != null) {
          values[i].close();
        }
        if (copies[i] != null) {
          copies[i].close();
        }
      }
    }
  }

  /**
   * Copies a result's numbers.
   *
   * @return how many there were, at most as many as {@code to} holds
   * @throws IllegalStateException if it is no such tensor of floats
   */
  int copy(IValue result, float[] to) {
    if (!result.isTensor()) {
      throw new IllegalStateException("gives a " + result.getType() + "; wanted a tensor");
    }
    try (PtNDArray array = result.toTensor(manager)) {
      if (array.size() > to.length || array.getDataType() != DataType.FLOAT32) {
        throw new IllegalStateException(
            "gives "
                + array.getShape()
                + " "
                + array.getDataType()
                + "; wanted "
                + to.length
                + " float32");
      }
      JniUtils.getByteBuffer(array, true).asFloatBuffer().get(to, 0, (int) array.size());
      return (int) array.size();
    }
  }

  @Override
  public void close() {
    try {
      model.close();
    } catch (EngineException e) {
      System.getLogger("ligature.plugin").log(System.Logger.Level.WARNING, "closing a model", e);
    }
  }
}
