package example;

import java.util.List;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginProvider;

/** Tells Ligature what is in this jar; META-INF/services names this class. */
public final class TremoloProvider implements PluginProvider {

  @Override
  public String format() {
    return "java";
  }

  @Override
  public List<PluginDescription> plugins() {
    return List.of(
        new PluginDescription(
            "java:tremolo",
            "Tremolo",
            format(),
            PluginDescription.Kind.EFFECT,
            PluginDescription.Status.OK,
            ""));
  }

  @Override
  public Plugin open(String uri) {
    return new Tremolo();
  }
}
