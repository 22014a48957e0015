package ligature.live;

import java.util.List;
import ligature.engine.Instrument;
import ligature.model.Model;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.InsertParameter;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertSetting;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;

/**
 * The sound that plays, as it is shown and saved: whoever changes it, the window, a program change,
 * a song or a host, its timbres, its tuning and its inserts change together.
 *
 * <p>Threads: any.
 */
final class LiveSound implements AutoCloseable {

  private final Instrument instrument;
  private final PlayedModels models;
  private final TuningChoice tunings;
  private final Learning learning;
  private final SongSounds song;
  private final InsertLoader inserts;
  private final TurnedInserts turned;

  /** Written while {@link #tunings} is locked: never a tuning of one with a patch of another. */
  private volatile Patch patch;

  /**
   * @param first what the instrument plays already
   */
  LiveSound(
      Instrument instrument,
      Patch first,
      PlayedModels models,
      TuningChoice tunings,
      Learning learning,
      SongSounds song) {
    this.instrument = instrument;
    this.models = models;
    this.tunings = tunings;
    this.learning = learning;
    this.song = song;
    patch = first;
    inserts = new InsertLoader(instrument.inserts());
    turned = new TurnedInserts(instrument.inserts(), inserts);
  }

  /** As {@link Player#patch}. */
  Patch patch() {
    if (turned.isNew()) {
      synchronized (tunings) {
        patch = turned.takeInto(patch, learning.learned());
      }
    }
    return patch;
  }

  /** As {@link Player#load}. */
  void load(Patch next) {
    synchronized (tunings) {
      tunings.loaded(next.tuning());
      instrument.publish(next);
      show(next);
    }
  }

  /** Makes it the sound that is shown, with its inserts; its tuning came before. [locked] */
  private void show(Patch next) {
    patch = next;
    inserts.load(next.inserts());
  }

  /** Brings what else belongs to a sound that the song has changed to: its tuning, its inserts. */
  void followSong() {
    synchronized (tunings) {
      Patch next = song.poll();
      if (next != null) {
        tunings.loaded(next.tuning());
        show(next);
      }
    }
  }

  /**
   * Plays another model, as {@link LiveSession#swapModel}.
   *
   * @throws ligature.files.InputException if it cannot be opened, or works in other steps
   */
  void swapModel(Model next, Patch nextPatch) {
    PlayedModels.Ready ready = models.open(next);
    synchronized (tunings) {
      tunings.loaded(nextPatch.tuning());
      models.play(ready, nextPatch);
      patch = nextPatch;
    }
  }

  /** As {@link Player#modulate}. */
  void modulate(ModulationMatrix matrix) {
    synchronized (tunings) {
      instrument.publish(matrix);
      patch = patch.withModulation(matrix);
    }
  }

  /** As {@link Player#move}. */
  void move(PadTimbres pad) {
    synchronized (tunings) {
      if (patch.pad().goesOnTo(pad)) {
        instrument.publish(pad);
        patch = patch.with(pad);
      }
    }
  }

  /** As {@link Player#setInserts}. */
  void setInserts(List<InsertSetting> next) {
    synchronized (tunings) {
      show(patch.withInserts(next));
    }
  }

  /** As {@link Player#turnInsert}. */
  boolean turnInsert(InsertParameter parameter, float value) {
    synchronized (tunings) {
      if (!instrument.inserts().turn(parameter, value)) {
        return false;
      }
      patch = patch.withInsert(parameter, instrument.inserts().value(parameter));
      return true;
    }
  }

  /** As {@link Player#editInsert}. */
  void editInsert(int slot, String title, EditorListener listener) {
    inserts.edit(slot, title, listener);
  }

  /** Closes the plugins; the instrument must have stopped. */
  @Override
  public void close() {
    inserts.close();
  }
}
