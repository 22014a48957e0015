package ligature.plugin.editor;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.DataInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The editor's process: shows one editor until somebody closes it, it crashes, or the program ends.
 * Its standard input brings words, its standard output takes some away; what the editor prints goes
 * nowhere.
 */
public final class EditorLoop implements EditorUi.Talk {

  private static final long STEP_MILLIS = 33;
  private static final long BEAT_NANOS = 1_000_000_000L;

  /** So many words are taken between two looks at the window. */
  private static final int MOST_WORDS = 2000;

  /** Of the C library. */
  private static final class LibC {
    static {
      Native.register(LibC.class, NativeLibrary.getInstance("c"));
    }

    static native int open(String path, int flags);

    static native int dup2(int from, int to);
  }

  private final OutputStream out;
  private final BlockingQueue<Words.Frame> words = new LinkedBlockingQueue<>();
  private long beatNanos;

  private EditorLoop(OutputStream out) {
    this.out = out;
  }

  /** Runs one to its end, then ends the process. */
  public static void run(EditorUi.Factory factory) throws IOException {
    OutputStream out = new FileOutputStream("/proc/self/fd/1");
    LibC.dup2(LibC.open("/dev/null", 1), 1); // from here on a plugin may print what it likes
    EditorLoop loop = new EditorLoop(out);
    try {
      DataInputStream in = new DataInputStream(System.in);
      EditorUi ui = factory.read(new DataInputStream(new java.io.ByteArrayInputStream(hello(in))));
      Thread reader = new Thread(() -> loop.read(in), "words");
      reader.setDaemon(true);
      reader.start();
      loop.show(ui);
    } catch (RuntimeException | LinkageError | IOException | InterruptedException e) {
      loop.say(Words.FAILED, Words.text(e.getMessage() == null ? e.toString() : e.getMessage()));
    }
    Runtime.getRuntime().halt(0); // no exit handlers of plugins
  }

  private static byte[] hello(DataInputStream in) throws IOException {
    byte[] hello = new byte[in.readInt()];
    in.readFully(hello);
    return hello;
  }

  private void read(DataInputStream in) {
    try {
      while (true) {
        words.add(Words.read(in));
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(0); // the program is gone
    }
  }

  private void show(EditorUi ui) throws IOException, InterruptedException {
    EditorWindow window = new EditorWindow(ui.title(), ui.isResizable());
    long inner = ui.open(window, this);
    if (inner == 0) {
      throw new IllegalStateException("it gave no window");
    }
    window.show(inner);
    say(
        Words.SHOWN,
        o -> {
          o.writeInt(window.width());
          o.writeInt(window.height());
        });
    while (take(ui, window) && window.follow() && ui.idle()) {
      beat();
    }
    say(Words.CLOSED, o -> {});
    ui.close(); // should it crash now, nobody minds
    window.close();
  }

  /** Takes words for a step's time; false once it is to be closed. */
  private boolean take(EditorUi ui, EditorWindow window) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS);
    for (int taken = 0; taken < MOST_WORDS; taken++) {
      long left = end - System.nanoTime();
      Words.Frame frame = words.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (frame == null) {
        break;
      } else if (frame.kind() == Words.CLOSE) {
        return false;
      }
      obey(frame, ui, window);
    }
    return true;
  }

  private static void obey(Words.Frame frame, EditorUi ui, EditorWindow window) throws IOException {
    DataInputStream in = frame.open();
    switch (frame.kind()) {
      case Words.VALUE -> ui.value(in.readInt(), in.readFloat());
      case Words.MESSAGE -> ui.message(in.readInt(), in.readAllBytes());
      case Words.RAISE -> window.raise();
      default -> {} // a later version's
    }
  }

  private void beat() {
    long now = System.nanoTime();
    if (now - beatNanos > BEAT_NANOS) {
      beatNanos = now;
      say(Words.BEAT, o -> {});
    }
  }

  @Override
  public void turned(int address, float value) {
    say(Words.TURNED, Words.value(address, value));
  }

  @Override
  public void held(boolean held) {
    say(Words.HELD, o -> o.writeBoolean(held));
  }

  @Override
  public void told(int port, byte[] message) {
    say(Words.TOLD, Words.message(port, message));
  }

  /** An editor may have threads of its own that speak. */
  private synchronized void say(int kind, Words.Body body) {
    try {
      Words.write(out, kind, body);
    } catch (IOException e) {
      Runtime.getRuntime().halt(0); // the program is gone
    }
  }
}
