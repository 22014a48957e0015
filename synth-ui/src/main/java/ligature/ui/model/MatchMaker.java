package ligature.ui.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.latent.Timbre;

/** Finds what comes closest to a recording. Threads: one, not {@code [ui-thread]}. */
public interface MatchMaker {

  /**
   * What was found.
   *
   * @param weights of up to four timbres, the largest first; they sum to 1
   * @param corners two or four timbres for the pad
   * @param x where on the pad, 0 to 1, and {@code y}
   * @param distanceDb from the recording
   * @param nearest single timbres, the nearest first
   */
  record Match(
      Map<Timbre, Double> weights,
      List<Timbre> corners,
      float x,
      float y,
      double distanceDb,
      List<Timbre> nearest) {}

  /**
   * Listens to a recording.
   *
   * @param timbres those to choose from
   * @param tell told in a line what was left out or looks wrong
   * @param progress told the done part, 0 to 1; what it throws ends the work
   * @throws ligature.files.InputException if it cannot be read
   */
  Match match(Path recording, List<Timbre> timbres, Consumer<String> tell, DoubleConsumer progress);
}
