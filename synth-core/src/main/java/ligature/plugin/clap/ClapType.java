package ligature.plugin.clap;

import java.util.List;
import ligature.plugin.PluginDescription.Kind;
import ligature.plugin.PluginParameter;

/**
 * What a child found out about a plugin by making it.
 *
 * @param refusal why it cannot be used, empty if it can
 */
record ClapType(
    String id,
    String name,
    Kind kind,
    boolean takesNotes,
    List<PluginParameter> parameters,
    String refusal) {

  /** Our own, of native-config/clap. */
  private static final String OURSELVES = "ligature.bridge";

  /** Makes the plugin and asks it. */
  static ClapType read(ClapLibrary library, ClapLibrary.Descriptor descriptor) {
    if (descriptor.id().equals(OURSELVES)) {
      return refused(descriptor, "is for DAWs: in here it would play itself");
    }
    try (ClapPlugin plugin = new ClapPlugin(library.file(), descriptor.id())) {
      return new ClapType(
          descriptor.id(),
          descriptor.name(),
          kind(descriptor.features(), plugin),
          plugin.takesNotes(),
          plugin.parameters(),
          "");
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage()).replace("clap:" + descriptor.id() + ": ", "");
      return refused(descriptor, message);
    }
  }

  private static ClapType refused(ClapLibrary.Descriptor descriptor, String reason) {
    return new ClapType(descriptor.id(), descriptor.name(), Kind.EFFECT, false, List.of(), reason);
  }

  private static Kind kind(List<String> features, ClapPlugin plugin) {
    if (plugin.outputs() == 0) {
      return Kind.CONTROL;
    } else if (features.contains("instrument")) {
      return Kind.INSTRUMENT;
    }
    return plugin.inputs() == 0 && plugin.takesNotes() ? Kind.INSTRUMENT : Kind.EFFECT;
  }
}
