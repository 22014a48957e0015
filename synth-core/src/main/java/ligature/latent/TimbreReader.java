package ligature.latent;

/**
 * One voice's reading of one timbre: which zones, and by a {@link CodeClock} where in them.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
public final class TimbreReader {

  /** What is further below the usual level is silence, or noise that nobody recorded. */
  private static final float MOST_LEVELLING_DB = 48;

  /** A pitch that stands is the mean of so many codes around, weighted by half a cosine. */
  private static final int MEAN_CODES = 8;

  /** A standing pitch that is off by no more than this is meant to be in tune. */
  private static final double OUT_OF_TUNE_CENTS = 20;

  private final ZoneMix mix = new ZoneMix();
  private final ZoneMix left = new ZoneMix();
  private final ZoneMix reached = new ZoneMix();
  private final CodeClock clock = new CodeClock();
  private int fadeHops;
  private int fadedHops;
  private Timbre timbre;

  /**
   * Begins a note.
   *
   * @param velocity 1 to 127
   * @param codeHops hops from one code to the next
   * @param stream this reader's random numbers
   * @param reading how it is read over time
   */
  public void start(
      Timbre ofTimbre,
      int key,
      float velocity,
      int codeHops,
      double hopSeconds,
      long stream,
      Reading reading) {
    timbre = ofTimbre;
    timbre.mixAt(key, velocity, mix);
    clock.start(timbre, codeHops, hopSeconds, stream, reading);
    fadeHops = 0;
    fadedHops = 0;
  }

  /**
   * Goes to where a note is that began so long ago; right after {@link #start}. In a steady part it
   * is somewhere.
   */
  public void goOn(long hops, Reading reading) {
    clock.setDecay(mixedDecay());
    clock.goOn(hops, reading);
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
  public void advance(boolean released, Reading reading) {
    fade();
    if (!timbre.sustains()) {
      clock.setDecay(mixedDecay());
    }
    clock.advance(released, reading, this);
  }

  boolean isRising() {
    double ahead = Math.min(clock.position() + 1, timbre.steps() - 1);
    return levelAt(ahead) > levelAt(clock.position());
  }

  /** The recorded level at a place, in codes, in dB. */
  float levelAt(double at) {
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
    float share = clock.otherShare();
    if (share == 0) {
      addCode(weight, clock.position(), out, offset);
      return;
    }
    addCode(weight * (1 - share), clock.position(), out, offset);
    addCode(weight * share, clock.other(), out, offset);
  }

  private void addCode(float weight, double position, float[] out, int offset) {
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

  /**
   * The pitch contour here, in cents against the key.
   *
   * @param still how far time stands, 0 to 1: then the pitch is the mean around, less what is no
   *     melody, for a vibrato that was caught at its top would be out of tune
   */
  public float cents(float still) {
    if (still == 0) {
      return heardCents();
    }
    float mean = meanCents();
    return still == 1 ? mean : mean + (1 - still) * (heardCents() - mean);
  }

  private float heardCents() {
    float share = clock.otherShare();
    float cents = centsAt(clock.position());
    return share == 0 ? cents : cents + share * (centsAt(clock.other()) - cents);
  }

  private float meanCents() {
    double sum = 0;
    double weights = 0;
    for (int i = -MEAN_CODES; i <= MEAN_CODES; i++) {
      double weight = 1 + Math.cos(Math.PI * i / (MEAN_CODES + 1));
      sum += weight * centsAt(Math.max(0, clock.position() + i));
      weights += weight;
    }
    double mean = sum / weights;
    return (float) Math.copySign(Math.max(0, Math.abs(mean) - OUT_OF_TUNE_CENTS), mean);
  }

  private float centsAt(double position) {
    return mix.cents(timbre, position);
  }

  /**
   * The gain here: the zone's and the key's, less what a decaying timbre has lost since its last
   * code.
   */
  public float gainDb() {
    float db = mix.keyGainDb - clock.decayedDb();
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
    float share = clock.otherShare();
    float here = levelAt(clock.position());
    here += share == 0 ? 0 : share * (levelAt(clock.other()) - here);
    float db = clock.decayedDb() - here;
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
  public boolean isEndless(Reading reading) {
    return clock.isEndless(reading);
  }

  /** Where it reads, in codes. */
  public double position() {
    return clock.position();
  }

  /** Where it reads, from the first code (0) to the last (1). */
  public float share() {
    return (float) Math.max(0, Math.min(1, clock.position() / Math.max(1, timbre.steps() - 1)));
  }
}
