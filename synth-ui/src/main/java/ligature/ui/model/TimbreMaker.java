package ligature.ui.model;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.latent.Timbre;

/** Makes timbres of recordings. Threads: one, for as long as it takes; not {@code [ui-thread]}. */
public interface TimbreMaker {

  /** What of these files and folders is one timbre each. */
  List<List<Path>> byTimbre(List<Path> files);

  /** The name of a timbre of these files, for people. */
  String title(List<Path> files);

  /**
   * Makes a timbre and keeps it.
   *
   * @param taken names that it must not have
   * @param tell told in a line what was left out or looks wrong
   * @param progress told the done part, 0 to 1; what it throws ends the work and nothing is kept
   * @throws ligature.files.InputException if the recordings cannot be read or the timbre not be
   *     kept
   */
  Timbre make(List<Path> files, List<String> taken, Consumer<String> tell, DoubleConsumer progress);
}
