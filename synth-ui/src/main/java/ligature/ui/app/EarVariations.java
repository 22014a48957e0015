package ligature.ui.app;

import java.util.function.Consumer;
import ligature.live.Rig;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.preset.Variations;
import ligature.render.AudibleVariations;
import ligature.ui.model.VariationMaker;

/**
 * Plays variations with a decoder of its own beside the one that plays. It computes on the
 * processor: a GPU may be busy with what sounds.
 */
record EarVariations(Rig rig) implements VariationMaker {

  @Override
  public void make(Variations variations, Patch parent, Patch other, Consumer<Patch> found) {
    try (Decoder decoder = rig.model().openDecoder(ComputeDevice.CPU)) {
      new AudibleVariations(decoder)
          .of(variations, parent, other, child -> found.accept(child.patch()));
    }
  }
}
