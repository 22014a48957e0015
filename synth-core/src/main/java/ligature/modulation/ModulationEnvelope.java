package ligature.modulation;

/**
 * How an envelope goes from 0 to 1, to its sustain and back, in seconds. Immutable; any thread.
 *
 * @param attack 0 to 20
 * @param decay to a thousandth of the way, 0.001 to 20
 * @param sustain 0 to 1
 * @param release to a thousandth of the way, 0.001 to 20
 */
public record ModulationEnvelope(float attack, float decay, float sustain, float release) {

  static final double TO_A_THOUSANDTH = Math.log(1000);

  /** What an envelope is if nothing else is said. */
  public static final ModulationEnvelope PLAIN = new ModulationEnvelope(0.01f, 0.5f, 0, 0.3f);

  /**
   * An envelope.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ModulationEnvelope {
    boolean fits =
        attack >= 0
            && attack <= 20
            && decay >= 0.001f
            && decay <= 20
            && sustain >= 0
            && sustain <= 1
            && release >= 0.001f
            && release <= 20;
    if (!fits) {
      throw new IllegalArgumentException(
          "attack should be from 0 to 20 s, decay and release from 0.001 to 20 s, sustain from 0 to"
              + " 1");
    }
  }

  /**
   * Where it stands, 0 to 1: straight up, then ever slower to its sustain and back.
   *
   * @param seconds since the note began
   * @param released when the key came up, in the same seconds
   */
  public double at(double seconds, double released) {
    double held = Math.min(seconds, released);
    double level =
        held < attack ? held / attack : sustain + (1 - sustain) * fall(held - attack, decay);
    return seconds <= released ? level : level * fall(seconds - released, release);
  }

  private static double fall(double seconds, double toAThousandth) {
    return Math.exp(-TO_A_THOUSANDTH * seconds / toAThousandth);
  }
}
