package ligature.ui.model;

import java.util.function.DoubleConsumer;
import ligature.modulation.MorphPath;
import ligature.preset.Patch;

/** Gives a path times at which the sound changes evenly to the ear. */
@FunctionalInterface
public interface PathTimer {

  /**
   * The same path, as long as it was, at even speed. It takes a second or two. [a thread that may
   * wait]
   *
   * @param patch whose corners are blended along it
   * @param progress told the part that is done, 0 to 1; what it throws ends the work
   * @throws ligature.files.InputException in one line if it cannot be
   */
  MorphPath evened(Patch patch, MorphPath path, DoubleConsumer progress);
}
