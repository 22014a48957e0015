package ligature.live;

import java.nio.file.Path;
import java.util.List;
import ligature.midi.LearnMap;
import ligature.midi.LearnedControllers;
import ligature.midi.MidiSettings;
import ligature.midi.MpeMode;
import ligature.parameter.Learnable;

/**
 * Keeps the player's MIDI set-up: what was learned is handed to the instrument and saved.
 *
 * <p>Threads: {@link #attend} on {@code [io-thread]}, the rest by any.
 */
final class Learning {

  private final LearnedControllers controllers;
  private final Path file;
  private volatile MidiSettings settings;
  private volatile boolean unsaved;

  /**
   * Reads the set-up.
   *
   * @throws ligature.files.InputException in one line, if its file is damaged
   */
  Learning(LearnedControllers controllers, Path file) {
    this.controllers = controllers;
    this.file = file;
    settings = MidiSettings.read(file);
    controllers.publish(settings.learned());
    controllers.setPedal(settings.capture());
  }

  /** The preset names of program changes; empty for all by the alphabet. */
  List<String> programs() {
    return settings.programs();
  }

  LearnMap learned() {
    return settings.learned();
  }

  synchronized void forget(Learnable target) {
    change(settings.learned().without(target));
  }

  private void change(LearnMap map) {
    change(settings.with(map));
  }

  private void change(MidiSettings next) {
    settings = next;
    controllers.publish(next.learned());
    controllers.setPedal(next.capture());
    unsaved = true;
  }

  /** The controller that captures while it is down; -1 for none. */
  int capture() {
    return settings.capture();
  }

  synchronized void forgetCapture() {
    change(settings.withCapture(MidiSettings.NO_CONTROLLER));
  }

  MpeMode mpe() {
    return settings.mpe();
  }

  synchronized void setMpe(MpeMode mode) {
    settings = settings.with(mode);
    unsaved = true;
  }

  /** Takes what was learned since the last time, and saves what changed. */
  void attend() {
    synchronized (this) {
      LearnMap.Binding heard = controllers.takeHeard();
      if (heard != null) {
        change(settings.learned().with(heard));
      }
      int pedal = controllers.takeHeardPedal();
      if (pedal >= 0) {
        change(settings.withCapture(pedal));
      }
    }
    if (unsaved) {
      unsaved = false;
      settings.write(file);
    }
  }
}
