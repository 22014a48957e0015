package ligature.latent;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Named codes over time, in zones by key and velocity.
 *
 * <p>Between zones the codes are blended, in key and in velocity, so that neighbouring keys sound
 * alike. All zones have the same length. A sustaining timbre is steady within [loopStart, loopEnd)
 * and wanders there until its key is lifted; a decaying one ends at its last code and dies away
 * from there. Immutable; any thread.
 */
public final class Timbre {

  private final String name;
  private final String title;
  private final String family;
  private final String latentSpaceId;
  private final boolean sustains;
  private final int codeSize;
  private final int contourPerCode;
  private final int steps;
  private final int loopStart;
  private final int loopEnd;
  private final TimbreZone[] zones;
  private final KeyGains keyGains;
  private final float[] usualDb;
  private volatile CodeSpread spread;
  private volatile String contentHash;
  private final int[] rowKeys;
  private final int[][] rows; // [row] zone indices by velocity
  private final PairLevels pairs;
  private final int place;

  /**
   * @param loopStart first code of the steady part, loopEnd the one after its last; both 0 if it
   *     decays
   * @param keyGains what each key takes beside the zones around it; {@link KeyGains#NONE} for
   *     nothing
   * @throws IllegalArgumentException if lengths or ranges do not fit together, saying which
   */
  public Timbre(
      String name,
      String title,
      String family,
      String latentSpaceId,
      boolean sustains,
      int codeSize,
      int contourPerCode,
      int steps,
      int loopStart,
      int loopEnd,
      List<TimbreZone> zones,
      KeyGains keyGains) {
    check(steps > 0, "steps must be positive: " + steps);
    check(!zones.isEmpty(), "there must be a zone");
    check(contourPerCode > 0, "contourPerCode must be positive: " + contourPerCode);
    check(
        !sustains || 0 <= loopStart && loopStart + 2 <= loopEnd && loopEnd <= steps,
        "the loop [" + loopStart + ", " + loopEnd + ") does not fit into " + steps + " steps");
    for (TimbreZone zone : zones) {
      check(zone.key() >= 0 && zone.key() <= 127, "no such key: " + zone.key());
      check(zone.velocity() >= 1 && zone.velocity() <= 127, "no such velocity: " + zone.velocity());
      check(
          zone.codes().length == steps * codeSize,
          "codes of key " + zone.key() + " have a wrong length");
      check(
          zone.cents().length == steps * contourPerCode,
          "cents of key " + zone.key() + " have a wrong length");
      check(zone.levelDb().length == steps, "levels of key " + zone.key() + " have a wrong length");
    }
    this.name = name;
    this.title = title;
    this.family = family;
    this.latentSpaceId = latentSpaceId;
    this.sustains = sustains;
    this.codeSize = codeSize;
    this.contourPerCode = contourPerCode;
    this.steps = steps;
    this.loopStart = loopStart;
    this.loopEnd = loopEnd;
    this.zones = zones.toArray(TimbreZone[]::new);
    this.keyGains = keyGains;
    usualDb = new float[this.zones.length];
    for (int i = 0; i < usualDb.length; i++) {
      usualDb[i] = usualDb(this.zones[i].levelDb());
    }
    TreeMap<Integer, List<Integer>> byKey = new TreeMap<>();
    for (int i = 0; i < this.zones.length; i++) {
      byKey.computeIfAbsent(this.zones[i].key(), k -> new java.util.ArrayList<>()).add(i);
    }
    rowKeys = byKey.keySet().stream().mapToInt(Integer::intValue).toArray();
    rows = byKey.values().stream().map(this::sortedByVelocity).toArray(int[][]::new);
    pairs = PairLevels.NONE;
    place = 0;
  }

  private Timbre(Timbre of, PairLevels pairs, int place) {
    name = of.name;
    title = of.title;
    family = of.family;
    latentSpaceId = of.latentSpaceId;
    sustains = of.sustains;
    codeSize = of.codeSize;
    contourPerCode = of.contourPerCode;
    steps = of.steps;
    loopStart = of.loopStart;
    loopEnd = of.loopEnd;
    zones = of.zones;
    keyGains = of.keyGains;
    usualDb = of.usualDb;
    rowKeys = of.rowKeys;
    rows = of.rows;
    this.pairs = pairs;
    this.place = place;
  }

