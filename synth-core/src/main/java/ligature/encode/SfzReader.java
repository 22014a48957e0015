package ligature.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * Reads which recordings an SFZ instrument plays, at which keys and velocities.
 *
 * <p>Of the format (sfzformat.com) it takes headers with their inheritance, {@code #define}, {@code
 * default_path}, and the opcodes for key, velocity and volume. Regions that sound only on release,
 * take turns, or wait for a switch or a controller are passed over. Threads: {@code [io-thread]}.
 */
final class SfzReader {

  private static final long MOST_BYTES = 4 << 20;
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_DEFINES = 200;
  private static final int MOST_REGIONS = 20_000;
  private static final Pattern HEADER = Pattern.compile("<(\\w+)>");

  /** A name, then all up to the next name, header or end: samples' paths may have spaces. */
  private static final Pattern OPCODE =
      Pattern.compile("([A-Za-z_][\\w$]*)=(.*?)(?=\\s+[A-Za-z_][\\w$]*=|\\s*<\\w+>|$)");

  private static final Pattern DEFINE = Pattern.compile("^\\s*#define\\s+(\\$\\w+)\\s+(\\S+)");

  private final Path file;
  private final Map<String, String> control = new HashMap<>();
  private final Map<String, String> global = new HashMap<>();
  private final Map<String, String> master = new HashMap<>();
  private final Map<String, String> group = new HashMap<>();
  private final List<Map<String, String>> regions = new ArrayList<>();
  private final Map<String, String> defines = new HashMap<>();
  private Map<String, String> current = new HashMap<>();

  private SfzReader(Path file) {
    this.file = file;
  }

  /**
   * Reads an instrument.
   *
   * @param key the key of all of its recordings, or what {@link RecordingSet} calls detection
   * @throws InputException if it cannot be read or names no recording
   */
  static List<RecordingSet.Entry> read(Path file, int key, Consumer<String> tell) {
    String text;
    try {
      if (Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES)) {
        throw new InputException(
            file + ": is no SFZ instrument; they are texts of less than 4 MiB");
      }
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    SfzReader reader = new SfzReader(file);
    withoutComments(text).lines().forEach(reader::line);
    return reader.entries(key, tell);
  }

