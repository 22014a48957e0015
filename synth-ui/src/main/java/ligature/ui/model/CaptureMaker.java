package ligature.ui.model;

import java.util.List;
import java.util.function.Consumer;
import ligature.latent.Timbre;

/** Makes timbres of what was just heard. Threads: one, not {@code [ui-thread]}. */
public interface CaptureMaker {

  /** Opens what takes its time: something is about to be made. */
  void prepare();

  /**
   * Makes a timbre and keeps it.
   *
   * @param audio mono
   * @param taken names that it must not have
   * @param tell told in a line what was left out or looks wrong
   * @throws ligature.files.InputException if nothing can be made of it
   */
  Timbre make(float[] audio, int rateHz, List<String> taken, Consumer<String> tell);
}
