package ligature.ui.model;

import java.util.function.Consumer;
import ligature.preset.Patch;
import ligature.preset.Variations;

/** Plays variations of a sound and chooses those that can be told from it. */
@FunctionalInterface
public interface VariationMaker {

  /**
   * Makes the nine children, each as loud as its parent. It takes some seconds. [a thread that may
   * wait]
   *
   * @param other the second parent, null for none
   * @param found told each child as soon as it is there, in their order; what it throws ends the
   *     work
   */
  void make(Variations variations, Patch parent, Patch other, Consumer<Patch> found);
}
