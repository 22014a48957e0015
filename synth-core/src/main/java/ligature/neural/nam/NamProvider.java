package ligature.neural.nam;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ligature.neural.ModelFiles;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginProvider;

/** The NAM models of the user's folder by their names, and all others by their paths. */
public final class NamProvider implements PluginProvider {

  private static final String FORMAT = "nam";
  private static final int RATE_HZ = 48_000;
  private static final int CHECK_FRAMES = 128;

  private final ModelFiles files = new ModelFiles(FORMAT, ".nam");

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public List<PluginDescription> plugins() {
    return files.inFolder().stream()
        .map(f -> files.description(f, PluginDescription.Status.OK, ""))
        .toList();
  }

  @Override
  public boolean isFile(String uri) {
    return files.fits(uri);
  }

  @Override
  public Plugin open(String uri) {
    Path file = files.file(uri);
    NamFile model = NamReader.read(file);
    model.network(CHECK_FRAMES); // what does not fit together is told here
    return new NamPlugin(model);
  }

  /**
   * What a file is, and how it runs here.
   *
   * @throws ligature.files.InputException if it is no NAM model that can be run here
   */
  public Map<String, Object> check(Path path) {
    NamFile model = NamReader.read(path);
    int receptive = model.network(CHECK_FRAMES).receptiveFrames();
    NamPlugin plugin = new NamPlugin(model);
    plugin.prepare(RATE_HZ, CHECK_FRAMES);
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("file", path.toString());
    said.put("format", FORMAT);
    said.put("name", model.name());
    said.put("version", model.version());
    said.put("architecture", model.architecture());
    said.put("weights", model.weights().length);
    said.put("rateHz", model.sampleRateHz());
    said.put("receptiveFrames", receptive == Network.ENDLESS ? "endless" : receptive);
    put(said, "loudnessDb", model.loudnessDb());
    put(said, "inputLevelDbu", model.inputLevelDbu());
    put(said, "outputLevelDbu", model.outputLevelDbu());
    said.put("latencyFrames", plugin.latencyFrames());
    double[] factor = new double[1];
    boolean finite = isFinite(plugin, factor);
    said.put("realTimeFactor", Math.round(factor[0] * 1e4) / 1e4);
    said.put("status", !finite ? "blocked" : factor[0] < 1 ? "ok" : "too slow to play");
    said.put("reason", finite ? "" : "its output is no number");
    return said;
  }

  private static void put(Map<String, Object> said, String key, double value) {
    if (!Double.isNaN(value)) {
      said.put(key, value);
    }
  }

  /**
   * Lets it process noise, two different sides: a second for the compiler, then one that counts.
   *
   * @param factor gets the time spent over the audio made
   */
  private static boolean isFinite(NamPlugin plugin, double[] factor) {
    Random random = new Random(1);
    float[] left = new float[CHECK_FRAMES];
    float[] right = new float[CHECK_FRAMES];
    long spent = 0;
    int blocks = RATE_HZ / CHECK_FRAMES;
    for (int b = 0; b < 2 * blocks; b++) {
      for (int i = 0; i < CHECK_FRAMES; i++) {
        left[i] = 0.1f * (float) random.nextGaussian();
        right[i] = 0.1f * (float) random.nextGaussian();
      }
      long begin = System.nanoTime();
      plugin.process(left, right, CHECK_FRAMES);
      spent += b < blocks ? 0 : System.nanoTime() - begin;
      for (int i = 0; i < CHECK_FRAMES; i++) {
        if (!Float.isFinite(left[i]) || !Float.isFinite(right[i])) {
          return false;
        }
      }
    }
    factor[0] = spent * 1e-9 * RATE_HZ / ((double) blocks * CHECK_FRAMES);
    return true;
  }
}
