package ligature.parameter;

/** What a MIDI controller can be learned for: a parameter of the instrument, or of a plugin. */
public sealed interface Learnable permits Parameter, PluginTarget {

  /** A name that no other has. */
  String id();
}
