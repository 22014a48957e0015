package ligature.parameter;

/**
 * What a route or a message can turn, by its name: a parameter of the instrument, or of an insert.
 */
public sealed interface Turnable permits Parameter, InsertParameter {

  /** The name in presets and messages. */
  String id();
}
