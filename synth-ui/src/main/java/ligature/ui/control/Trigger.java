package ligature.ui.control;

/** Finds where a wave begins, so that it stands still on a scope. */
final class Trigger {

  private Trigger() {}

  /**
   * The rising zero crossing before the highest peak of a stretch: of one period there is only one
   * such place, whatever the wave's shape.
   *
   * @return a place in [from, to), between two frames; {@code from} if the wave never rises through
   *     zero
   */
  static double find(float[] frames, int from, int to) {
    int peak = from;
    for (int i = from; i < to; i++) {
      if (frames[i] > frames[peak]) {
        peak = i;
      }
    }
    for (int i = peak; i > from; i--) {
      if (frames[i - 1] < 0 && frames[i] >= 0) {
        return i - frames[i] / (double) (frames[i] - frames[i - 1]);
      }
    }
    // the highest peak began before the stretch: the next crossing will do
    for (int i = peak + 1; i < to; i++) {
      if (frames[i - 1] < 0 && frames[i] >= 0) {
        return i - frames[i] / (double) (frames[i] - frames[i - 1]);
      }
    }
    return from;
  }
}
