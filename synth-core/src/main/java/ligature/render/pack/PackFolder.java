package ligature.render.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import ligature.files.InputException;
import ligature.files.Sha256;

/**
 * The folder that a pack is made in, and what of it is finished: a journal with a line for every
 * finished file, which a kill leaves readable, until the manifest takes its place.
 *
 * <p>Threads: opened and finished by one, {@link #add} by any.
 */
final class PackFolder implements AutoCloseable {

  static final String JOURNAL_NAME = "pack.journal";

  /** How AtomicOutput names what is not whole yet. */
  private static final String PARTIAL_SUFFIX = ".partial";

  private final Path folder;
  private final PackPlan plan;
  private final Shard shard;
  private final TreeSet<String> processors = new TreeSet<>();
  private final Map<String, PackFile> files = new LinkedHashMap<>();
  private FileChannel journal;
  private int broken;

  private PackFolder(Path folder, PackPlan plan, Shard shard) {
    this.folder = folder;
    this.plan = plan;
    this.shard = shard;
  }

  /**
   * Begins a pack in an empty or new folder, or goes on with one.
   *
   * @param processor what computes from now on
   * @throws InputException if the folder holds something else, or another run writes to it
   */
  static PackFolder open(
      Path folder, PackPlan plan, Shard shard, String processor, boolean resume) {
    PackFolder opened = new PackFolder(folder, plan, shard);
    boolean hasManifest = Files.exists(folder.resolve(PackManifest.FILE_NAME));
    boolean hasJournal = Files.exists(folder.resolve(JOURNAL_NAME));
    try {
      Files.createDirectories(folder);
      if (!isEmpty(folder) && !resume) {
        throw new InputException(
            folder + ": is not empty; --resume goes on with a pack there, or name another folder");
      }
      if (!isEmpty(folder) && !hasManifest && !hasJournal) {
        throw new InputException(
            folder + ": holds no pack to go on with; name an empty folder or a new one");
      }
      opened.lock();
      if (hasManifest) {
        opened.take(PackManifest.read(folder));
      }
      opened.readJournal();
      opened.dropWhatIsBroken();
      opened.removePartials();
      opened.begin(processor);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw SampleWriter.tell(folder, e);
    } catch (RuntimeException e) {
      opened.close();
      if (hasManifest && !hasJournal) {
        opened.deleteJournal(); // a refusal leaves a finished pack as it was
      }
      throw e;
    }
  }

  private void deleteJournal() {
    try {
      Files.deleteIfExists(folder.resolve(JOURNAL_NAME));
    } catch (IOException e) {
      System.getLogger("ligature.render")
          .log(System.Logger.Level.WARNING, "left behind in " + folder, e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  private void lock() throws IOException {
    journal =
        FileChannel.open(
            folder.resolve(JOURNAL_NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean mine;
    try {
      mine = journal.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      mine = false;
    }
    if (!mine) {
      throw new InputException(
          folder + ": another run is writing to it; give each run a folder of its own");
    }
  }

  private void take(PackManifest manifest) {
    String difference = difference(plan, manifest.plan());
    if (difference == null && !shard.equals(manifest.part())) {
      difference = "shard " + manifest.part() + " there, " + shard + " here";
    }
    if (difference != null) {
      throw new InputException(
          folder
              + ": the pack there was begun with other options ("
              + difference
              + "); give the same ones, or name another folder");
    }
    processors.addAll(manifest.processors());
    manifest.files().forEach(f -> files.put(f.path(), f));
  }

  /** The first thing in which two plans differ, or null. */
  static String difference(PackPlan here, PackPlan there) {
    JsonNode a = PackManifest.JSON.valueToTree(here);
    JsonNode b = PackManifest.JSON.valueToTree(there);
    TreeSet<String> names = new TreeSet<>();
    a.fieldNames().forEachRemaining(names::add);
    b.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!a.path(name).equals(b.path(name))) {
        return name + " " + inWords(b.path(name)) + " there, " + inWords(a.path(name)) + " here";
      }
    }
    return null;
  }

  private static String inWords(JsonNode value) {
    return value.isMissingNode() ? "none" : value.toString();
  }

  /** Reads up to the first line that a kill left unfinished, and cuts the journal there. */
  private void readJournal() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(journal.size()));
    while (bytes.hasRemaining() && journal.read(bytes) >= 0) {
      // reads on
    }
    String text = new String(bytes.array(), StandardCharsets.UTF_8);
    int whole = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', whole)) {
      String line = text.substring(whole, end);
      try {
        if (line.startsWith("{\"format\"")) {
          take(PackManifest.parse(folder.resolve(JOURNAL_NAME), line));
        } else {
          PackFile file = PackManifest.JSON.readValue(line, PackFile.class);
          files.put(file.path(), file);
        }
      } catch (JsonProcessingException e) {
        break;
      }
      whole = end + 1;
    }
    journal.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
    journal.position(journal.size());
  }

