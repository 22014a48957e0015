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
import ligature.plugin.sandbox.Sandbox;

/**
 * The LV2 plugins that lilv finds, by their URIs. A plugin that was never probed is probed when it
 * is opened for the first time, which takes a second; one that failed is not opened.
 */
public final class Lv2Provider implements PluginProvider {

  /** Of 128 frames: 2.7 s. */
  static final int PROBE_BLOCKS = 1000;

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
    String reason = type.refusal().isEmpty() ? results.reason(type) : type.refusal();
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
      if (type.refusal().isEmpty() && (again || results.reason(type) == null)) {
        wanted.put(uri, type);
      }
    }
    probe(wanted, progress);
  }

  private void probe(Map<String, Lv2Type> types, DoubleConsumer progress) {
    Map<Lv2Type, String> reasons = new LinkedHashMap<>();
    new ProbeRun(PROBE_BLOCKS)
        .run(List.copyOf(types.keySet()), progress)
        .forEach((uri, reason) -> reasons.put(types.get(uri), reason));
    results.add(reasons);
  }

  @Override
  public Plugin open(String uri) {
    Lv2World world = Lv2World.get();
    if (world.plugin(uri) == null) {
      throw new InputException("lv2:" + uri + ": there is no such plugin");
    }
    Lv2Type type = world.type(uri);
    if (type.refusal().isEmpty() && results.reason(type) == null) {
      probe(Map.of(uri, type), part -> {});
    }
    String reason = type.refusal().isEmpty() ? results.reason(type) : type.refusal();
    if (reason == null || !reason.isEmpty()) {
      throw new InputException(
          "lv2:"
              + uri
              + ": cannot be used: "
              + (reason == null ? "it could not be probed" : reason)
              + "; ligature plugins scan --again tries anew");
    }
    return Sandbox.isolate(format() + ":" + uri, new Lv2Plugin(world, type));
  }

  @Override
  public Plugin openProbed(String uri) {
    Lv2World world = Lv2World.get();
    if (world.plugin(uri) == null) {
      throw new InputException("lv2:" + uri + ": there is no such plugin");
    }
    return new Lv2Plugin(world, world.type(uri));
  }
}
