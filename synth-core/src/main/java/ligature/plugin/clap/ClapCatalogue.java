package ligature.plugin.clap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ligature.plugin.sandbox.ProbeCache;
import ligature.plugin.sandbox.ProbeRun;

/**
 * Which plugins the installed files hold. A file is asked once, in a child process, and again when
 * it has changed; what it said lies in the cache folder.
 *
 * <p>Threads: {@code [io-thread]}, one at a time.
 */
final class ClapCatalogue {

  /** A file that works needs some tens of milliseconds; this machine may be busy. */
  private static final double LIMIT_SECONDS = 20;

  private static final int DEEPEST = 8;
  private static final System.Logger LOG = System.getLogger("ligature.plugin");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A plugin and the file that holds it. */
  record Entry(ClapType type, Path file) {}

  private final ProbeCache cache;
  private final List<Path> folders;
  private final Map<String, String> environment;
  private ObjectNode known;

  /**
   * @param cache the file for what was found
   * @param folders to search, the first first
   * @param environment added to that of children
   */
  ClapCatalogue(Path cache, List<Path> folders, Map<String, String> environment) {
    this.cache = new ProbeCache(cache, "read again", "what plugins there are");
    this.folders = List.copyOf(folders);
    this.environment = environment;
  }

  /** Where CLAP's specification says that plugins lie on Linux, $CLAP_PATH first. */
  static List<Path> installedFolders() {
    List<Path> folders = new ArrayList<>();
    String own = System.getenv("CLAP_PATH");
    Stream.of(own == null ? new String[0] : own.split(File.pathSeparator))
        .filter(part -> !part.isBlank())
        .forEach(part -> folders.add(Path.of(part)));
    folders.add(Path.of(System.getProperty("user.home"), ".clap"));
    folders.add(Path.of("/usr/lib/clap"));
    return folders;
  }

  /** All files, those of equal folders by name. */
  List<Path> files() {
    Set<Path> files = new LinkedHashSet<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> found = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
          found
              .filter(f -> f.getFileName().toString().endsWith(".clap") && Files.isRegularFile(f))
              .map(f -> f.toAbsolutePath().normalize())
              .sorted()
              .forEach(files::add);
        } catch (IOException | UncheckedIOException e) {
          LOG.log(System.Logger.Level.WARNING, "cannot search " + folder + " for plugins", e);
        }
      }
    }
    return List.copyOf(files);
  }

  static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0; // it will be told when it is loaded
    }
  }

  /** Asks the files that are new or have changed. */
  synchronized void update() {
    List<String> fresh =
        files().stream().filter(f -> entry(f) == null).map(Path::toString).toList();
    if (fresh.isEmpty()) {
      return;
    }
    new ProbeRun(ClapListMain.class.getName(), List.of(), LIMIT_SECONDS, environment)
        .run(fresh, part -> {})
        .forEach(
            (path, result) ->
                known
                    .putObject(path)
                    .put("modified", modified(Path.of(path)))
                    .put("reason", result.reason())
                    .put("plugins", result.found()));
    cache.keep(known);
  }

  private JsonNode entry(Path file) {
    if (known == null) {
      known = cache.read();
    }
    JsonNode entry = known.path(file.toString());
    return entry.path("modified").asLong(-1) == modified(file) ? entry : null;
  }

  /** The plugins of the files that were asked, by id; of two with one id the first found. */
  synchronized Map<String, Entry> plugins() {
    Map<String, Entry> all = new LinkedHashMap<>();
    for (Path file : files()) {
      JsonNode entry = entry(file);
      String found = entry == null ? "" : entry.path("plugins").asText();
      if (!found.isEmpty()) {
        try {
          for (ClapType type : JSON.readValue(found, ClapType[].class)) {
            all.putIfAbsent(type.id(), new Entry(type, file));
          }
        } catch (JsonProcessingException e) { // of another version of this program
          known.remove(file.toString());
        }
      }
    }
    return all;
  }

  /** The files that could not be asked, with what is wrong. */
  synchronized Map<Path, String> broken() {
    Map<Path, String> broken = new LinkedHashMap<>();
    for (Path file : files()) {
      JsonNode entry = entry(file);
      if (entry != null && !entry.path("reason").asText().isEmpty()) {
        broken.put(file, entry.path("reason").asText());
      }
    }
    return broken;
  }

  /** Reads again what another process may have found. */
  synchronized void refresh() {
    known = cache.read();
  }
}
