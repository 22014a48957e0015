package ligature.plugin.sandbox;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.plugin.lv2.BrokenPlugins;

/** Plugins of our own in a sandbox of our own; runs as a program too, to be killed. */
final class Touchy {

  static final int RATE_HZ = 48_000;
  static final int HOP = 128;

  private Touchy() {}

  /** What the parent knows of a plugin without parameters. */
  static final class Face implements Plugin {
    @Override
    public List<PluginParameter> parameters() {
      return List.of();
    }

    @Override
    public void prepare(int rateHz, int maxFrames) {
      throw new IllegalStateException("runs in the child");
    }

    @Override
    public void set(int index, float value) {}

    @Override
    public void process(float[] left, float[] right, int frames) {}

    @Override
    public void reset() {}
  }

  static Sandbox sandbox(Path lv2) {
    return new Sandbox(Map.of("LV2_PATH", lv2.toString()));
  }

  static IsolatedPlugin plugin(Sandbox sandbox, String name) {
    return new IsolatedPlugin("lv2:" + BrokenPlugins.uri(name), new Face(), sandbox);
  }

  private interface LibC extends Library {
    int kill(int pid, int signal);
  }

  /** Lets a process crash, as a plugin does that reads what is not there. */
  static void shoot(long pid) {
    signal(pid, 11);
  }

  /** Ends a process, as the system does where memory is short. */
  static void kill(long pid) {
    signal(pid, 9);
  }

  /** Without a process of its own, which would load the machine. */
  private static void signal(long pid, int number) {
    if (Native.load("c", LibC.class).kill((int) pid, number) != 0) {
      throw new IllegalStateException("there is no process " + pid);
    }
  }

  /** Waits for what must come; the limit is for a machine that is very busy. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come: " + what);
      }
      Thread.sleep(3);
    }
  }

  /** How many shared memories of sandboxes this process has. */
  static long sharedMemories() throws IOException {
    long count = 0;
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : links.toList()) {
        try {
          count += Files.readSymbolicLink(link).toString().contains("ligature-sandbox") ? 1 : 0;
        } catch (NoSuchFileException e) {
          // that of the listing itself
        }
      }
    }
    return count;
  }

  /** Opens a plugin, waits for the spare child, tells the processes and stays. */
  public static void main(String[] args) throws Exception {
    Sandbox sandbox = sandbox(Path.of(args[0]));
    IsolatedPlugin plugin = plugin(sandbox, "touchy");
    plugin.prepare(RATE_HZ, HOP);
    await("the spare", () -> sandbox.pids().size() == 2);
    if (args[1].equals("hang")) {
      float[] side = new float[HOP];
      side[0] = -1000;
      plugin.setOffline(true); // where a hang is waited for, so the child still hangs when we go
      System.out.println(sandbox.pids());
      plugin.process(side, side, HOP);
    }
    System.out.println(sandbox.pids());
    Thread.sleep(Long.MAX_VALUE);
  }
}
