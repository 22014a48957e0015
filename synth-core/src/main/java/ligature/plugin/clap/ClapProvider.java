package ligature.plugin.clap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginDescription.Kind;
import ligature.plugin.PluginDescription.Status;
import ligature.plugin.PluginProvider;
import ligature.plugin.sandbox.ProbeResults;
import ligature.plugin.sandbox.ProbeRun;
import ligature.plugin.sandbox.Sandbox;

/**
 * The CLAP plugins in $CLAP_PATH, ~/.clap and /usr/lib/clap, by their ids. What a new file holds is
 * asked in a child process when the plugins are listed; a plugin that was never probed is probed
 * when it is opened for the first time.
 */
public final class ClapProvider implements PluginProvider {

  private static final String FORMAT = "clap";

  private final ClapCatalogue catalogue;
  private final ProbeResults results;

  /** What was found lies in the user's cache folder. */
  public ClapProvider() {
    this(
        new ClapCatalogue(
            Folders.cache().resolve("clap-plugins.json"),
            ClapCatalogue.installedFolders(),
            Map.of()),
        new ProbeResults(Folders.cache().resolve("clap-probes.json")));
  }

  ClapProvider(ClapCatalogue catalogue, ProbeResults results) {
    this.catalogue = catalogue;
    this.results = results;
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public List<PluginDescription> plugins() {
    catalogue.update();
    List<PluginDescription> all = new ArrayList<>();
    catalogue.plugins().values().forEach(entry -> all.add(description(entry)));
    catalogue
        .broken()
        .forEach(
            (file, reason) ->
                all.add(
                    new PluginDescription(
                        FORMAT + ":" + file.getFileName(),
                        file.getFileName().toString(),
                        FORMAT,
                        Kind.EFFECT,
                        Status.BLOCKED,
                        reason)));
    return all;
  }

  private PluginDescription description(ClapCatalogue.Entry entry) {
    String reason = reason(entry);
    Status status =
        reason == null ? Status.UNPROBED : reason.isEmpty() ? Status.OK : Status.BLOCKED;
    return new PluginDescription(
        FORMAT + ":" + entry.type().id(),
        entry.type().name(),
        FORMAT,
        entry.type().kind(),
        status,
        reason == null ? "" : reason);
  }

  /** What is wrong: empty if nothing is, null if it must be probed. */
  private String reason(ClapCatalogue.Entry entry) {
    return entry.type().refusal().isEmpty()
        ? results.reason(subject(entry))
        : entry.type().refusal();
  }

  private static ProbeResults.Subject subject(ClapCatalogue.Entry entry) {
    return new ProbeResults.Subject(
        entry.type().id(), entry.file().toString(), ClapCatalogue.modified(entry.file()));
  }

  @Override
  public void probe(boolean again, DoubleConsumer progress) {
    catalogue.update();
    Map<String, ClapCatalogue.Entry> wanted = new LinkedHashMap<>();
    catalogue
        .plugins()
        .forEach(
            (id, entry) -> {
              if (entry.type().refusal().isEmpty() && (again || reason(entry) == null)) {
                wanted.put(id, entry);
              }
            });
    probe(wanted, progress);
  }

  private void probe(Map<String, ClapCatalogue.Entry> wanted, DoubleConsumer progress) {
    if (wanted.isEmpty()) {
      return;
    }
    Map<ProbeResults.Subject, String> reasons = new LinkedHashMap<>();
    new ProbeRun()
        .run(wanted.keySet().stream().map(id -> FORMAT + ":" + id).toList(), progress)
        .forEach(
            (id, result) ->
                reasons.put(
                    subject(wanted.get(id.substring(FORMAT.length() + 1))), result.reason()));
    results.add(reasons);
  }

  @Override
  public Plugin open(String uri) {
    ClapCatalogue.Entry entry = catalogue.plugins().get(uri);
    if (entry == null) {
      String broken =
          catalogue.broken().entrySet().stream()
              .filter(e -> e.getKey().getFileName().toString().equals(uri))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("there is no such plugin");
      throw new InputException(FORMAT + ":" + uri + ": " + broken);
    }
    if (reason(entry) == null) {
      probe(Map.of(uri, entry), part -> {});
    }
    String reason = reason(entry);
    if (reason == null || !reason.isEmpty()) {
      throw new InputException(
          FORMAT
              + ":"
              + uri
              + ": cannot be used: "
              + (reason == null ? "it could not be probed" : reason)
              + "; ligature plugins scan --again tries anew");
    }
    return Sandbox.isolate(
        FORMAT + ":" + uri, new ClapFace(entry.type()), () -> new ClapPlugin(entry.file(), uri));
  }

  @Override
  public Plugin openProbed(String uri) {
    return new ClapPlugin(file(uri), uri);
  }

  /** Where a plugin lies: as the parent has found it, or else by loading what there is. */
  private Path file(String uri) {
    ClapCatalogue.Entry entry = catalogue.plugins().get(uri);
    if (entry == null) {
      catalogue.refresh();
      entry = catalogue.plugins().get(uri);
    }
    if (entry != null) {
      return entry.file();
    }
    for (Path file : catalogue.files()) {
      try {
        boolean holds =
            ClapMain.call(
                () -> ClapLibrary.of(file).plugins().stream().anyMatch(d -> d.id().equals(uri)));
        if (holds) {
          return file;
        }
      } catch (InputException e) {
        // not this one
      }
    }
    throw new InputException(FORMAT + ":" + uri + ": there is no such plugin");
  }

  @Override
  public void warmUp() {
    catalogue.plugins();
  }
}
