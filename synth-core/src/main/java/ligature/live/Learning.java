package ligature.live;

import java.nio.file.Path;
import java.util.List;
import ligature.midi.LearnMap;
import ligature.midi.LearnedControllers;
import ligature.midi.MidiSettings;
import ligature.midi.MpeMode;
import ligature.parameter.Parameter;

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
  }

  /** The preset names of program changes; empty for all by the alphabet. */
  List<String> programs() {
    return settings.programs();
  }

  LearnMap learned() {
    return settings.learned();
  }

  synchronized void forget(Parameter parameter) {
    change(settings.learned().without(parameter));
  }

  private void change(LearnMap map) {
    settings = settings.with(map);
    controllers.publish(map);
    unsaved = true;
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
    }
    if (unsaved) {
      unsaved = false;
      settings.write(file);
    }
  }
}
