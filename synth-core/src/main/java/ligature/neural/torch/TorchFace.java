package ligature.neural.torch;

import java.util.List;
import ligature.plugin.PluginParameter;

/**
 * What is known of a model in a slot before it is loaded.
 *
 * @param parameters in its order
 * @param initialWet how much of it a new slot mixes in, [0, 1]
 * @param isSource whether it sounds by itself, from the keys
 */
record TorchFace(List<PluginParameter> parameters, float initialWet, boolean isSource) {

  TorchFace {
    parameters = List.copyOf(parameters);
  }

  static TorchFace of(TorchEffect effect, float initialWet) {
    return new TorchFace(effect.parameters(), initialWet, effect.isSource());
  }
}
