package ligature.latent;

/**
 * Some zones of a timbre and how much of each; the weights sum to 1; and the gain of the key that
 * is played. Belongs to one voice; no allocation after the constructor.
 */
final class ZoneMix {

  /** Room for zones that are being left while others are reached. */
  private static final int CAPACITY = 64;

  /** Less of a zone than this is not heard. */
  private static final float NOTHING = 1e-4f;

  final int[] zones = new int[CAPACITY];
  final float[] weights = new float[CAPACITY];
  int count;
  float keyGainDb;

  void clear() {
    count = 0;
    keyGainDb = 0;
  }

  /** Adds a zone that is not in the mix yet. */
  void add(int zone, float weight) {
    zones[count] = zone;
    weights[count++] = weight;
  }

  void set(ZoneMix other) {
    count = other.count;
    keyGainDb = other.keyGainDb;
    System.arraycopy(other.zones, 0, zones, 0, count);
    System.arraycopy(other.weights, 0, weights, 0, count);
  }

  /** Becomes {@code from} where {@code t} is 0 and {@code to} where it is 1. */
  void blend(ZoneMix from, ZoneMix to, float t) {
    if (t >= 1) {
      set(to);
      return;
    }
    clear();
    keyGainDb = from.keyGainDb + t * (to.keyGainDb - from.keyGainDb);
    merge(from, 1 - t);
    merge(to, t);
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    for (int i = 0; i < count; i++) {
      weights[i] /= sum;
    }
  }

  /**
   * The pitch contour of these zones at a place.
   *
   * @param position in codes
   * @return cents against the key
   */
  float cents(Timbre timbre, double position) {
    int per = timbre.contourPerCode();
    // contour values lie at the middle of their share of a code, the codes at the middle of theirs
    double p = Math.max(0, (position + 0.5) * per - 0.5);
    int last = timbre.steps() * per - 1;
    int i = (int) Math.min(p, last);
    int j = Math.min(i + 1, last);
    float t = (float) (p - i);
    float cents = 0;
    for (int z = 0; z < count; z++) {
      float[] contour = timbre.zone(zones[z]).cents();
      cents += weights[z] * (contour[i] + Math.min(1, t) * (contour[j] - contour[i]));
    }
    return cents;
  }

  private void merge(ZoneMix other, float share) {
    for (int i = 0; i < other.count; i++) {
      float weight = share * other.weights[i];
      int at = 0;
      while (at < count && zones[at] != other.zones[i]) {
        at++;
      }
      if (at < count) {
        weights[at] += weight;
      } else if (weight > NOTHING && count < CAPACITY) {
        add(other.zones[i], weight);
      }
    }
  }
}
