package ligature.neural.nam;

/** An impulse response. */
final class LinearFilter implements Network {

  private final float[] response;
  private final float bias;
  private final History history;
  private final float[] delayed;
  private final float[][] input = new float[1][];

  /**
   * @param bias whether one follows the response
   * @throws IllegalArgumentException if the weights are too few
   */
  LinearFilter(int frames, boolean bias, Weights weights, int maxFrames) {
    response = weights.next(frames);
    this.bias = bias ? weights.next() : 0;
    history = new History(1, frames - 1, maxFrames);
    delayed = new float[maxFrames];
  }

  @Override
  public void process(float[] in, float[] out, int frames) {
    input[0] = in;
    history.append(input, frames);
    java.util.Arrays.fill(out, 0, frames, bias);
    for (int k = 0; k < response.length; k++) {
      history.copy(0, k, delayed, frames);
      add(delayed, response[k], out, frames);
    }
  }

  private static void add(float[] row, float factor, float[] out, int frames) {
    for (int t = 0; t < frames; t++) {
      out[t] += factor * row[t];
    }
  }

  @Override
  public int receptiveFrames() {
    return response.length;
  }

  @Override
  public void settle() {
    history.settle();
  }

  @Override
  public void reset() {
    history.reset();
  }

  @Override
  public void copyFrom(Network other) {
    history.copyFrom(((LinearFilter) other).history);
  }
}
