package ligature.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.render.pack.PackEstimate;
import ligature.render.pack.PackManifest;
import ligature.render.pack.PackMerge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the shards of a pack and joins them. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Checks the shards that pack --shard I/N made, and joins them to one pack.")
final class PackMergeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "The shards' folders.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The pack's folder; new or empty.")
  private Path out;

  @Option(names = "--json", description = "Print one JSON object on stdout.")
  private boolean json;

  @Override
  public Integer call() {
    checkOut();
    PackMerge.Result result;
    long begin = System.nanoTime();
    try (Progress progress = new Progress("merging into " + out)) {
      result = PackMerge.merge(folders, out, progress);
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("out", out.toString());
      fields.put("files", result.files());
      fields.put("failed", 0);
      fields.put("skipped", result.skipped());
      fields.put("bytes", result.bytes());
      fields.put("audioSeconds", Json.round(result.audioSeconds()));
      fields.put("wallSeconds", Json.round(seconds));
      Json.print(fields);
    } else {
      System.out.printf(
          Locale.ROOT,
          "%s: %d files of %d folders, %.1f min of audio, %s%n",
          out,
          result.files() + result.skipped(),
          folders.size(),
          result.audioSeconds() / 60,
          PackEstimate.size(result.bytes()));
    }
    return 0;
  }

  /** An interrupted merge may go on: it has no manifest yet. */
  private void checkOut() {
    if (!Files.exists(out)) {
      return;
    }
    try (Stream<Path> inside = Files.list(out)) {
      boolean foreign =
          inside
              .map(p -> p.getFileName().toString())
              .anyMatch(n -> !List.of("samples", "audio", "wavetables").contains(n));
      if (foreign || Files.exists(out.resolve(PackManifest.FILE_NAME))) {
        throw new InputException(out + ": is not empty; name a new folder");
      }
    } catch (IOException e) {
      throw AtomicOutput.asInput(out, e);
    }
  }
}