  /** The same timbre as one of a bank whose blends were measured. */
  public Timbre among(PairLevels measured, int itsPlace) {
    return new Timbre(this, measured, itsPlace);
  }

  /**
   * How much softer half of this and half of another timbre are than the mean of their levels, in
   * dB; 0 for timbres that were not measured together.
   */
  public float blendLackDb(Timbre other, int key) {
    return pairs == other.pairs ? pairs.at(place, other.place, key) : 0;
  }

  /** The mean of the steady part, in dB; of a sound that dies the highest. */
  private float usualDb(float[] levelDb) {
    if (!sustains) {
      float highest = levelDb[0];
      for (float db : levelDb) {
        highest = Math.max(highest, db);
      }
      return highest;
    }
    double sum = 0;
    for (int i = loopStart; i < loopEnd; i++) {
      sum += levelDb[i];
    }
    return (float) (sum / (loopEnd - loopStart));
  }

  private int[] sortedByVelocity(List<Integer> row) {
    return row.stream()
        .sorted(Comparator.comparingInt(i -> zones[i].velocity()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** SHA-256 of all that it sounds by: its codes, contours and levels, whatever its name. */
  public String contentHash() {
    String known = contentHash;
    if (known == null) {
      known = ContentHash.of(this);
      contentHash = known;
    }
    return known;
  }

  /** The name in presets and on the command line: lower case with hyphens. */
  public String name() {
    return name;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  public String family() {
    return family;
  }

  /** The latent space of the codes: timbres of different ones are never blended. */
  public String latentSpaceId() {
    return latentSpaceId;
  }

  public boolean sustains() {
    return sustains;
  }

  public int codeSize() {
    return codeSize;
  }

  /** Contour values from one code to the next. */
  public int contourPerCode() {
    return contourPerCode;
  }

  /** The number of codes of every zone. */
  public int steps() {
    return steps;
  }

  public int loopStart() {
    return loopStart;
  }

  public int loopEnd() {
    return loopEnd;
  }

  public int zoneCount() {
    return zones.length;
  }

  public TimbreZone zone(int index) {
    return zones[index];
  }

  /** What each key takes beside the zones around it. */
  public KeyGains keyGains() {
    return keyGains;
  }

  /**
   * How its codes vary; measured at the first call, which {@code [model-thread]} leaves to others.
   */
  public CodeSpread spread() {
    CodeSpread measured = spread;
    if (measured == null) {
      measured = CodeSpread.of(this);
      spread = measured;
    }
    return measured;
  }

  /** The level that a zone has without its contour: when it is steady, or loudest if it dies. */
  float usualDb(int index) {
    return usualDb[index];
  }

  /** Finds the zones around a key and a velocity, and how much of each; no allocation. */
  void mixAt(int key, float velocity, ZoneMix mix) {
    mix.clear();
    mix.keyGainDb = keyGains.at(key);
    float place = keyGains.place(key);
    int hi = 0;
    while (hi < rowKeys.length - 1 && rowKeys[hi] < place) {
      hi++;
    }
    int lo = rowKeys[hi] > place ? Math.max(hi - 1, 0) : hi;
    float toHi = lo == hi ? 0 : (place - rowKeys[lo]) / (rowKeys[hi] - rowKeys[lo]);
    addRow(lo, velocity, 1 - toHi, mix);
    if (lo != hi) {
      addRow(hi, velocity, toHi, mix);
    }
  }

  private void addRow(int row, float velocity, float weight, ZoneMix mix) {
    int[] layers = rows[row];
    int hi = 0;
    while (hi < layers.length - 1 && zones[layers[hi]].velocity() < velocity) {
      hi++;
    }
    int lo = Math.max(0, hi - 1);
    float loVelocity = zones[layers[lo]].velocity();
    float hiVelocity = zones[layers[hi]].velocity();
    float toHi =
        lo == hi
            ? 1
            : Math.max(0, Math.min(1, (velocity - loVelocity) / (hiVelocity - loVelocity)));
    if (toHi < 1) {
      mix.add(layers[lo], weight * (1 - toHi));
    }
    if (toHi > 0) {
      mix.add(layers[hi], weight * toHi);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
