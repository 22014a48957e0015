package ligature.settings;

import ligature.tuning.Tuning;
import ligature.units.Pitch;

/**
 * How the room is tuned. Immutable; any thread.
 *
 * @param chosen the tuning of sounds without one of their own; kept with its A4 at 440 Hz
 * @param a4Hz moves all tunings, 400 to 480 Hz; 440 in place of what is not
 * @param locked whether {@code chosen} goes before a sound's own
 */
public record TuningSettings(Tuning chosen, double a4Hz, boolean locked) {

  public static final TuningSettings DEFAULTS =
      new TuningSettings(Tuning.EQUAL, Pitch.REFERENCE_HZ, false);

  public TuningSettings {
    chosen = chosen.at(Pitch.REFERENCE_HZ);
    boolean possible = a4Hz >= Tuning.LOWEST_A4_HZ && a4Hz <= Tuning.HIGHEST_A4_HZ;
    a4Hz = possible ? a4Hz : Pitch.REFERENCE_HZ;
  }

  public TuningSettings withChosen(Tuning tuning) {
    return new TuningSettings(tuning, a4Hz, locked);
  }

  public TuningSettings withA4Hz(double newA4Hz) {
    return new TuningSettings(chosen, newA4Hz, locked);
  }

  public TuningSettings withLocked(boolean lock) {
    return new TuningSettings(chosen, a4Hz, lock);
  }
}
