package ligature.engine;

import ligature.modulation.ModulationMatrix;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;

/**
 * A sound that an instrument can take at once, with the decoder that plays it and what moves it.
 * Immutable; any thread.
 */
public final class ReadySound {

  private final Patch patch;
  private final SwitchingDecoder.Seat seat;
  private final ModulationMatrix matrix;
  private final ReadySound loaded;

  private ReadySound(
      Patch patch, SwitchingDecoder.Seat seat, ModulationMatrix matrix, ReadySound loaded) {
    this.patch = patch;
    this.seat = seat;
    this.matrix = matrix;
    this.loaded = loaded == null ? this : loaded;
  }

  /**
   * A sound for a decoder.
   *
   * @throws IllegalArgumentException if its timbres belong to another model
   */
  static ReadySound of(Patch patch, SwitchingDecoder.Seat seat) {
    if (!patch.corner(0).latentSpaceId().equals(seat.decoder().latentSpaceId())) {
      throw new IllegalArgumentException(
          "the timbres of "
              + patch.name()
              + " belong to another model: "
              + patch.corner(0).latentSpaceId());
    }
    return new ReadySound(patch, seat, patch.modulation(), null);
  }

  /** The same sound, loaded at the same time, moved in another way since. */
  ReadySound movedBy(ModulationMatrix next) {
    return new ReadySound(patch, seat, next, loaded);
  }

  /** The same sound, other points on the pad; itself if notes cannot go on to them. */
  ReadySound movedTo(PadTimbres pad) {
    return patch.pad().goesOnTo(pad) ? new ReadySound(patch.with(pad), seat, matrix, loaded) : this;
  }

  /** Whether it is the same sound, loaded at the same time. */
  boolean isLoadedWith(ReadySound other) {
    return other != null && loaded == other.loaded;
  }

  /** As it was loaded, but for where its timbres lie on the pad. */
  public Patch patch() {
    return patch;
  }

  SwitchingDecoder.Seat seat() {
    return seat;
  }

  ModulationMatrix matrix() {
    return matrix;
  }
}
