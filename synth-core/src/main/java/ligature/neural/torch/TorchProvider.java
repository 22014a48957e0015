package ligature.neural.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import ligature.files.AtomicOutput;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.files.Sha256;
import ligature.neural.ModelFiles;
import ligature.neural.TrustedModels;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginProvider;
import ligature.plugin.sandbox.Sandbox;

/**
 * TorchScript models of one contract. They are programs: none is run before the user trusts it, and
 * then first in a child process that may crash. What is behind a # in an id names the method.
 */
abstract class TorchProvider implements PluginProvider {

  private static final System.Logger LOG = System.getLogger("ligature.plugin");

  private final String format;
  private final String extension;
  private final TorchInfo.Kind kind;
  private final ModelFiles files;
  private final Probes probes = new Probes(Folders.cache().resolve("neural-probes.json"));

  TorchProvider(String format, String extension, TorchInfo.Kind kind) {
    this.format = format;
    this.extension = extension;
    this.kind = kind;
    files = new ModelFiles(format, extension);
  }

  @Override
  public String format() {
    return format;
  }

  /** Files are not opened for that: whether one can be used is told when it is opened. */
  @Override
  public List<PluginDescription> plugins() {
    return files.inFolder().stream()
        .map(f -> files.description(f, PluginDescription.Status.UNPROBED, ""))
        .toList();
  }

  /** What is before the # behind the extension. */
  private String path(String uri) {
    int at = uri.toLowerCase(Locale.ROOT).indexOf(extension + "#");
    return at < 0 ? uri : uri.substring(0, at + extension.length());
  }

  private String method(String uri) {
    return uri.substring(Math.min(uri.length(), path(uri).length() + 1));
  }

  @Override
  public boolean isFile(String uri) {
    return files.fits(path(uri));
  }

  /** Tries those of the user's folder that may run. */
  @Override
  public void probe(boolean again, DoubleConsumer progress) {
    List<Path> all = files.inFolder();
    for (int i = 0; i < all.size(); i++) {
      try {
        TorchFile source = look(all.get(i));
        if (TrustedModels.installed().contains(source.sha256())) {
          probes.of(source, "", again);
        }
      } catch (InputException e) {
        LOG.log(System.Logger.Level.WARNING, e.getMessage());
      }
      progress.accept((i + 1.0) / all.size());
    }
  }

  /** Looks at a file without running it. */
  private TorchFile look(Path path) {
    TorchInfo info = TorchInfo.read(path);
    if (info.kind() != kind) {
      throw new InputException(
          path
              + ": follows no contract that is known here: "
              + (kind == TorchInfo.Kind.NN
                  ? "its module " + info.type() + " has no method with METHOD_params"
                  : "its module " + info.type() + " is no Neutone model"));
    }
    try {
      return new TorchFile(path, Sha256.of(path), info);
    } catch (IOException e) {
      throw AtomicOutput.asInput(path, e);
    }
  }

  @Override
  public Plugin open(String uri) {
    TorchFile source = look(files.file(path(uri)));
    String said = method(uri);
    boolean isSource = source.isSource(said);
    if (isSource) {
      NnCodec.of(source); // refused before anything is asked of the user
    }
    TrustedModels.installed().check(source.path(), source.sha256());
    String tried = source.tried(said);
    Probe probe = probes.of(source, tried, false);
    if (!probe.reason().isEmpty() && !tried.isEmpty()) {
      probe = probes.of(source, tried, true); // a recording that was missing may be there now
    }
    if (!probe.reason().isEmpty()) {
      throw new InputException(
          format
              + ":"
              + uri
              + ": cannot be used: "
              + probe.reason()
              + "; ligature model check "
              + source.path()
              + " tries it again");
    }
    String id = format + ":" + files.uri(source.path());
    String opened = isSource ? NnKeys.withVoices(said, probe.realTimeFactor()) : said;
    TorchFace face = new TorchFace(probe.parameters(), source.initialWet(said), isSource);
    return Sandbox.isolate(
        id + behind(opened),
        id + behind(tried),
        new TorchPlugin(state -> source.effect(opened, state), face, false));
  }

  private static String behind(String said) {
    return said.isEmpty() ? "" : "#" + said;
  }

  @Override
  public void warmUp() {
    TorchModule.warmUp();
  }

  @Override
  public boolean warmsUpPlugins() {
    return true;
  }

  @Override
  public Plugin openProbed(String uri) {
    TorchFile source = look(files.file(path(uri)));
    TrustedModels.installed().check(source.path(), source.sha256());
    String said = method(uri);
    if (source.isSource(said)) { // what it holds is only known when it is prepared
      TorchFace face = new TorchFace(KeyParameters.ALL, NnKeys.INITIAL_WET, true);
      return new TorchPlugin(state -> source.effect(said, state), face, true);
    }
    TorchEffect effect = source.effect(said, new byte[0]);
    return new TorchPlugin(state -> effect, TorchFace.of(effect, source.initialWet(said)), true);
  }

  /**
   * What a file is and, if it is trusted, how it runs here.
   *
   * @throws InputException if it is no such file
   */
  public Map<String, Object> check(Path path) {
    TorchFile source = look(path);
    TorchInfo info = source.info();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("file", path.toString());
    said.put("format", format);
    said.put("module", info.type());
    describe(info, said);
    said.put("sha256", source.sha256());
    boolean trusted = TrustedModels.installed().contains(source.sha256());
    said.put("trusted", trusted);
    if (!trusted) {
      said.put("status", "untrusted");
      said.put(
          "reason",
          "is a program (TorchScript) of unknown origin and was not run; if you trust whoever made it:"
              + " ligature model trust "
              + path);
      return said;
    }
    measured(probes.of(source, "", true), said);
    return said;
  }

  /** What can be said without running it. */
  abstract void describe(TorchInfo info, Map<String, Object> said);

  private static void measured(Probe probe, Map<String, Object> said) {
    boolean works = probe.reason().isEmpty();
    if (works) {
      said.put("parameters", probe.parameters().stream().map(p -> p.id()).toList());
      said.put("rateHz", probe.innerRateHz());
      said.put("chunkFrames", probe.chunkFrames());
      said.put("latencyFrames", probe.latencyFrames());
      said.put("loadMillis", Math.round(probe.loadMillis()));
      said.put("realTimeFactor", Math.round(probe.realTimeFactor() * 1e4) / 1e4);
      said.put("worstMillis", Math.round(probe.worstMillis() * 100) / 100.0);
    }
    boolean keepsUp = probe.realTimeFactor() < 1;
    said.put("status", !works ? "blocked" : keepsUp ? "ok" : "too slow to play");
    said.put(
        "reason",
        works && !keepsUp ? "takes longer than it sounds; renders wait for it" : probe.reason());
  }
}
