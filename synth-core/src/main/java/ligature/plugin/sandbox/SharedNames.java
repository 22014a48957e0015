package ligature.plugin.sandbox;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for names, from 1 on, the same in this process and in the children that run its plugins
 * and show their editors: what one tells the other in numbers means the same there.
 *
 * <p>Threads: any. A name that has a number keeps it.
 */
public final class SharedNames {

  private static final String PROPERTY = "ligature.names";
  private static final VarHandle WORDS = SlotMemory.WORDS;
  private static final int OWNER = 0;
  private static final int COUNT = 4;
  private static final int FIRST = 64;
  private static final int BYTES = 1 << 20;
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final int PID = (int) ProcessHandle.current().pid();

  private static SharedNames process;
  private static String path = "";

  private final ByteBuffer area;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private int end = FIRST;

  SharedNames(ByteBuffer area) {
    this.area = area.order(ByteOrder.nativeOrder());
  }

  /** Those of this process: its parent's if it has one, else its own, which its children get. */
  public static synchronized SharedNames ofProcess() {
    if (process == null) {
      process = new SharedNames(memory());
    }
    return process;
  }

  /** The words that let a child have the names of this process. */
  static synchronized List<String> forChild() {
    ofProcess();
    return path.isEmpty() ? List.of() : List.of("-D" + PROPERTY + "=" + path);
  }

  private static ByteBuffer memory() {
    try {
      path = System.getProperty(PROPERTY, "");
      if (path.isEmpty() && LibC.isSupported()) {
        int descriptor = LibC.memfd_create("ligature-names", 1); // 1: not for children
        if (descriptor >= 0 && LibC.ftruncate(descriptor, BYTES) == 0) {
          path = "/proc/" + PID + "/fd/" + descriptor;
        }
      }
      if (!path.isEmpty()) {
        try (FileChannel file =
            FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          return file.map(MapMode.READ_WRITE, 0, BYTES);
        }
      }
    } catch (IOException e) {
      path = ""; // then editors and plugins cannot talk in names, and all else goes on
    }
    return ByteBuffer.allocateDirect(BYTES);
  }

  /** The number of a name; 0 if there are too many names. */
  public synchronized int number(String name) {
    Integer known = numbers.get(name);
    if (known == null) {
      read();
      known = numbers.get(name);
    }
    return known != null ? known : added(name);
  }

  /** The name of a number, null if there is none. */
  public synchronized String name(int number) {
    if (number > names.size()) {
      read();
    }
    return number > 0 && number <= names.size() ? names.get(number - 1) : null;
  }

  private int added(String name) {
    lock();
    try {
      read(); // another process may have been first
      Integer known = numbers.get(name);
      if (known != null) {
        return known;
      }
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      if (end + Integer.BYTES + bytes.length > BYTES) {
        return 0;
      }
      area.putInt(end, bytes.length);
      area.put(end + Integer.BYTES, bytes);
      WORDS.setVolatile(area, COUNT, names.size() + 1); // whole from now on
      read();
      return names.size();
    } finally {
      WORDS.compareAndSet(area, OWNER, PID, 0);
    }
  }

  /** Takes what others have added. */
  private void read() {
    int count = (int) WORDS.getVolatile(area, COUNT);
    while (names.size() < count) {
      int length = end + Integer.BYTES <= BYTES ? area.getInt(end) : -1;
      if (length < 0 || end + Integer.BYTES + length > BYTES) {
        return; // a plugin has written over it
      }
      byte[] bytes = new byte[length];
      area.get(end + Integer.BYTES, bytes);
      String name = new String(bytes, StandardCharsets.UTF_8);
      names.add(name);
      numbers.put(name, names.size());
      end += (Integer.BYTES + length + 3) / 4 * 4;
    }
  }

  /** One process at a time; one that died at it, or stands still, is passed over. */
  private void lock() {
    long give = System.nanoTime() + PATIENCE_NANOS;
    while (!WORDS.compareAndSet(area, OWNER, 0, PID)) {
      int owner = (int) WORDS.getVolatile(area, OWNER);
      boolean gone = owner != 0 && !Files.exists(Path.of("/proc/" + owner));
      if ((gone || System.nanoTime() > give) && WORDS.compareAndSet(area, OWNER, owner, PID)) {
        return;
      }
      Thread.onSpinWait();
    }
  }
}
