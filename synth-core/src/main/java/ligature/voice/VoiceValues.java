package ligature.voice;

import ligature.parameter.Parameter;

/**
 * The parameters as one voice has them. It is the only way in which a voice reads parameters, so
 * that what moves one voice alone can be laid over the instrument's values here.
 *
 * <p>Threads: {@code [model-thread]}, no allocation.
 */
@FunctionalInterface
public interface VoiceValues {

  /** The value in the coming hop, in the parameter's range. */
  float value(Parameter parameter);
}
