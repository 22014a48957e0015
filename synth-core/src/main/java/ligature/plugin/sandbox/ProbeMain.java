package ligature.plugin.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;

/**
 * The child process that tries plugins out.
 *
 * <p>Arguments: the file for a {@link ProbeReport}, the number of blocks, ids.
 */
public final class ProbeMain {

  private static final int RATE_HZ = 48_000;
  private static final int BLOCK_FRAMES = 128;
  private static final int BURST_BLOCKS = 200;
  private static final int NOTE_BLOCK = 10;

  private ProbeMain() {}

  public static void main(String[] args) throws IOException {
    ProbeReport report = new ProbeReport(Path.of(args[0]));
    int blocks = Integer.parseInt(args[1]);
    ChildProviders providers = new ChildProviders();
    for (String id : List.of(args).subList(2, args.length)) {
      report.begin(id);
      report.end(id, reason(providers, id, blocks), "");
    }
    Runtime.getRuntime().halt(0); // exit handlers of plugins are no longer of interest
  }

  /** What is wrong with a plugin, empty if nothing is. */
  private static String reason(ChildProviders providers, String id, int blocks) {
    try (Plugin plugin = providers.open(id)) {
      plugin.prepare(RATE_HZ, BLOCK_FRAMES);
      for (int i = 0; i < plugin.parameters().size(); i++) {
        plugin.set(i, plugin.parameters().get(i).initial());
      }
      String reason = process(plugin, blocks);
      return reason.isEmpty() && plugin instanceof RuleBound bound ? bound.complaint() : reason;
    } catch (RuntimeException | LinkageError e) {
      String message = SandboxMain.message(e);
      return message.startsWith(id + ": ") ? message.substring((id + ": ").length()) : message;
    }
  }

  /** Noise, then silence; a note where it takes notes. */
  private static String process(Plugin plugin, int blocks) {
    Random random = new Random(1);
    float[] left = new float[BLOCK_FRAMES];
    float[] right = new float[BLOCK_FRAMES];
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < BLOCK_FRAMES; i++) {
        left[i] = b < BURST_BLOCKS ? 0.1f * (float) random.nextGaussian() : 0;
        right[i] = b < BURST_BLOCKS ? 0.1f * (float) random.nextGaussian() : 0;
      }
      if (b == NOTE_BLOCK) {
        plugin.play(37, NoteEvent.NOTE_ON, 0, 69, 0.8f);
      } else if (b == blocks / 2) {
        plugin.play(0, NoteEvent.NOTE_OFF, 0, 69, 0);
      }
      plugin.process(left, right, BLOCK_FRAMES);
      for (int i = 0; i < BLOCK_FRAMES; i++) {
        if (!Float.isFinite(left[i]) || !Float.isFinite(right[i])) {
          return "its output is no number in block " + b;
        }
      }
    }
    return "";
  }
}
