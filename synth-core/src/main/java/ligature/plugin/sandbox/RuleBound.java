package ligature.plugin.sandbox;

/** A plugin whose format has rules that it can be seen to break. */
public interface RuleBound {

  /** Which rule it broke first, in a line; empty if none. [any thread] */
  String complaint();
}
