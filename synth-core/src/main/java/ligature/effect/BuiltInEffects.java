package ligature.effect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginProvider;

/** Offers this package's effects as plugins: {@code java:filter} and so on. */
public final class BuiltInEffects implements PluginProvider {

  private static final Map<String, Supplier<Plugin>> EFFECTS = new LinkedHashMap<>();

  static {
    EFFECTS.put("filter", Filter::new);
    EFFECTS.put("drive", Drive::new);
    EFFECTS.put("chorus", Chorus::new);
    EFFECTS.put("delay", Delay::new);
    EFFECTS.put("reverb", Reverb::new);
    EFFECTS.put("compressor", Compressor::new);
  }

  @Override
  public String format() {
    return "java";
  }

  @Override
  public List<PluginDescription> plugins() {
    return EFFECTS.keySet().stream()
        .map(
            name ->
                new PluginDescription(
                    format() + ":" + name,
                    Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    format(),
                    PluginDescription.Kind.EFFECT,
                    PluginDescription.Status.OK,
                    ""))
        .toList();
  }

  @Override
  public Plugin open(String uri) {
    Supplier<Plugin> effect = EFFECTS.get(uri);
    if (effect == null) {
      throw new InputException("java:" + uri + ": there is no such effect");
    }
    return effect.get();
  }
}
