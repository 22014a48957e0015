package ligature.plugin.lv2;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginDescription.Status;
import ligature.plugin.PluginProvider;
import ligature.plugin.sandbox.ProbeResults;
import ligature.plugin.sandbox.ProbeRun;
import ligature.plugin.sandbox.Sandbox;

/**
 * The LV2 plugins that lilv finds, by their URIs. A plugin that was never probed is probed when it
 * is opened for the first time, which takes a second; one that failed is not opened.
 */
public final class Lv2Provider implements PluginProvider {

  private final ProbeResults results;

  /** Results lie in the user's cache folder. */
  public Lv2Provider() {
    this(Folders.cache().resolve("lv2-probes.json"));
  }

  Lv2Provider(Path resultsFile) {
    results = new ProbeResults(resultsFile);
  }

  @Override
  public String format() {
    return "lv2";
  }

  @Override
  public String unavailable() {
    return Lilv.isLoaded() ? "" : Lilv.missing();
  }

  @Override
  public List<PluginDescription> plugins() {
    if (!Lilv.isLoaded()) {
      return List.of();
    }
    Lv2World world = Lv2World.get();
    return world.uris().stream().map(uri -> description(world.type(uri))).toList();
  }

  private PluginDescription description(Lv2Type type) {
    String reason = type.refusal().isEmpty() ? reason(type) : type.refusal();
    Status status =
        reason == null ? Status.UNPROBED : reason.isEmpty() ? Status.OK : Status.BLOCKED;
    return new PluginDescription(
        format() + ":" + type.uri(),
        type.name(),
        format(),
        type.kind(),
        status,
        reason == null ? "" : reason);
  }

  @Override
  public void probe(boolean again, DoubleConsumer progress) {
    if (!Lilv.isLoaded()) {
      return;
    }
    Lv2World world = Lv2World.get();
    Map<String, Lv2Type> wanted = new LinkedHashMap<>();
    for (String uri : world.uris()) {
      Lv2Type type = world.type(uri);
      if (type.refusal().isEmpty() && (again || reason(type) == null)) {
        wanted.put(uri, type);
      }
    }
    probe(wanted, progress);
  }

  private void probe(Map<String, Lv2Type> types, DoubleConsumer progress) {
    Map<ProbeResults.Subject, String> reasons = new LinkedHashMap<>();
    List<String> ids = types.keySet().stream().map(uri -> format() + ":" + uri).toList();
    new ProbeRun()
        .run(ids, progress)
        .forEach(
            (id, result) ->
                reasons.put(
                    subject(types.get(id.substring(id.indexOf(':') + 1))), result.reason()));
    results.add(reasons);
  }

  private String reason(Lv2Type type) {
    return results.reason(subject(type));
  }

  private static ProbeResults.Subject subject(Lv2Type type) {
    return new ProbeResults.Subject(
        type.uri(), type.libraryUri(), Lv2World.libraryTime(type.libraryUri()));
  }

  @Override
  public Plugin open(String uri) {
    Lv2World world = Lv2World.get();
    if (world.plugin(uri) == null) {
      throw new InputException("lv2:" + uri + ": there is no such plugin");
    }
    Lv2Type type = world.type(uri);
    if (type.refusal().isEmpty() && reason(type) == null) {
      probe(Map.of(uri, type), part -> {});
    }
    String reason = type.refusal().isEmpty() ? reason(type) : type.refusal();
    if (reason == null || !reason.isEmpty()) {
      throw new InputException(
          "lv2:"
              + uri
              + ": cannot be used: "
              + (reason == null ? "it could not be probed" : reason)
              + "; ligature plugins scan --again tries anew");
    }
    String id = format() + ":" + uri;
    return Sandbox.isolate(id, id, new Lv2Plugin(world, type));
  }

  @Override
  public Plugin openProbed(String uri) {
    Lv2World world = Lv2World.get();
    if (world.plugin(uri) == null) {
      throw new InputException("lv2:" + uri + ": there is no such plugin");
    }
    return new Lv2Plugin(world, world.type(uri));
  }

  @Override
  public void warmUp() {
    if (Lilv.isLoaded()) {
      Lv2World.get();
    }
  }
}
