package ligature.neural.nam;

import java.util.List;

/**
 * A stack of dilated convolutions of a {@link WaveNet}, each with a residual and a skip connection.
 *
 * <p>Formula: van den Oord and others, WaveNet: A Generative Model for Raw Audio (2016), with the
 * input itself as the condition.
 */
final class LayerArray {

  /**
   * What a file says of one.
   *
   * @param ins rows that come in
   * @param headSize rows that the head passes on
   * @param dilations of the layers
   * @param gated whether half of each convolution's rows open and close the other half
   * @param headBias whether the head's matrix has a bias
   */
  record Shape(
      int ins,
      int channels,
      int headSize,
      int kernel,
      List<Integer> dilations,
      Activation activation,
      boolean gated,
      boolean headBias) {

    int reach() {
      return dilations.stream()
          .mapToInt(d -> DilatedConvolution.reach(kernel, d))
          .reduce(0, Math::addExact);
    }

    /** The floats that its layers' memories take. */
    long floats(int maxFrames) {
      return dilations.stream()
          .mapToLong(d -> History.floats(channels, DilatedConvolution.reach(kernel, d), maxFrames))
          .sum();
    }
  }

  /** One layer's matrices. */
  private record Layer(DilatedConvolution convolution, Mixer mixin, Mixer residual) {}

  private final Shape shape;
  private final Mixer rechannel;
  private final Layer[] layers;
  private final Mixer head;
  private final float[][] rows;
  private final float[][] z;
  private final float[][] headRows;

  LayerArray(Shape shape, Weights weights, int maxFrames) {
    this.shape = shape;
    int channels = shape.channels();
    int inner = shape.gated() ? 2 * channels : channels;
    rechannel = new Mixer(shape.ins(), channels, weights.next((long) shape.ins() * channels), null);
    layers = new Layer[shape.dilations().size()];
    for (int i = 0; i < layers.length; i++) {
      layers[i] =
          new Layer(
              new DilatedConvolution(
                  channels,
                  inner,
                  shape.kernel(),
                  shape.dilations().get(i),
                  true,
                  weights,
                  maxFrames),
              new Mixer(1, inner, weights.next(inner), null),
              new Mixer(
                  channels,
                  channels,
                  weights.next((long) channels * channels),
                  weights.next(channels)));
    }
    head =
        new Mixer(
            channels,
            shape.headSize(),
            weights.next((long) channels * shape.headSize()),
            shape.headBias() ? weights.next(shape.headSize()) : null);
    rows = new float[channels][maxFrames];
    z = new float[inner][maxFrames];
    headRows = new float[shape.headSize()][maxFrames];
  }

  /**
   * The next frames; the results are in {@link #rows} and {@link #headRows}.
   *
   * @param condition one row, the network's input
   * @param sum rows, one a channel, to which every layer adds what it gives to the head
   */
  void process(float[][] in, float[][] condition, float[][] sum, int frames) {
    rechannel.set(in, rows, frames);
    for (Layer layer : layers) {
      layer.convolution.process(rows, z, frames);
      layer.mixin.add(condition, z, frames);
      activate(frames);
      for (int c = 0; c < shape.channels(); c++) {
        add(z[c], sum[c], frames);
      }
      layer.residual.add(z, rows, frames);
    }
    head.set(sum, headRows, frames);
  }

  private void activate(int frames) {
    int channels = shape.channels();
    for (int c = 0; c < channels; c++) {
      shape.activation().apply(z[c], frames);
      if (shape.gated()) {
        Activation.SIGMOID.apply(z[channels + c], frames);
        multiply(z[channels + c], z[c], frames);
      }
    }
  }

  private static void add(float[] row, float[] to, int frames) {
    for (int t = 0; t < frames; t++) {
      to[t] += row[t];
    }
  }

  private static void multiply(float[] row, float[] to, int frames) {
    for (int t = 0; t < frames; t++) {
      to[t] *= row[t];
    }
  }

  float[][] rows() {
    return rows;
  }

  float[][] headRows() {
    return headRows;
  }

  void settle() {
    for (Layer layer : layers) {
      layer.convolution.settle();
    }
  }

  void reset() {
    for (Layer layer : layers) {
      layer.convolution.reset();
    }
  }

  void copyFrom(LayerArray other) {
    for (int i = 0; i < layers.length; i++) {
      layers[i].convolution.copyFrom(other.layers[i].convolution);
    }
  }
}
