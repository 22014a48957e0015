package ligature.live;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ligature.tuning.Tuning;
import ligature.units.KeyPitch;

/**
 * Which tuning sounds: the player's, or that of the sound that was loaded last, unless the lock
 * keeps what there is. The A4 reference holds for all of them. Where that is equal temperament, the
 * tuning of an MTS-ESP master goes before it.
 *
 * <p>Threads: any.
 */
final class TuningChoice {

  private final Consumer<KeyPitch> publish;
  private final UnaryOperator<KeyPitch> shared;
  private Tuning chosen = Tuning.EQUAL;
  private Tuning sounding;
  private boolean locked;

  /**
   * @param first what sounds already; null for equal temperament
   * @param publish hands a tuning to the instrument
   * @param shared puts the tuning that other programs share before equal temperament
   */
  TuningChoice(Tuning first, Consumer<KeyPitch> publish, UnaryOperator<KeyPitch> shared) {
    sounding = first == null ? Tuning.EQUAL : first;
    this.publish = publish;
    this.shared = shared;
    publish();
  }

  private void publish() {
    publish.accept(pitchesOf(sounding));
  }

  private KeyPitch pitchesOf(Tuning tuning) {
    return tuning.isEqual() ? shared.apply(tuning) : tuning;
  }

  /** The player's own choice: sounds now, and whenever a sound has no tuning of its own. */
  synchronized void choose(Tuning tuning) {
    chosen = tuning;
    sound(tuning);
  }

  /** As they were: what sounds now, and what the player has chosen for sounds without their own. */
  synchronized void restore(Tuning wasSounding, Tuning wasChosen) {
    chosen = wasChosen;
    sound(wasSounding);
  }

  /** What the player has chosen. */
  synchronized Tuning chosen() {
    return chosen;
  }

  /** A sound was loaded. */
  synchronized void loaded(Tuning ofSound) {
    if (!locked) {
      sound(wanted(ofSound));
    }
  }

  /** What would sound if a sound of this tuning were loaded. */
  synchronized KeyPitch pitches(Tuning ofSound) {
    return pitchesOf(locked ? sounding : wanted(ofSound).at(sounding.a4Hz()));
  }

  private Tuning wanted(Tuning ofSound) {
    return ofSound == null ? chosen : ofSound;
  }

  synchronized void setA4Hz(double a4Hz) {
    sounding = sounding.at(a4Hz);
    publish();
  }

  private void sound(Tuning tuning) {
    sounding = tuning.at(sounding.a4Hz());
    publish();
  }

  synchronized void lock(boolean lock) {
    locked = lock;
  }

  synchronized boolean isLocked() {
    return locked;
  }

  synchronized Tuning sounding() {
    return sounding;
  }
}
