package ligature.render.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * Joins the shards of a pack: the result is, byte for byte, the pack that one run would have made.
 * Every file is checked against its hash before it is taken. Threads: one.
 */
public final class PackMerge {

  private PackMerge() {}

  /**
   * What was joined.
   *
   * @param files written; skipped were there already
   */
  public record Result(int files, int skipped, double audioSeconds, long bytes) {}

  /** A file and where it lies. */
  private record Found(Path folder, PackFile file) {}

  /**
   * Checks and joins.
   *
   * @param out an empty or new folder, or one that an interrupted merge left
   * @throws InputException if the shards do not belong together, or something is missing or damaged
   */
  public static Result merge(List<Path> folders, Path out, DoubleConsumer progress) {
    PackPlan plan = null;
    TreeSet<String> processors = new TreeSet<>();
    Map<String, Found> files = new LinkedHashMap<>();
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(PackFolder.JOURNAL_NAME))) {
        throw new InputException(
            folder
                + ": is not finished, or being made now; run its pack --shard command again with"
                + " --resume first");
      }
      PackManifest manifest = PackManifest.read(folder);
      if (plan == null) {
        plan = manifest.plan();
      }
      String difference = PackFolder.difference(plan, manifest.plan());
      if (difference != null) {
        throw new InputException(
            folder + ": is of another pack than " + folders.get(0) + " (" + difference + ")");
      }
      processors.addAll(manifest.processors());
      for (PackFile file : manifest.files()) {
        Found before = files.put(file.path(), new Found(folder, file));
        if (before != null && !before.file().sha256().equals(file.sha256())) {
          throw new InputException(
              folder
                  + ": "
                  + file.path()
                  + " differs from the one in "
                  + before.folder()
                  + "; leave one of them out");
        }
      }
    }
    check(plan, files);
    return copy(plan, processors, files, out, progress);
  }

  private static void check(PackPlan plan, Map<String, Found> files) {
    int[] found = new int[plan.groups()];
    for (Found f : files.values()) {
      if (f.file().group() < 0 || f.file().group() >= found.length) {
        throw new InputException(f.folder() + ": lists " + f.file().path() + ", of no group");
      }
      found[f.file().group()]++;
    }
    int missing = 0;
    int first = -1;
    for (int group = 0; group < found.length; group++) {
      if (found[group] < plan.filesOfGroup()) {
        missing++;
        first = first < 0 ? group : first;
      }
    }
    if (missing > 0) {
      throw new InputException(
          missing
              + " of "
              + found.length
              + " groups are in none of the folders, the first is key "
              + plan.key(first)
              + ", velocity "
              + plan.velocity(first)
              + "; give all shards, finished");
    }
  }

  private static Result copy(
      PackPlan plan,
      TreeSet<String> processors,
      Map<String, Found> files,
      Path out,
      DoubleConsumer progress) {
    int written = 0;
    int skipped = 0;
    double audio = 0;
    long bytes = 0;
    try {
      Files.createDirectories(out);
      for (Found found : files.values()) {
        PackFile file = found.file();
        if (PackFolder.isSound(out, file.path(), file)) {
          skipped++;
        } else {
          copy(found, out);
          written++;
        }
        audio += file.seconds();
        bytes += file.bytes();
        progress.accept((written + skipped) / (double) files.size());
      }
      List<PackFile> all = new ArrayList<>();
      files.values().forEach(f -> all.add(f.file()));
      List<String> kinds = List.copyOf(processors);
      PackManifest made = PackManifest.of(plan, Shard.WHOLE, kinds, all, null);
      List<PackManifest.IndexFile> indexes = Instruments.write(out, made);
      PackManifest.of(plan, Shard.WHOLE, kinds, all, indexes).write(out);
      return new Result(written, skipped, audio, bytes);
    } catch (IOException e) {
      throw SampleWriter.tell(out, e);
    }
  }

  private static void copy(Found found, Path out) throws IOException {
    PackFile file = found.file();
    Path target = out.resolve(file.path()).normalize();
    if (!target.startsWith(out.normalize())
        || !PackFolder.isSound(found.folder(), file.path(), file)) {
      throw new InputException(
          found.folder().resolve(file.path())
              + ": is missing or damaged; run the pack --shard command of its folder again with --resume,"
              + " then merge");
    }
    Files.createDirectories(target.getParent());
    try (AtomicOutput output = AtomicOutput.to(target)) {
      Files.copy(
          found.folder().resolve(file.path()),
          output.path(),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      output.commit();
    }
  }
}
