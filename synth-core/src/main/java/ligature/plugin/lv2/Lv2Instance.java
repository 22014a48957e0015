package ligature.plugin.lv2;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import ligature.files.InputException;
import ligature.plugin.EditorExchange;

/**
 * One native instance with a buffer at every port.
 *
 * <p>Threads: made and closed on {@code [io-thread]}, run on {@code [model-thread]}. A run costs
 * about a microsecond and 24 bytes of garbage in JNA.
 */
final class Lv2Instance implements AutoCloseable {

  static final int SEQUENCE_BYTES = 8192;

  /** More no port gets, whatever it wants. */
  private static final int MOST_SEQUENCE_BYTES = 1 << 20;

  // LV2_Descriptor
  private static final int CONNECT_PORT = 16;
  private static final int ACTIVATE = 24;
  private static final int RUN = 32;
  private static final int DEACTIVATE = 40;
  private static final int EXTENSION_DATA = 56;

  private final Lv2World world;
  private final Lv2Type type;
  private final Lv2Worker worker = new Lv2Worker();
  private final Lv2Features features;

  /** Held, so that the memory stays while the plugin uses it. */
  private final Memory[] buffers;

  private final Memory controlValues;
  private final FloatBuffer controls;
  private final FloatBuffer[] inputs;
  private final FloatBuffer[] outputs;
  private final List<AtomSequence> sequences = new ArrayList<>();
  private final Pointer instance;
  private final Pointer descriptor;
  private final Function run;
  private final Object[] runArguments;
  private AtomSequence midi;
  private boolean active;

  /**
   * @throws InputException if the plugin gives no instance
   */
  Lv2Instance(Lv2World world, Lv2Type type, int rateHz, int blockFrames) {
    this.world = world;
    this.type = type;
    features = new Lv2Features(world.urids(), worker, rateHz, blockFrames, SEQUENCE_BYTES);
    int count = type.ports().size();
    buffers = new Memory[count];
    controlValues = new Memory(4L * Math.max(1, count));
    controls = controlValues.getByteBuffer(0, controlValues.size()).asFloatBuffer();
    List<FloatBuffer> in = new ArrayList<>();
    List<FloatBuffer> out = new ArrayList<>();
    synchronized (world) {
      instance = Lilv.lilv_plugin_instantiate(world.plugin(type.uri()), rateHz, features.array());
    }
    if (instance == null) {
      throw new InputException(
          "lv2:" + type.uri() + ": its library cannot be loaded, or it refuses to start");
    }
    descriptor = instance.getPointer(0);
    Pointer handle = instance.getPointer(8);
    Function connect = Function.getFunction(descriptor.getPointer(CONNECT_PORT));
    for (Lv2Port port : type.ports()) {
      int i = port.index();
      Pointer buffer =
          switch (port.kind()) {
            case CONTROL -> controlValues.share(4L * i);
            case AUDIO, CV -> audio(i, blockFrames, port, port.isInput() ? in : out);
            case ATOM -> sequence(i, port);
            case OTHER -> null;
          };
      controls.put(i, port.initial());
      connect.invokeVoid(new Object[] {handle, i, buffer});
    }
    inputs = in.toArray(FloatBuffer[]::new);
    outputs = out.toArray(FloatBuffer[]::new);
    run = Function.getFunction(descriptor.getPointer(RUN));
    runArguments = new Object[] {handle, blockFrames};
    startWorker(handle);
  }

  private Pointer audio(int index, int frames, Lv2Port port, List<FloatBuffer> list) {
    Memory memory = new Memory(4L * frames);
    memory.clear();
    buffers[index] = memory;
    FloatBuffer view = memory.getByteBuffer(0, memory.size()).asFloatBuffer();
    for (int i = 0; port.kind() == Lv2Port.Kind.CV && i < frames; i++) {
      view.put(i, port.initial());
    }
    if (port.kind() == Lv2Port.Kind.AUDIO) {
      list.add(view);
    }
    return memory;
  }

  private Pointer sequence(int index, Lv2Port port) {
    int bytes = Math.max(SEQUENCE_BYTES, Math.min(MOST_SEQUENCE_BYTES, (port.bytes() + 7) / 8 * 8));
    AtomSequence sequence = new AtomSequence(world.urids(), port, bytes);
    sequences.add(sequence);
    if (port.isInput() && port.isMidi() && midi == null) {
      midi = sequence;
    }
    buffers[index] = sequence.memory();
    return sequence.memory();
  }

  private void startWorker(Pointer handle) {
    Pointer data = type.hasWorker() ? extension(Uri.WORKER_INTERFACE) : null;
    if (data != null) {
      worker.start(handle, data);
    }
  }

  private Pointer extension(String uri) {
    Pointer function = descriptor.getPointer(EXTENSION_DATA);
    return function == null
        ? null
        : Function.getFunction(function).invokePointer(new Object[] {uri});
  }

  Pointer pointer() {
    return instance;
  }

  Pointer featureArray() {
    return features.array();
  }

  Lv2Worker worker() {
    return worker;
  }

  /** Audio that the plugin reads, by its order. */
  FloatBuffer[] inputs() {
    return inputs;
  }

  /** Audio that the plugin writes, by its order. */
  FloatBuffer[] outputs() {
    return outputs;
  }

  void control(int port, float value) {
    controls.put(port, value);
  }

  float control(int port) {
    return controls.get(port);
  }

  /** Adds a MIDI message of up to three bytes to the next run; false if it takes none. */
  boolean midi(int frame, int status, int data1, int data2) {
    return midi != null && midi.addMidi(frame, status, data1, data2);
  }

  void activate() {
    call(ACTIVATE);
    active = true;
  }

  /** Runs a block. [model-thread] */
  void run() {
    for (int i = 0; i < sequences.size(); i++) {
      sequences.get(i).prepare();
    }
    run.invokeVoid(runArguments);
    worker.deliver();
    for (int i = 0; i < sequences.size(); i++) {
      sequences.get(i).clear();
    }
  }

  /** The buffer of an atom port that the plugin reads, null if there is none such. */
  AtomSequence input(int port) {
    for (int i = 0; i < sequences.size(); i++) {
      if (sequences.get(i).isInput() && sequences.get(i).port() == port) {
        return sequences.get(i);
      }
    }
    return null;
  }

  /** Shows the editor what the last run has written. [model-thread] */
  void showTo(EditorExchange place) {
    for (int i = 0; i < sequences.size(); i++) {
      if (!sequences.get(i).isInput()) {
        sequences.get(i).showTo(place);
      }
    }
  }

  private void call(int member) {
    Pointer function = descriptor.getPointer(member);
    if (function != null) {
      Function.getFunction(function).invokeVoid(new Object[] {instance.getPointer(8)});
    }
  }

  @Override
  public void close() {
    worker.close();
    if (active) {
      active = false;
      call(DEACTIVATE);
    }
    synchronized (world) {
      Lilv.lilv_instance_free(instance);
    }
  }
}
