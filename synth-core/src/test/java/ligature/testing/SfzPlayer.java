package ligature.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ligature.soundfile.WavReader;

/**
 * Plays an SFZ file as its specification says, as far as our packs need it: keys, velocities,
 * loops, transposition, cross-fades by controllers.
 */
public final class SfzPlayer {

  private static final Pattern TOKEN =
      Pattern.compile("<(\\w+)>|(\\w+)=(.*?)(?=\\s+\\w+=|\\s*<|\\s*$)", Pattern.MULTILINE);

  private final Path folder;
  private final List<Map<String, String>> regions;
  private final Map<String, WavReader.Sound> sounds = new LinkedHashMap<>();

  /**
   * @param regions with the opcodes that they inherit
   */
  public SfzPlayer(Path folder, List<Map<String, String>> regions) {
    this.folder = folder;
    this.regions = regions;
  }

  /** Reads the headers and opcodes of a file, in order: name and opcodes. */
  public static List<Map.Entry<String, Map<String, String>>> headers(Path file) throws IOException {
    List<Map.Entry<String, Map<String, String>>> headers = new ArrayList<>();
    Matcher token = TOKEN.matcher(Files.readString(file).replaceAll("//.*", ""));
    while (token.find()) {
      if (token.group(1) != null) {
        headers.add(Map.entry(token.group(1), new LinkedHashMap<>()));
      } else {
        headers.get(headers.size() - 1).getValue().put(token.group(2), token.group(3).strip());
      }
    }
    return headers;
  }

  /** The regions with what they inherit from their group and the global header. */
  public static List<Map<String, String>> regions(
      List<Map.Entry<String, Map<String, String>>> headers) {
    List<Map<String, String>> regions = new ArrayList<>();
    Map<String, String> global = Map.of();
    Map<String, String> group = Map.of();
    for (Map.Entry<String, Map<String, String>> header : headers) {
      switch (header.getKey()) {
        case "global" -> global = header.getValue();
        case "group" -> group = header.getValue();
        case "region" -> {
          Map<String, String> region = new LinkedHashMap<>(global);
          region.putAll(group);
          region.putAll(header.getValue());
          regions.add(region);
        }
        default -> {
          // plays nothing
        }
      }
    }
    return regions;
  }

  /** The regions that answer to a key and a velocity. */
  public List<Map<String, String>> answering(int key, int velocity) {
    return regions.stream()
        .filter(r -> number(r, "lokey", 0) <= key && key <= number(r, "hikey", 127))
        .filter(r -> number(r, "lovel", 1) <= velocity && velocity <= number(r, "hivel", 127))
        .toList();
  }

  /** A held note, one channel, at the samples' rate. */
  public float[] play(int key, int velocity, Map<Integer, Integer> controllers, int frames) {
    float[] out = new float[frames];
    for (Map<String, String> region : answering(key, velocity)) {
      double gain = gain(region, velocity);
      for (Map.Entry<Integer, Integer> controller : controllers.entrySet()) {
        gain *= fade(region, controller.getKey(), controller.getValue());
      }
      if (gain > 0) {
        add(region, key, gain, out);
      }
    }
    return out;
  }

  private static double number(Map<String, String> region, String opcode, double otherwise) {
    return region.containsKey(opcode) ? Double.parseDouble(region.get(opcode)) : otherwise;
  }

  private static double gain(Map<String, String> region, int velocity) {
    double tracking = number(region, "amp_veltrack", 100) / 100;
    double db = number(region, "volume", 0) + tracking * 40 * Math.log10(velocity / 127.0);
    return Math.pow(10, db / 20);
  }

  private static double fade(Map<String, String> region, int controller, int value) {
    boolean power = !"gain".equals(region.getOrDefault("xf_cccurve", "power"));
    double in =
        ramp(
            value,
            number(region, "xfin_locc" + controller, -2),
            number(region, "xfin_hicc" + controller, -1));
    double out =
        1
            - ramp(
                value,
                number(region, "xfout_locc" + controller, 128),
                number(region, "xfout_hicc" + controller, 129));
    return power ? Math.sqrt(in) * Math.sqrt(out) : in * out;
  }

  private static double ramp(double value, double low, double high) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  private void add(Map<String, String> region, int key, double gain, float[] out) {
    WavReader.Sound sound =
        sounds.computeIfAbsent(region.get("sample"), s -> WavReader.read(folder.resolve(s)));
    float[] x = sound.samples();
    boolean loops = "loop_continuous".equals(region.get("loop_mode"));
    int start = (int) number(region, "loop_start", 0);
    int end = (int) number(region, "loop_end", x.length - 1.0);
    double step = Math.pow(2, (key - number(region, "pitch_keycenter", 60)) / 12);
    double at = 0;
    for (int i = 0; i < out.length; i++) {
      if (loops && at >= end + 1) {
        at -= end + 1 - start;
      }
      int left = (int) at;
      if (left + 1 >= x.length) {
        return;
      }
      float t = (float) (at - left);
      out[i] += (float) gain * (x[left] + t * (x[left + 1] - x[left]));
      at += step;
    }
  }
}
