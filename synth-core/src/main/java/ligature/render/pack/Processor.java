package ligature.render.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What computes: the last bits of a network's output differ from one kind to the next. */
final class Processor {

  private static final Path CPU_FILE = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** The kind of processor behind a decoder's device, in words. */
  static String describe(String device) {
    if (!device.equals("cpu")) {
      return device.replaceAll(":.*", "") + " with " + cpu();
    }
    return "cpu " + cpu();
  }

  private static String cpu() {
    try {
      List<String> lines = Files.readAllLines(CPU_FILE);
      String name = value(lines, "model name");
      String flags = " " + value(lines, "flags") + " ";
      String width =
          flags.contains(" avx512f ") ? "AVX-512" : flags.contains(" avx2 ") ? "AVX2" : "";
      return (name + ", " + width).strip();
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(l -> l.startsWith(key))
        .findFirst()
        .map(l -> l.substring(l.indexOf(':') + 1).strip())
        .orElse("unknown");
  }
}
