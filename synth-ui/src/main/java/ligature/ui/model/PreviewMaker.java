package ligature.ui.model;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import ligature.engine.Clip;
import ligature.preset.Patch;
import ligature.units.KeyPitch;

/** Renders previews of presets. Threads: one, which may wait. */
public interface PreviewMaker {

  /** Makes the next preview begin sooner. */
  void prepare();

  /**
   * Renders one, and returns when it is whole.
   *
   * @param pitches the tuning that the preset would have
   * @param playable given it as soon as it can be heard
   * @param wanted asked again and again whether to go on
   * @throws CancellationException if it is no longer wanted
   * @throws ligature.files.InputException if it cannot be rendered
   */
  void make(Patch patch, KeyPitch pitches, Consumer<Clip> playable, BooleanSupplier wanted);

  /** No more are wanted. */
  void close();
}
