package ligature.voice;

/**
 * A pitch on its way to its key: a straight line in cents, from a frame on. Before that frame it
 * stays where it comes from, so that a step is a glide that takes no time. Threads: {@code
 * [model-thread]}.
 */
final class Glide {

  private double fromCents;
  private double beginFrame;
  private double lengthFrames;

  /** No glide. */
  void clear() {
    fromCents = 0;
  }

  /**
   * Begins.
   *
   * @param cents where it comes from, against where it goes
   * @param frame on the note's own clock
   */
  void begin(double cents, long frame, double frames) {
    fromCents = cents;
    beginFrame = frame;
    lengthFrames = frames;
  }

  /** How far it is off at a frame. */
  double centsAt(double frame) {
    double past = frame - beginFrame;
    if (past <= 0) {
      return fromCents;
    }
    return past >= lengthFrames ? 0 : fromCents * (1 - past / lengthFrames);
  }

  /**
   * How far it is off on average over some frames: the phase after them is then the one that a
   * pitch moved at every frame would have reached.
   */
  double meanCents(long frame, int frames) {
    if (fromCents == 0) {
      return 0;
    }
    double end = frame + (double) frames;
    double waits = Math.max(0, Math.min(beginFrame, end) - frame);
    double from = Math.max(frame, beginFrame);
    double to = Math.min(end, beginFrame + lengthFrames);
    double moves = to > from ? 0.5 * (centsAt(from) + centsAt(to)) * (to - from) : 0;
    return (fromCents * waits + moves) / frames;
  }
}