  /** A search for each comment's end would take for ever on a file of nothing but beginnings. */
  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int begin = text.indexOf("/*", at);
      int end = begin < 0 ? -1 : text.indexOf("*/", begin + 2);
      out.append(text, at, begin < 0 || end < 0 ? text.length() : begin).append(' ');
      at = begin < 0 || end < 0 ? text.length() : end + 2;
    }
    return out.toString();
  }

  private void line(String raw) {
    int comment = raw.indexOf("//");
    String line = comment < 0 ? raw : raw.substring(0, comment);
    checkLength(line);
    Matcher define = DEFINE.matcher(line);
    if (define.find()) {
      defines.put(define.group(1), define.group(2));
      if (defines.size() > MOST_DEFINES) {
        throw new InputException(file + ": has more than " + MOST_DEFINES + " definitions");
      }
      return;
    }
    for (Map.Entry<String, String> entry : defines.entrySet()) {
      line = line.replace(entry.getKey(), entry.getValue());
      checkLength(line); // definitions may double each other
    }
    Matcher header = HEADER.matcher(line);
    int at = 0;
    while (header.find(at)) {
      opcodes(line.substring(at, header.start()));
      begin(header.group(1));
      at = header.end();
    }
    opcodes(line.substring(at));
  }

  private void checkLength(String line) {
    if (line.length() > LONGEST_LINE) {
      throw new InputException(file + ": is no SFZ instrument: a line is too long");
    }
  }

  private void begin(String header) {
    switch (header) {
      case "control" -> current = control;
      case "global" -> {
        global.clear();
        master.clear();
        group.clear();
        current = global;
      }
      case "master" -> {
        master.clear();
        group.clear();
        current = master;
      }
      case "group" -> {
        group.clear();
        current = group;
      }
      case "region" -> {
        current = new HashMap<>(global);
        current.putAll(master);
        current.putAll(group);
        regions.add(current);
        if (regions.size() > MOST_REGIONS) {
          throw new InputException(file + ": has more than " + MOST_REGIONS + " regions");
        }
      }
      default -> current = new HashMap<>(); // curves, effects: not ours
    }
  }

  private void opcodes(String text) {
    Matcher opcode = OPCODE.matcher(text);
    while (opcode.find()) {
      current.put(opcode.group(1), opcode.group(2).strip());
    }
  }

  private List<RecordingSet.Entry> entries(int key, Consumer<String> tell) {
    List<RecordingSet.Entry> entries = new ArrayList<>();
    int passedOver = 0;
    for (Map<String, String> region : regions) {
      String sample = region.get("sample");
      if (sample == null || sample.startsWith("*") || !soundsByItself(region)) {
        passedOver++;
        continue;
      }
      entries.add(entry(region, sample, key));
    }
    if (entries.isEmpty()) {
      throw new InputException(file + ": names no recording that a pressed key plays");
    }
    if (passedOver > 0) {
      tell.accept(file + ": " + passedOver + " of " + regions.size() + " regions are passed over");
    }
    return entries;
  }

  private static boolean soundsByItself(Map<String, String> region) {
    String trigger = region.getOrDefault("trigger", "attack");
    boolean conditional =
        region.containsKey("sw_last")
                && !region.get("sw_last").equals(region.getOrDefault("sw_default", ""))
            || region.keySet().stream()
                .anyMatch(o -> o.startsWith("on_locc") || o.startsWith("on_hicc"));
    return trigger.equals("attack")
        && number(region, "seq_position", 1) <= 1
        && number(region, "lorand", 0) <= 0
        && !conditional;
  }

  private RecordingSet.Entry entry(Map<String, String> region, String sample, int key) {
    String path = control.getOrDefault("default_path", "") + sample;
    Path recording;
    try {
      recording = file.resolveSibling(path.replace('\\', '/'));
    } catch (InvalidPathException e) {
      throw new InputException(file + ": names a sample that cannot be a file: " + path, e);
    }
    int low = (int) Math.max(1, number(region, "lovel", 1));
    int high = (int) Math.min(127, number(region, "hivel", 127));
    boolean layered = low > 1 || high < 127;
    int velocity = layered ? Math.max(1, (low + high) / 2) : 0;
    // by the format, a layer that was recorded soft is played softer still, by its velocity
    double track = number(region, "amp_veltrack", 100) / 100;
    double gainDb = number(region, "volume", 0);
    gainDb += layered ? track * 40 * Math.log10(velocity / 127.0) : 0;
    int itsKey = key == RecordingSet.DETECT ? keyOf(region) : key;
    return new RecordingSet.Entry(
        recording, itsKey, velocity, Math.max(-100, Math.min(100, gainDb)));
  }

  private int keyOf(Map<String, String> region) {
    if (number(region, "pitch_keytrack", 100) == 0) {
      return RecordingSet.UNPITCHED;
    }
    String centre = region.getOrDefault("pitch_keycenter", region.getOrDefault("key", "60"));
    if (centre.equals("sample")) {
      return RecordingSet.DETECT;
    }
    int key = FileNames.keyValue(centre);
    if (key < 0) {
      throw new InputException(file + ": pitch_keycenter=" + centre + " is no key from 0 to 127");
    }
    // transposing by whole keys moves the key at which the recording sounds as it is
    return (int) Math.max(0, Math.min(127, key - number(region, "transpose", 0)));
  }

  private static double number(Map<String, String> region, String opcode, double otherwise) {
    String text = region.get(opcode);
    try {
      double value = text == null ? otherwise : Double.parseDouble(text);
      return Double.isFinite(value) ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
