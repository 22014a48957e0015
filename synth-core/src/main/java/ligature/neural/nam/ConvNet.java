package ligature.neural.nam;

import java.util.List;

/** Dilated convolutions of two taps, one after the other. */
final class ConvNet implements Network {

  private static final int KERNEL = 2;

  private final DilatedConvolution[] convolutions;
  private final Mixer[] norms;
  private final Activation activation;
  private final Mixer head;
  private final float[][] input = new float[1][];
  private final float[][] output = new float[1][];
  private final float[][] even;
  private final float[][] odd;
  private final int receptiveFrames;

  /**
   * @param batchNorm whether every convolution is followed by a normalization instead of a bias
   * @throws IllegalArgumentException if the weights are too few
   */
  ConvNet(
      int channels,
      List<Integer> dilations,
      boolean batchNorm,
      Activation activation,
      Weights weights,
      int maxFrames) {
    this.activation = activation;
    convolutions = new DilatedConvolution[dilations.size()];
    norms = new Mixer[dilations.size()];
    for (int i = 0; i < convolutions.length; i++) {
      int ins = i == 0 ? 1 : channels;
      convolutions[i] =
          new DilatedConvolution(
              ins, channels, KERNEL, dilations.get(i), !batchNorm, weights, maxFrames);
      norms[i] = batchNorm ? norm(channels, weights) : null;
    }
    head = new Mixer(channels, 1, weights.next(channels), weights.next(1));
    even = new float[channels][maxFrames];
    odd = new float[channels][maxFrames];
    receptiveFrames = dilations.stream().mapToInt(Integer::intValue).reduce(1, Math::addExact);
  }

  /** Batch normalization as it is after training: a factor and an offset for every channel. */
  private static Mixer norm(int channels, Weights weights) {
    float[] mean = weights.next(channels);
    float[] variance = weights.next(channels);
    float[] weight = weights.next(channels);
    float[] bias = weights.next(channels);
    float epsilon = weights.next();
    float[] matrix = new float[channels * channels];
    for (int c = 0; c < channels; c++) {
      float factor = (float) (weight[c] / Math.sqrt((double) variance[c] + epsilon));
      matrix[c * channels + c] = factor;
      bias[c] -= factor * mean[c];
    }
    return new Mixer(channels, channels, matrix, bias);
  }

  @Override
  public void process(float[] in, float[] out, int frames) {
    input[0] = in;
    output[0] = out;
    float[][] rows = input;
    for (int i = 0; i < convolutions.length; i++) {
      float[][] next = rows == even ? odd : even;
      convolutions[i].process(rows, next, frames);
      rows = next;
      if (norms[i] != null) {
        next = rows == even ? odd : even;
        norms[i].set(rows, next, frames);
        rows = next;
      }
      for (float[] row : rows) {
        activation.apply(row, frames);
      }
    }
    head.set(rows, output, frames);
  }

  @Override
  public int receptiveFrames() {
    return receptiveFrames;
  }

  @Override
  public void settle() {
    for (DilatedConvolution convolution : convolutions) {
      convolution.settle();
    }
  }

  @Override
  public void reset() {
    for (DilatedConvolution convolution : convolutions) {
      convolution.reset();
    }
  }

  @Override
  public void copyFrom(Network other) {
    for (int i = 0; i < convolutions.length; i++) {
      convolutions[i].copyFrom(((ConvNet) other).convolutions[i]);
    }
  }
}
