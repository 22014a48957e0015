package ligature.testing;

import java.util.Arrays;
import java.util.List;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.model.ToneDecoder;
import ligature.preset.Patch;

/**
 * Timbres for {@link ToneDecoder}: their codes are levels, so what they should sound like can be
 * computed.
 */
public final class ToneTimbres {

  public static final int RATE_HZ = 48_000;
  public static final int HOP_FRAMES = 128;
  public static final int CODE_SIZE = 16;
  public static final int CODE_HOPS = 12;

  private ToneTimbres() {}

  public static ToneDecoder decoder() {
    return new ToneDecoder(RATE_HZ, HOP_FRAMES, CODE_SIZE, CODE_HOPS);
  }

  /** Level 1 at once and for ever, no noise, release 100 dB a second. */
  public static Timbre steady(String name) {
    return sustaining(name, 40, 0, (step, i) -> i == 0 ? 1f : 0f);
  }

  /** Begins at level 1 and is silent after about a second. */
  public static Timbre dying(String name) {
    int steps = 40;
    return timbre(
        name, false, steps, 0, 0, 60, (step, i) -> i == 0 ? (float) Math.exp(-step * 0.25) : 0f);
  }

  /**
   * Two velocities, 1 and 127, whose levels are 1/127 and 1: in between the level is the velocity.
   */
  public static Timbre layered(String name) {
    List<TimbreZone> zones = new java.util.ArrayList<>();
    int steps = 40;
    for (int velocity : new int[] {1, 127}) {
      float[] codes = new float[steps * CODE_SIZE];
      for (int s = 0; s < steps; s++) {
        codes[s * CODE_SIZE] = velocity / 127f;
      }
      zones.add(new TimbreZone(60, velocity, 0, 0, 100, codes, new float[steps], new float[steps]));
    }
    return timbre(name, true, steps, 0, steps, zones);
  }

  /**
   * Level 1 throughout, with what a zone says beside its codes; twenty codes, of which all are the
   * loop if it sustains.
   *
   * @param decayDb a second, after the last code; 0 if it sustains
   */
  public static Timbre shaped(
      String name, float gainDb, float cents, float decayDb, float releaseDb) {
    int steps = 20;
    boolean sustains = decayDb == 0;
    float[] codes = new float[steps * CODE_SIZE];
    float[] contour = new float[steps];
    for (int s = 0; s < steps; s++) {
      codes[s * CODE_SIZE] = 1;
      contour[s] = cents;
    }
    return timbre(
        name,
        sustains,
        steps,
        0,
        sustains ? steps : 0,
        List.of(
            new TimbreZone(60, 100, gainDb, decayDb, releaseDb, codes, contour, new float[steps])));
  }

  /** A value for every code. */
  @FunctionalInterface
  public interface Codes {
    float at(int step, int index);
  }

  public static Timbre sustaining(String name, int steps, int loopStart, Codes codes) {
    return timbre(name, true, steps, loopStart, steps, 0, codes);
  }

  private static Timbre timbre(
      String name,
      boolean sustains,
      int steps,
      int loopStart,
      int loopEnd,
      float decay,
      Codes codes) {
    float[] values = new float[steps * CODE_SIZE];
    float[] levels = new float[steps];
    for (int s = 0; s < steps; s++) {
      for (int i = 0; i < CODE_SIZE; i++) {
        values[s * CODE_SIZE + i] = codes.at(s, i);
      }
      levels[s] = (float) (20 * Math.log10(Math.max(1e-6, values[s * CODE_SIZE])));
    }
    float[] cents = new float[steps];
    Arrays.fill(cents, 0);
    TimbreZone zone = new TimbreZone(60, 100, 0, decay, 100, values, cents, levels);
    return timbre(name, sustains, steps, loopStart, loopEnd, List.of(zone));
  }

  private static Timbre timbre(
      String name,
      boolean sustains,
      int steps,
      int loopStart,
      int loopEnd,
      List<TimbreZone> zones) {
    return new Timbre(
        name,
        name,
        "test",
        ToneDecoder.LATENT_SPACE_ID,
        sustains,
        CODE_SIZE,
        1,
        steps,
        loopStart,
        loopEnd,
        zones,
        KeyGains.NONE);
  }

  /** A patch of two timbres, at A. */
  public static Patch patch(Timbre a, Timbre b) {
    return Patch.of("test", List.of(a, b)).with(ligature.parameter.Parameter.MORPH_X, 0);
  }
}
