package ligature.engine;

import ligature.latent.Blend;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.preset.PadTimbres;
import ligature.voice.VoiceWatch;

/**
 * Where the pad is for a source beside the voices, which has one blend for all its notes: that of
 * the voices' latest note, wherever modulation, a path or an MPE finger took it; while none sounds,
 * that of the pad itself. What the source plays lies at the pad's corners, also where the timbres
 * lie at points of their own.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class SourcePad {

  private final ParameterValues values;
  private final Blend corners = new Blend();

  SourcePad(ParameterValues values) {
    this.values = values;
  }

  /** The weights of the corners in this hop, valid until the next. */
  Blend of(VoiceWatch voices, PadTimbres pad) {
    if (!voices.latestAtCorners(corners)) {
      setToPad(pad);
    }
    return corners;
  }

  /** With two corners there is no y. */
  private void setToPad(PadTimbres pad) {
    boolean weighed =
        values.value(Parameter.BLEND) != 0
            && corners.set(
                values.value(Parameter.WEIGHT_A),
                values.value(Parameter.WEIGHT_B),
                pad.size() > 2 ? values.value(Parameter.WEIGHT_C) : 0,
                pad.size() > 3 ? values.value(Parameter.WEIGHT_D) : 0);
    if (!weighed) {
      corners.set(
          values.value(Parameter.MORPH_X), pad.isLine() ? 0 : values.value(Parameter.MORPH_Y));
    } else if (pad.isFree()) {
      setToMean(pad);
    }
  }

  /** From the weights of points to where the points lie around. */
  private void setToMean(PadTimbres pad) {
    float x = 0;
    float y = 0;
    for (int i = 0; i < Math.min(pad.size(), Blend.CORNERS); i++) {
      x += corners.weight(i) * pad.place(i).x();
      y += corners.weight(i) * pad.place(i).y();
    }
    corners.set(x, y);
  }
}
