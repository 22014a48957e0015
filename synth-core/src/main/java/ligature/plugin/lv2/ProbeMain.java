package ligature.plugin.lv2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import ligature.plugin.NoteEvent;

/**
 * The child process that tries plugins out: a result a line goes to a file, because what plugins
 * print goes to the process's own output.
 *
 * <p>Arguments: the file, the number of blocks, URIs.
 */
public final class ProbeMain {

  static final String BEGIN = "begin";
  static final String OK = "ok";
  static final String FAILED = "failed";

  /** Before what a plugin prints. */
  static final String MARK = "probing ";

  private static final int RATE_HZ = 48_000;
  private static final int BLOCK_FRAMES = 128;
  private static final int BURST_BLOCKS = 200;
  private static final int NOTE_BLOCK = 10;

  private ProbeMain() {}

  public static void main(String[] args) throws IOException {
    Path results = Path.of(args[0]);
    int blocks = Integer.parseInt(args[1]);
    Lv2World world = Lv2World.get();
    for (String uri : List.of(args).subList(2, args.length)) {
      write(results, BEGIN, uri, "");
      System.err.println(MARK + uri);
      String reason = reason(world, uri, blocks);
      write(results, reason.isEmpty() ? OK : FAILED, uri, reason);
    }
    Runtime.getRuntime().halt(0); // exit handlers of plugins are no longer of interest
  }

  private static void write(Path results, String what, String uri, String reason)
      throws IOException {
    String line = what + "\t" + uri + "\t" + reason.replaceAll("\\s+", " ") + "\n";
    Files.write(
        results,
        line.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** What is wrong with a plugin, empty if nothing is. */
  static String reason(Lv2World world, String uri, int blocks) {
    try (Lv2Plugin plugin = new Lv2Plugin(world, world.type(uri))) {
      plugin.prepare(RATE_HZ, BLOCK_FRAMES);
      for (int i = 0; i < plugin.parameters().size(); i++) {
        plugin.set(i, plugin.parameters().get(i).initial());
      }
      return process(plugin, blocks);
    } catch (RuntimeException | LinkageError e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      return message.startsWith("lv2:" + uri + ": ")
          ? message.substring(("lv2:" + uri + ": ").length())
          : message;
    }
  }

  /** Noise, then silence; a note where it takes MIDI. */
  private static String process(Lv2Plugin plugin, int blocks) {
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
