package ligature.neural.torch;

import java.util.List;
import ligature.plugin.PluginParameter;

/**
 * What was found when a model was tried out in a child process.
 *
 * @param reason why it cannot be used, empty if it can
 * @param parameters in the order of the model
 * @param innerRateHz at which it runs where the instrument runs at 48 kHz
 * @param chunkFrames of each of its calls, at that rate
 * @param latencyFrames at 48 kHz
 * @param loadMillis from the file until it is warm
 * @param realTimeFactor time spent over audio made, both sides
 * @param worstMillis the longest call, once warm
 */
record Probe(
    String reason,
    List<PluginParameter> parameters,
    int innerRateHz,
    int chunkFrames,
    int latencyFrames,
    double loadMillis,
    double realTimeFactor,
    double worstMillis) {

  static Probe failed(String reason) {
    return new Probe(reason, List.of(), 0, 0, 0, 0, 0, 0);
  }
}
