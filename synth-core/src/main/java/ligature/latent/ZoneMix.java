package ligature.latent;

/**
 * Up to four zones of a timbre and how much of each; the weights sum to 1. Belongs to one voice.
 */
final class ZoneMix {

  final int[] zones = new int[4];
  final float[] weights = new float[4];
  int count;

  void clear() {
    count = 0;
  }

  void add(int zone, float weight) {
    zones[count] = zone;
    weights[count++] = weight;
  }
}
