package ligature.ui.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import ligature.engine.Clip;
import ligature.latent.Timbre;
import ligature.live.Rig;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.render.PresetPreview;
import ligature.ui.model.PreviewMaker;
import ligature.units.KeyPitch;

/**
 * Renders previews with a decoder of its own beside the one that plays. It computes on the
 * processor: a GPU may be busy with what sounds. The last ones are kept.
 */
final class EarPreviews implements PreviewMaker {

  /** Three megabytes each. */
  private static final int KEPT = 8;

  /** The first hops of a decoder take many times as long as later ones. */
  private static final int WARM_UP_HOPS = 30;

  /** All that a preview depends on. */
  private record Content(Patch patch, KeyPitch pitches) {}

  private final Rig rig;
  private final Map<Content, Clip> kept =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Content, Clip> eldest) {
          return size() > KEPT;
        }
      };
  private Decoder decoder;

  EarPreviews(Rig rig) {
    this.rig = rig;
  }

  @Override
  public void prepare() {
    if (decoder == null) {
      decoder = rig.model().openDecoder(ComputeDevice.CPU);
      warmUp();
    }
  }

  private void warmUp() {
    int[] hops = {0};
    try {
      new PresetPreview(decoder)
          .render(anySound(), KeyPitch.EQUAL, clip -> {}, () -> ++hops[0] < WARM_UP_HOPS);
    } catch (CancellationException e) {
      // as meant
    }
  }

  private Patch anySound() {
    Timbre any = rig.model().bank().timbres().get(0);
    return Patch.of("any", List.of(any, any));
  }

  @Override
  public void make(Patch patch, KeyPitch pitches, Consumer<Clip> playable, BooleanSupplier wanted) {
    Content content = new Content(patch, pitches);
    Clip known = kept.get(content);
    if (known != null) {
      playable.accept(known.again());
      return;
    }
    prepare();
    kept.put(content, new PresetPreview(decoder).render(patch, pitches, playable, wanted));
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }
}
