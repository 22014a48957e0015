package ligature.neural.nam;

import java.util.Arrays;
import java.util.List;

/** Stacks of dilated convolutions; the head of each is where the next one's begins. */
final class WaveNet implements Network {

  private final LayerArray[] arrays;
  private final float scale;
  private final float[][] input = new float[1][];
  private final float[][] firstSum;
  private final int receptiveFrames;

  /**
   * @throws IllegalArgumentException if the weights are too few
   */
  WaveNet(List<LayerArray.Shape> shapes, Weights weights, int maxFrames) {
    arrays = new LayerArray[shapes.size()];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new LayerArray(shapes.get(i), weights, maxFrames);
    }
    scale = weights.next();
    firstSum = new float[shapes.get(0).channels()][maxFrames];
    receptiveFrames = shapes.stream().mapToInt(LayerArray.Shape::reach).reduce(1, Math::addExact);
  }

  @Override
  public void process(float[] in, float[] out, int frames) {
    input[0] = in;
    for (float[] row : firstSum) {
      Arrays.fill(row, 0, frames, 0);
    }
    float[][] rows = input;
    float[][] sum = firstSum;
    for (LayerArray array : arrays) {
      array.process(rows, input, sum, frames);
      rows = array.rows();
      sum = array.headRows();
    }
    for (int t = 0; t < frames; t++) {
      out[t] = scale * sum[0][t];
    }
  }

  @Override
  public int receptiveFrames() {
    return receptiveFrames;
  }

  @Override
  public void settle() {
    for (LayerArray array : arrays) {
      array.settle();
    }
  }

  @Override
  public void reset() {
    for (LayerArray array : arrays) {
      array.reset();
    }
  }

  @Override
  public void copyFrom(Network other) {
    for (int i = 0; i < arrays.length; i++) {
      arrays[i].copyFrom(((WaveNet) other).arrays[i]);
    }
  }
}
