package ligature.neural.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The way of one note through the latent space: the recordings, side by side from their onsets on,
 * blended by the pad.
 *
 * <p>Threads: one at a time; only the constructor allocates.
 */
final class KeyTrajectory {

  private static final float SILENT_WEIGHT = 1e-3f;

  private final List<LatentTrack> tracks;
  private final float[] weights;
  private final float[] point;
  private double position;

  /**
   * @param tracks two or four
   * @param size the numbers of a step
   */
  KeyTrajectory(List<LatentTrack> tracks, int size) {
    this.tracks = tracks;
    weights = new float[tracks.size()];
    point = new float[size];
  }

  /** Goes to the onset, with the blend of the pad. */
  void begin(float[] pad) {
    position = 0;
    aim(pad, 1);
  }

  /**
   * Goes a share of the way to the pad's blend. With two recordings its upper corners count as
   * those below them.
   *
   * @param pad the weights of the four corners, which sum to 1
   */
  void aim(float[] pad, float share) {
    for (int t = 0; t < weights.length; t++) {
      float target = weights.length == 2 ? pad[t] + pad[t + 2] : pad[t];
      weights[t] += share * (target - weights[t]);
    }
  }

  void advance(double steps) {
    position += steps;
  }

  /**
   * Writes where it is.
   *
   * @param loops whether the steady part goes on for ever
   * @param to [dimension * steps + step]
   */
  void write(boolean loops, FloatBuffer to, int step, int steps) {
    Arrays.fill(point, 0);
    for (int t = 0; t < weights.length; t++) {
      if (weights[t] != 0) {
        tracks.get(t).add(position, loops, weights[t], point);
      }
    }
    for (int d = 0; d < point.length; d++) {
      to.put(d * steps + step, point[d]);
    }
  }

  /** The pitch of the recordings as a MIDI key, blended as they are. */
  float key() {
    float sum = 0;
    for (int t = 0; t < weights.length; t++) {
      sum += weights[t] * tracks.get(t).key();
    }
    return sum;
  }

  /** What brings the blend to the level of all timbres. */
  float gain() {
    float db = 0;
    for (int t = 0; t < weights.length; t++) {
      db += weights[t] * tracks.get(t).gainDb();
    }
    return (float) Math.pow(10, db / 20);
  }

  /** Whether all recordings that are heard are over, where they do not loop. */
  boolean isOver() {
    for (int t = 0; t < weights.length; t++) {
      if (weights[t] > SILENT_WEIGHT && position <= tracks.get(t).steps()) {
        return false;
      }
    }
    return true;
  }
}
