package ligature.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ligature.soundfile.WavReader;

/** Fades between the neighbouring steps of a pack, as samplers make them. */
public final class CrossFades {

  private static final double WINDOW_SECONDS = 0.1;

  /** Quieter than this, a note that dies away is not heard any more. */
  private static final double HEARD_DB = -70;

  private CrossFades() {}

  /**
   * The deepest dip.
   *
   * @param db how far the level half way between two steps falls below the mean of theirs; 0 if it
   *     never does
   * @param where the second of the two samples, and when
   */
  public record Dip(double db, String where) {}

  /** Of all samples of a pack with steps along x alone, in windows of a tenth of a second. */
  public static Dip deepestDip(Path pack) throws IOException {
    Map<String, float[]> before = new TreeMap<>();
    Dip deepest = new Dip(0, "nowhere");
    JsonNode manifest = new ObjectMapper().readTree(pack.resolve("manifest.json").toFile());
    for (JsonNode entry : manifest.get("files")) { // by group, in the order of the steps
      String path = entry.get("path").asText();
      float[] sample = WavReader.read(pack.resolve(path)).samples();
      float[] last = before.put(entry.get("group").asText(), sample);
      if (last != null) {
        Dip dip = deepestDip(last, sample, entry.get("rateHz").asInt(), path);
        deepest = dip.db() > deepest.db() ? dip : deepest;
      }
    }
    return deepest;
  }

  private static Dip deepestDip(float[] a, float[] b, int rateHz, String path) {
    float[] middle = new float[Math.min(a.length, b.length)];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = 0.5f * (a[i] + b[i]); // as xf_cccurve=gain half way
    }
    Dip deepest = new Dip(0, "nowhere");
    int window = (int) (WINDOW_SECONDS * rateHz);
    for (int at = 0; at + window <= middle.length; at += window) {
      double ends = 0.5 * (Audio.rmsDb(a, at, at + window) + Audio.rmsDb(b, at, at + window));
      double dip = ends - Audio.rmsDb(middle, at, at + window);
      if (ends > HEARD_DB && dip > deepest.db()) {
        deepest = new Dip(dip, path + " at " + at / (double) rateHz + " s");
      }
    }
    return deepest;
  }
}
