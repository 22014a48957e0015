package ligature.ui.app;

import java.util.function.DoubleConsumer;
import ligature.live.Rig;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.modulation.MorphPath;
import ligature.preset.Patch;
import ligature.render.PerceivedSpeed;
import ligature.ui.model.PathTimer;

/**
 * Times paths with a decoder of its own beside the one that plays. It computes on the processor: a
 * GPU may be busy with what sounds.
 */
record EarTimer(Rig rig) implements PathTimer {

  @Override
  public MorphPath evened(Patch patch, MorphPath path, DoubleConsumer progress) {
    try (Decoder decoder = rig.model().openDecoder(ComputeDevice.CPU)) {
      return PerceivedSpeed.evened(decoder, patch, path, progress);
    }
  }
}
