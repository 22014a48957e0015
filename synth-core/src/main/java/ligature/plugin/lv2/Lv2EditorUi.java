package ligature.plugin.lv2;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.List;
import ligature.plugin.editor.EditorUi;
import ligature.plugin.editor.EditorWindow;

/**
 * An LV2 editor by the C interface of the extension "ui", in its own process.
 *
 * <p>Threads: the process's main one; an editor may have others, which we do not serve but for
 * URIDs.
 */
final class Lv2EditorUi implements EditorUi {

  private static final float UPDATES_HZ = 30;

  // LV2UI_Descriptor
  private static final int INSTANTIATE = 8;
  private static final int CLEANUP = 16;
  private static final int PORT_EVENT = 24;
  private static final int EXTENSION_DATA = 32;

  /** {@code void (*)(controller, port, size, protocol, buffer)}. */
  private interface Write extends Callback {
    void callback(Pointer controller, int port, int size, int protocol, Pointer buffer);
  }

  /** {@code int (*ui_resize)(handle, width, height)}. */
  private interface Resize extends Callback {
    int callback(Pointer handle, int width, int height);
  }

  /** {@code void (*touch)(handle, port, grabbed)}. */
  private interface Touch extends Callback {
    void callback(Pointer handle, int port, byte grabbed);
  }

  /** {@code uint32_t (*port_index)(handle, symbol)}. */
  private interface PortIndex extends Callback {
    int callback(Pointer handle, Pointer symbol);
  }

  /** {@code uint32_t (*subscribe)(handle, port, protocol, features)}. */
  private interface Subscribe extends Callback {
    int callback(Pointer handle, int port, int protocol, Pointer features);
  }

  private final Lv2Editor.Described editor;
  private final Urids urids = new Urids();
  private final int eventTransfer = urids.map(Uri.ATOM + "eventTransfer");
  private final FeatureList features = new FeatureList();
  private final Memory number = new Memory(4);
  private final Memory widget = new Memory(8);
  private final Write write = this::written;
  private final Resize resize = this::resized;
  private final Touch touch = this::touched;
  private final PortIndex portIndex = this::indexOf;
  private final Subscribe subscribe = (handle, port, protocol, list) -> 0; // it is told of all

  /** Held, or JNA would unload it. */
  private NativeLibrary library;

  private EditorWindow window;
  private Talk talk;
  private Pointer handle;
  private Function portEvent;
  private Function cleanup;
  private Function idle;

  Lv2EditorUi(Lv2Editor.Described editor) {
    this.editor = editor;
  }

  @Override
  public String title() {
    return editor.title();
  }

  @Override
  public boolean isResizable() {
    return !editor.isFixed();
  }

  @Override
  public long open(EditorWindow in, Talk to) {
    window = in;
    talk = to;
    library = NativeLibrary.getInstance(editor.library());
    Pointer descriptor = descriptor();
    offer();
    widget.clear();
    handle =
        Function.getFunction(descriptor.getPointer(INSTANTIATE))
            .invokePointer(
                new Object[] {
                  descriptor,
                  editor.pluginUri(),
                  editor.bundle(),
                  write,
                  null,
                  widget,
                  features.array()
                });
    if (handle == null) {
      throw new IllegalStateException("it refuses to start");
    }
    portEvent = function(descriptor.getPointer(PORT_EVENT));
    cleanup = function(descriptor.getPointer(CLEANUP));
    Function extension = function(descriptor.getPointer(EXTENSION_DATA));
    Pointer idling =
        extension == null ? null : extension.invokePointer(new Object[] {Uri.UI + "idleInterface"});
    idle = idling == null ? null : function(idling.getPointer(0));
    editor.fixed().forEach(this::value);
    return widget.getLong(0);
  }

  private static Function function(Pointer address) {
    return address == null ? null : Function.getFunction(address);
  }

  private Pointer descriptor() {
    Function find = library.getFunction("lv2ui_descriptor");
    for (int i = 0; ; i++) {
      Pointer descriptor = find.invokePointer(new Object[] {i});
      if (descriptor == null) {
        throw new IllegalStateException("its library has no editor " + editor.uri());
      } else if (descriptor.getPointer(0).getString(0, "UTF-8").equals(editor.uri())) {
        return descriptor;
      }
    }
  }

  private void offer() {
    features
        .add(Uri.URID_MAP, urids.mapStruct())
        .add(Uri.URID_UNMAP, urids.unmapStruct())
        .add(Uri.UI + "parent", new Pointer(window.id()))
        .add(Uri.UI + "idleInterface", null)
        .add(Uri.UI + "resize", struct(resize))
        .add(Uri.UI + "touch", struct(touch))
        .add(Uri.UI + "portMap", struct(portIndex))
        .add(Uri.UI + "portSubscribe", struct(subscribe, subscribe))
        .add(Uri.UI + "makeResident", null)
        .addOptions(
            List.of(
                FeatureList.Option.real(urids, Uri.SAMPLE_RATE, editor.rateHz()),
                FeatureList.Option.real(urids, Uri.UI + "updateRate", UPDATES_HZ),
                FeatureList.Option.real(urids, Uri.UI + "scaleFactor", 1)));
    if (editor.isFixed()) {
      features.add(Uri.UI + "noUserResize", null).add(Uri.UI + "fixedSize", null);
    }
  }

  /** A handle, which we need not, and functions. */
  private static Memory struct(Callback... functions) {
    Memory struct = new Memory(8L * (functions.length + 1));
    struct.clear();
    for (int i = 0; i < functions.length; i++) {
      struct.setPointer(8L * (i + 1), CallbackReference.getFunctionPointer(functions[i]));
    }
    return struct;
  }

  private void written(Pointer controller, int port, int size, int protocol, Pointer buffer) {
    if (buffer == null) {
      return;
    }
    if (protocol == 0 && size == Float.BYTES) {
      if (editor.controls().contains(port)) {
        talk.turned(port, buffer.getFloat(0));
      }
    } else if (protocol == eventTransfer && size >= 8) {
      talk.told(port, buffer.getByteArray(0, size));
    }
  }

  private void touched(Pointer toucher, int port, byte grabbed) {
    talk.held(grabbed != 0);
  }

  private int resized(Pointer resizer, int width, int height) {
    window.resize(width, height);
    return 0;
  }

  private int indexOf(Pointer mapper, Pointer symbol) {
    return editor.ports().getOrDefault(symbol.getString(0, "UTF-8"), -1);
  }

  @Override
  public void value(int address, float value) {
    number.setFloat(0, value);
    event(address, Float.BYTES, 0, number);
  }

  @Override
  public void message(int port, byte[] message) {
    Memory atom = new Memory((message.length + 7L) / 8 * 8);
    atom.write(0, message, 0, message.length);
    event(port, message.length, eventTransfer, atom);
  }

  private void event(int port, int size, int format, Memory buffer) {
    if (portEvent != null) {
      portEvent.invokeVoid(new Object[] {handle, port, size, format, buffer});
    }
  }

  @Override
  public boolean idle() {
    return idle == null || idle.invokeInt(new Object[] {handle}) == 0;
  }

  @Override
  public void close() {
    if (cleanup != null) {
      cleanup.invokeVoid(new Object[] {handle});
    }
  }
}