  /** Forgets files that are missing or have another content than was written. */
  private void dropWhatIsBroken() {
    int before = files.size();
    files
        .values()
        .removeIf(file -> file.group() >= plan.groups() || !isSound(folder, file.path(), file));
    broken = before - files.size();
  }

  static boolean isSound(Path folder, String path, PackFile file) {
    Path at = folder.resolve(path).normalize();
    try {
      return at.startsWith(folder.normalize())
          && Files.isRegularFile(at)
          && Files.size(at) == file.bytes()
          && Sha256.of(at).equals(file.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  /** What a kill left half-written. */
  private void removePartials() throws IOException {
    try (Stream<Path> all = Files.walk(folder, 2)) {
      for (Path path : all.toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith(".") && name.endsWith(PARTIAL_SUFFIX)) {
          Files.delete(path);
        }
      }
    }
  }

  private void begin(String processor) throws IOException {
    boolean known = !processors.add(processor) && journal.size() > 0;
    if (!known) {
      List<PackFile> kept = List.copyOf(files.values());
      append(PackManifest.of(plan, shard, List.copyOf(processors), kept, null));
    }
  }

  /** Adds finished files. */
  synchronized void add(List<PackFile> finished) throws IOException {
    for (PackFile file : finished) {
      append(file);
      files.put(file.path(), file);
    }
  }

  private void append(Object value) throws IOException {
    String line = PackManifest.JSON.writeValueAsString(value) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      journal.write(bytes);
    }
  }

  /** The groups of this part that are not finished, in order. */
  List<Integer> missingGroups() {
    Map<Integer, Integer> found = new TreeMap<>();
    files.values().forEach(f -> found.merge(f.group(), 1, Integer::sum));
    List<Integer> missing = new ArrayList<>();
    for (int group = 0; group < plan.groups(); group++) {
      if (shard.has(group) && found.getOrDefault(group, 0) < plan.filesOfGroup()) {
        missing.add(group);
      }
    }
    return missing;
  }

  /** Files that were listed but missing or damaged when the folder was opened. */
  int broken() {
    return broken;
  }

  /** Writes the indexes, if the pack is whole, and the manifest; the journal goes. */
  PackManifest finish() throws IOException {
    List<PackManifest.IndexFile> indexes = null;
    if (shard.isWhole()) {
      PackManifest made = PackManifest.of(plan, shard, List.of(), all(), null);
      indexes = Instruments.write(folder, made);
    }
    PackManifest manifest = PackManifest.of(plan, shard, List.copyOf(processors), all(), indexes);
    manifest.write(folder);
    deleteJournal();
    return manifest;
  }

  private List<PackFile> all() {
    return List.copyOf(files.values());
  }

  @Override
  public void close() {
    try {
      if (journal != null) {
        journal.close(); // and with it the lock
      }
    } catch (IOException e) {
      System.getLogger("ligature.render").log(System.Logger.Level.WARNING, "closing " + folder, e);
    }
  }
}
