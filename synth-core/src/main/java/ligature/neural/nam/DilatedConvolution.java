package ligature.neural.nam;

/** A causal convolution with gaps: frame t sees the frames t, t - gap, t - 2 gap and so on. */
final class DilatedConvolution {

  private final int ins;
  private final int kernel;
  private final int gap;
  private final Mixer mixer;
  private final History history;
  private final float[][] taps;

  /**
   * @param weights takes them in PyTorch's order: out, in, the oldest tap first; then the bias
   */
  DilatedConvolution(
      int ins, int outs, int kernel, int gap, boolean bias, Weights weights, int maxFrames) {
    this.ins = ins;
    this.kernel = kernel;
    this.gap = gap;
    mixer =
        new Mixer(
            ins * kernel,
            outs,
            weights.next((long) outs * ins * kernel),
            bias ? weights.next(outs) : null);
    history = new History(ins, reach(kernel, gap), maxFrames);
    taps = new float[ins * kernel][maxFrames];
  }

  /** How far it looks back. */
  static int reach(int kernel, int gap) {
    return Math.multiplyExact(kernel - 1, gap);
  }

  void process(float[][] in, float[][] out, int frames) {
    history.append(in, frames);
    for (int c = 0; c < ins; c++) {
      for (int k = 0; k < kernel; k++) {
        history.copy(c, gap * (kernel - 1 - k), taps[c * kernel + k], frames);
      }
    }
    mixer.set(taps, out, frames);
  }

  void settle() {
    history.settle();
  }

  void reset() {
    history.reset();
  }

  void copyFrom(DilatedConvolution other) {
    history.copyFrom(other.history);
  }
}
