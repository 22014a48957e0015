package ligature.cli;

import ligature.files.InputException;
import ligature.model.ComputeDevice;
import ligature.render.pack.PackEstimate;
import ligature.render.pack.PackPlan;

/**
 * How many threads make a pack.
 *
 * @param byMemory whether there would be more, had two GiB of memory room for them
 */
record PackThreads(int count, boolean byMemory) {

  private static final int MOST = 256;

  /**
   * What was asked for; otherwise one on a GPU, else one a core, as many as memory holds.
   *
   * @param jobs null if nothing was asked for
   * @throws InputException if it is out of range
   */
  static PackThreads of(Integer jobs, ComputeDevice where, PackPlan plan, int cores) {
    if (jobs != null) {
      if (jobs < 1 || jobs > MOST) {
        throw new InputException("--jobs " + jobs + ": wanted 1 to " + MOST);
      }
      return new PackThreads(jobs, false);
    }
    if (where.kind() == ComputeDevice.Kind.CUDA) {
      return new PackThreads(1, false);
    }
    int most = PackEstimate.mostThreads(plan);
    return new PackThreads(Math.min(most, cores), most < cores);
  }

  /** For the end of the line that tells what a pack takes; empty if there is nothing to say. */
  String inWords() {
    return byMemory
        ? ", on "
            + (count == 1 ? "one thread, as more" : count + " threads, as more")
            + " may take over 2 GiB of memory (--jobs N takes N)"
        : "";
  }
}
