package ligature.neural.torch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import ligature.plugin.NoteEvent;
import ligature.plugin.PluginParameter;

/**
 * The child process that tries a model out: loads it, lets it process noise and silence, writes
 * what it found to a file.
 *
 * <p>Arguments: the model, its SHA-256, the method or nothing, the file.
 */
public final class ProbeMain {

  private static final int RATE_HZ = 48_000;
  private static final int BLOCK_FRAMES = 128;
  private static final double NOISE_SECONDS = 0.5;
  private static final double SECONDS = 1.5;

  private static final int MIDDLE_KEY = 60;
  private static final float[] ON_A = {1, 0, 0, 0};

  private ProbeMain() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    Probe probe;
    try {
      TorchFile source = new TorchFile(file, args[1], TorchInfo.read(file));
      probe = probe(source, args[2]);
    } catch (RuntimeException | LinkageError e) {
      String message = TorchModule.firstLine(e);
      String name = file + ": ";
      probe = Probe.failed(message.startsWith(name) ? message.substring(name.length()) : message);
    }
    Files.write(Path.of(args[3]), new ObjectMapper().writeValueAsBytes(probe));
    Runtime.getRuntime().halt(0);
  }

  private static Probe probe(TorchFile source, String method) {
    long begin = System.nanoTime();
    TorchEffect effect = source.trial(method);
    TorchPlugin plugin =
        new TorchPlugin(state -> effect, TorchFace.of(effect, source.initialWet(method)), true);
    try {
      plugin.setOffline(true);
      plugin.prepare(RATE_HZ, BLOCK_FRAMES);
      double loadMillis = (System.nanoTime() - begin) * 1e-6;
      String reason = process(plugin);
      double[] times = times(effect);
      return new Probe(
          reason,
          effect.parameters(),
          effect.innerRateHz(),
          effect.chunkFrames(),
          plugin.latencyFrames(),
          loadMillis,
          times[0],
          times[1]);
    } finally {
      plugin.close();
    }
  }

  /** What is wrong with its sound, empty if nothing is. */
  private static String process(TorchPlugin plugin) {
    Random random = new Random(1);
    float[] left = new float[BLOCK_FRAMES];
    float[] right = new float[BLOCK_FRAMES];
    plugin.play(0, NoteEvent.NOTE_ON, 0, MIDDLE_KEY, 1); // heard by a source alone
    for (int at = 0; at < SECONDS * RATE_HZ; at += BLOCK_FRAMES) {
      for (int i = 0; i < BLOCK_FRAMES; i++) {
        boolean noise = at < NOISE_SECONDS * RATE_HZ;
        left[i] = noise ? 0.1f * (float) random.nextGaussian() : 0;
        right[i] = noise ? 0.1f * (float) random.nextGaussian() : 0;
      }
      plugin.process(left, right, BLOCK_FRAMES);
      for (int i = 0; i < BLOCK_FRAMES; i++) {
        if (!Float.isFinite(left[i]) || !Float.isFinite(right[i])) {
          return "its output is no number";
        }
      }
    }
    return "";
  }

  /** The part of real time that it takes, and its longest call in milliseconds. */
  private static double[] times(TorchEffect effect) {
    float[] left = new float[effect.chunkFrames()];
    float[] right = new float[effect.chunkFrames()];
    float[] values = new float[effect.parameters().size()];
    for (int i = 0; i < values.length; i++) {
      PluginParameter parameter = effect.parameters().get(i);
      values[i] = parameter.initial();
    }
    ChunkNotes played = new ChunkNotes();
    int calls = (int) Math.ceil(SECONDS * effect.innerRateHz() / effect.chunkFrames());
    double[] seconds = new double[calls];
    for (int c = 0; c < calls; c++) {
      Arrays.fill(left, 0);
      Arrays.fill(right, 0);
      long begin = System.nanoTime();
      effect.hear(played, ON_A); // the note that process began is held
      effect.run(left, right, values);
      seconds[c] = (System.nanoTime() - begin) * 1e-9;
    }
    double audio = (double) calls * effect.chunkFrames() / effect.innerRateHz();
    return new double[] {
      Arrays.stream(seconds).sum() / audio, Arrays.stream(seconds).max().orElse(0) * 1e3
    };
  }
}
