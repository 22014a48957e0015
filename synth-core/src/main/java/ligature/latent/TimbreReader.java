package ligature.latent;

/**
 * Where one voice reads one timbre: a position that moves through the codes, hop by hop.
 *
 * <p>The attack is read once. After it, a sustaining timbre's position wanders to and fro in the
 * steady part, with turning points drawn at random for each voice: the codes never jump, so there
 * is no seam, and no two rounds are alike, so there is no period to hear. A decaying timbre is read
 * to its end and then fades at the rate its recording had.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
public final class TimbreReader {

  /** The shortest way between two turning points, in codes: 128 ms at 32 ms a code. */
  private static final double SHORTEST_LEG_CODES = 4;

  /** What is further below the usual level is silence, or noise that nobody recorded. */
  private static final float MOST_LEVELLING_DB = 48;

  private final ZoneMix mix = new ZoneMix();
  private final ZoneMix left = new ZoneMix();
  private final ZoneMix reached = new ZoneMix();
  private int fadeHops;
  private int fadedHops;
  private Timbre timbre;
  private double step;
  private double hopSeconds;
  private double position;
  private boolean wandering;
  private boolean forward;
  private double turnAt;
  private long stream;
  private long legs;
  private float decayedDb;

  /**
   * Begins a note.
   *
   * @param velocity 1 to 127
   * @param codeHops hops from one code to the next
   * @param stream this reader's random numbers
   */
  public void start(
      Timbre timbre, int key, float velocity, int codeHops, double hopSeconds, long stream) {
    this.timbre = timbre;
    this.hopSeconds = hopSeconds;
    this.stream = stream;
    timbre.mixAt(key, velocity, mix);
    step = 1.0 / codeHops;
    // codes sit at the middle of the hops that they were averaged over
    position = 0.5 * step - 0.5;
    wandering = false;
    forward = true;
    legs = 0;
    decayedDb = 0;
    fadeHops = 0;
    fadedHops = 0;
  }

  /**
   * Goes on at the same place, as another key would sound there: the zones cross-fade, so that
   * neither the codes nor the gain jump.
   *
   * @param hops how long that takes, at least 1
   */
  public void moveTo(int key, float velocity, int hops) {
    left.set(mix);
    reached.clear();
    timbre.mixAt(key, velocity, reached);
    fadeHops = hops;
    fadedHops = 0;
  }

  private void fade() {
    if (fadedHops < fadeHops) {
      fadedHops++;
      mix.blend(left, reached, fadedHops / (float) fadeHops);
    }
  }

  /** Moves on by one hop. A released note goes on only where that does not make it louder. */
  public void advance(boolean released) {
    fade();
    if (released && !wandering && isRising()) {
      return;
    }
    if (!timbre.sustains()) {
      position += step;
      double last = timbre.steps() - 1;
      if (position > last) {
        position = last;
        decayedDb += mixedDecay() * (float) hopSeconds;
      }
      return;
    }
    if (!wandering && position >= timbre.loopStart()) {
      wandering = true;
      turnAt = nextTurn();
    }
    position += forward ? step : -step;
    if (wandering && (forward ? position >= turnAt : position <= turnAt)) {
      position = turnAt;
      forward = !forward;
      turnAt = nextTurn();
    }
  }

  /** A point ahead in the loop, at random, but not too near. */
  private double nextTurn() {
    double end = forward ? timbre.loopEnd() - 1 : timbre.loopStart();
    double ahead = Math.abs(end - position);
    double shortest = Math.min(ahead, SHORTEST_LEG_CODES);
    double length = shortest + (ahead - shortest) * CounterRandom.uniform(stream, legs++);
    double turn = forward ? position + length : position - length;
    // from close to an end the only way is to that end: turn there and go the long way back
    return ahead < SHORTEST_LEG_CODES ? end : turn;
  }

  private boolean isRising() {
    double ahead = Math.min(position + 1, timbre.steps() - 1);
    return levelAt(ahead) > levelAt(position);
  }

  private float levelAt(double at) {
    double p = Math.max(0, at);
    int i = (int) p;
    int j = Math.min(i + 1, timbre.steps() - 1);
    float t = (float) (p - i);
    float level = 0;
    for (int z = 0; z < mix.count; z++) {
      float[] db = timbre.zone(mix.zones[z]).levelDb();
      level += mix.weights[z] * (db[i] + t * (db[j] - db[i]));
    }
    return level;
  }

  /** Adds {@code weight} times the code here to {@code out[offset, offset + codeSize)}. */
  public void addCode(float weight, float[] out, int offset) {
    int size = timbre.codeSize();
    double p = Math.max(0, position);
    int i = (int) p;
    int j = Math.min(i + 1, timbre.steps() - 1);
    float t = (float) (p - i);
    for (int z = 0; z < mix.count; z++) {
      float[] codes = timbre.zone(mix.zones[z]).codes();
      float atI = weight * mix.weights[z] * (1 - t);
      float atJ = weight * mix.weights[z] * t;
      for (int k = 0; k < size; k++) {
        out[offset + k] += atI * codes[i * size + k] + atJ * codes[j * size + k];
      }
    }
  }

  /** The pitch contour here, in cents against the key. */
  public float cents() {
    int per = timbre.contourPerCode();
    // contour values lie at the middle of their share of a code, the codes at the middle of theirs
    double p = Math.max(0, (position + 0.5) * per - 0.5);
    int last = timbre.steps() * per - 1;
    int i = (int) Math.min(p, last);
    int j = Math.min(i + 1, last);
    float t = (float) (p - i);
    float cents = 0;
    for (int z = 0; z < mix.count; z++) {
      float[] contour = timbre.zone(mix.zones[z]).cents();
      cents += mix.weights[z] * (contour[i] + Math.min(1, t) * (contour[j] - contour[i]));
    }
    return cents;
  }

  /** The gain here: the zone's, less what a decaying timbre has lost since its last code. */
  public float gainDb() {
    float db = -decayedDb;
    for (int z = 0; z < mix.count; z++) {
      db += mix.weights[z] * timbre.zone(mix.zones[z]).gainDb();
    }
    return db;
  }

  /**
   * What takes the recorded loudness over time away, in dB: added to {@link #gainDb} it leaves the
   * level that the zones have in their steady or their loudest part.
   */
  public float levellingDb() {
    float db = decayedDb - levelAt(position);
    for (int z = 0; z < mix.count; z++) {
      db += mix.weights[z] * timbre.usualDb(mix.zones[z]);
    }
    return Math.min(MOST_LEVELLING_DB, db);
  }

  /** How fast this note fades once its key is lifted. */
  public float releaseDbPerSecond() {
    float rate = 0;
    for (int z = 0; z < mix.count; z++) {
      rate += mix.weights[z] * timbre.zone(mix.zones[z]).releaseDbPerSecond();
    }
    return rate;
  }

  private float mixedDecay() {
    float rate = 0;
    for (int z = 0; z < mix.count; z++) {
      rate += mix.weights[z] * timbre.zone(mix.zones[z]).decayDbPerSecond();
    }
    return rate;
  }

  /** Whether the note has no end of its own. */
  public boolean sustains() {
    return timbre.sustains();
  }

  /** Where it reads, in codes. */
  public double position() {
    return position;
  }

  /** Where it reads, from the first code (0) to the last (1). */
  public float share() {
    return (float) Math.max(0, Math.min(1, position / Math.max(1, timbre.steps() - 1)));
  }
}
