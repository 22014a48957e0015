package ligature.plugin.editor;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ligature.plugin.EditorExchange;
import ligature.plugin.NativeEditor;
import ligature.rt.ThreadRole;

/**
 * An editor's process, seen from the program: brings values and messages there and back until it
 * ends, and ends it when it no longer answers.
 *
 * <p>Threads: one reads what the editor says, one writes to it; the rest any.
 */
public final class EditorProcess implements NativeEditor.Window {

  private static final long STEP_MILLIS = 33;
  private static final long LOOK_MILLIS = 250;
  private static final long OPEN_NANOS = 30_000_000_000L;

  /** An editor that has not given a sign of life for so long hangs. */
  private static final long HANG_NANOS = 10_000_000_000L;

  private static final long CLOSE_NANOS = 1_000_000_000L;

  /**
   * So long after a hand in the editor turned something the editor is not told of it: what comes
   * back from the program may be where the hand was a moment ago.
   */
  private static final long ECHO_NANOS = 500_000_000L;

  /**
   * How the two name things.
   *
   * @param parameters the addresses of the plugin's parameters, in their order
   * @param outputs the addresses of the values that it shows, in their order
   */
  public record Addresses(int[] parameters, int[] outputs) {}

  private final Addresses addresses;
  private final EditorExchange place;
  private final NativeEditor.Host host;
  private final Process process;
  private final float[] parameters;
  private final float[] outputs;
  private final long[] turnedNanos;
  private final long startedNanos = System.nanoTime();
  private volatile long signNanos = startedNanos;
  private volatile boolean isShown;
  private volatile boolean raise;
  private volatile boolean closing;
  private volatile boolean closed;
  private volatile String failure = "";
  private int hands; // of the thread that listens

  private EditorProcess(
      Addresses addresses, EditorExchange place, NativeEditor.Host host, Process process) {
    this.addresses = addresses;
    this.place = place;
    this.host = host;
    this.process = process;
    parameters = nothing(addresses.parameters().length);
    outputs = nothing(addresses.outputs().length);
    turnedNanos = new long[parameters.length];
    Arrays.fill(turnedNanos, startedNanos - ECHO_NANOS);
  }

  private static float[] nothing(int count) {
    float[] values = new float[count];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /** Writes what a format's side in the editor's process reads first. */
  public interface Hello {
    void write(DataOutputStream out) throws IOException;
  }

  /**
   * Starts one.
   *
   * @param command of a process that runs an {@link EditorLoop}
   */
  public static NativeEditor.Window start(
      List<String> command,
      Hello hello,
      Addresses addresses,
      EditorExchange place,
      NativeEditor.Host host)
      throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    EditorProcess editor = new EditorProcess(addresses, place, host, process);
    place.watch(true);
    ThreadRole.IO.daemons("editor-listens").newThread(editor::listen).start();
    ThreadRole.IO.daemons("editor-tells").newThread(() -> editor.tell(hello)).start();
    return editor;
  }

  @Override
  public boolean isOpen() {
    return !closing && process.isAlive();
  }

  @Override
  public void raise() {
    raise = true;
  }

  @Override
  public void close() {
    closing = true;
    place.watch(false);
  }

  private void tell(Hello hello) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      hello.write(new DataOutputStream(bytes));
      DataOutputStream out = new DataOutputStream(process.getOutputStream());
      out.writeInt(bytes.size());
      out.write(bytes.toByteArray());
      out.flush();
      while (!closing && process.isAlive()) {
        step(out);
        Thread.sleep(STEP_MILLIS);
      }
      Words.write(out, Words.CLOSE, o -> {});
      process.waitFor(CLOSE_NANOS, TimeUnit.NANOSECONDS);
    } catch (IOException e) {
      // it is gone, and the other thread knows
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private void step(DataOutputStream out) throws IOException {
    long now = System.nanoTime();
    for (int i = 0; i < parameters.length; i++) {
      float value = host.value(i);
      if (value != parameters[i] && now - turnedNanos[i] > ECHO_NANOS && !Float.isNaN(value)) {
        parameters[i] = value;
        Words.write(out, Words.VALUE, Words.value(addresses.parameters()[i], value));
      }
    }
    for (int i = 0; i < outputs.length; i++) {
      float value = place.value(i);
      if (value != outputs[i] && !Float.isNaN(value)) {
        outputs[i] = value;
        Words.write(out, Words.VALUE, Words.value(addresses.outputs()[i], value));
      }
    }
    place.listen((port, message) -> Words.write(out, Words.MESSAGE, Words.message(port, message)));
    if (raise) {
      raise = false;
      Words.write(out, Words.RAISE, o -> {});
    }
  }

  private void listen() {
    Thread watch = ThreadRole.IO.daemons("editor-watch").newThread(this::watch);
    watch.start();
    try (DataInputStream in = new DataInputStream(process.getInputStream())) {
      while (true) {
        Words.Frame frame = Words.read(in);
        signNanos = System.nanoTime();
        if (!closing || frame.kind() == Words.CLOSED) {
          obey(frame.kind(), frame.open());
        }
      }
    } catch (IOException e) {
      // it is gone
    } finally {
      ended();
    }
  }

  private void obey(int kind, DataInputStream in) throws IOException {
    switch (kind) {
      case Words.SHOWN -> {
        isShown = true;
        host.shown(in.readInt(), in.readInt());
      }
      case Words.TURNED -> turned(in.readInt(), in.readFloat());
      case Words.HELD -> held(in.readBoolean());
      case Words.TOLD -> {
        if (place.tell(in.readInt(), in.readAllBytes())) {
          host.told();
        }
      }
      case Words.CLOSED -> closed = true;
      case Words.FAILED -> failure = in.readUTF();
      default -> {} // a sign of life
    }
  }

  private void held(boolean held) {
    if (held || hands > 0) {
      hands += held ? 1 : -1;
      host.held(held);
    }
  }

  private void turned(int address, float value) {
    for (int i = 0; i < parameters.length; i++) {
      if (addresses.parameters()[i] == address && !Float.isNaN(value)) {
        turnedNanos[i] = System.nanoTime();
        parameters[i] = value;
        host.turned(i, value);
      }
    }
  }

  /** Ends it when it hangs; its writer may be stuck then. */
  private void watch() {
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        long silent = System.nanoTime() - signNanos;
        if (silent > (isShown ? HANG_NANOS : OPEN_NANOS)) {
          failure = isShown ? "it no longer answers" : "it does not open";
          process.destroyForcibly();
        } else if (closing && silent > CLOSE_NANOS + HANG_NANOS) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended() {
    if (!closing) {
      place.watch(false);
    }
    while (hands > 0) {
      held(false);
    }
    try {
      process.waitFor(CLOSE_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    boolean wanted = closing || closed;
    host.ended(wanted ? "" : failure.isEmpty() ? "it crashed" : failure);
  }
}
