package ligature.engine;

import ligature.latent.Blend;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.voice.VoiceWatch;

/**
 * Where the pad is for a source beside the voices, which has one blend for all its notes: that of
 * the voices' latest note, wherever modulation, a path or an MPE finger took it; while none sounds,
 * that of the pad itself.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class SourcePad {

  private final ParameterValues values;
  private final Blend own = new Blend();

  SourcePad(ParameterValues values) {
    this.values = values;
  }

  /**
   * The blend of this hop, valid until the next.
   *
   * @param corners of the pad: with two there is no y
   */
  Blend of(VoiceWatch voices, int corners) {
    Blend latest = voices.latestBlend();
    if (latest != null) {
      return latest;
    }
    boolean all = corners == Blend.CORNERS;
    boolean weighed =
        values.value(Parameter.BLEND) != 0
            && own.set(
                values.value(Parameter.WEIGHT_A),
                values.value(Parameter.WEIGHT_B),
                all ? values.value(Parameter.WEIGHT_C) : 0,
                all ? values.value(Parameter.WEIGHT_D) : 0);
    if (!weighed) {
      own.set(values.value(Parameter.MORPH_X), all ? values.value(Parameter.MORPH_Y) : 0);
    }
    return own;
  }
}
