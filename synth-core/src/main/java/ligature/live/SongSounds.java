package ligature.live;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import ligature.engine.Instrument;
import ligature.engine.ReadySound;
import ligature.preset.Patch;

/**
 * The sounds of a song's program changes, each ready before the song begins: so a change is made
 * where it stands, between two events, as when the song is rendered.
 *
 * <p>Threads: {@link #accept} by {@code [model-thread]}, without allocation; the rest by any.
 */
final class SongSounds implements IntConsumer {

  private static final int PROGRAMS = 128;

  private final Instrument instrument;
  private final ReadySound[] ready = new ReadySound[PROGRAMS];
  private final AtomicReference<Patch> taken = new AtomicReference<>();

  /**
   * @param sounds by the number of the program from 0
   * @throws IllegalArgumentException if one belongs to another model
   */
  SongSounds(Instrument instrument, Map<Integer, Patch> sounds) {
    this.instrument = instrument;
    sounds.forEach((number, sound) -> ready[number] = instrument.ready(sound));
  }

  /** The song changes to a program; one without a sound changes nothing. */
  @Override
  public void accept(int number) {
    ReadySound next = ready[number];
    if (next != null && instrument.take(next)) {
      taken.set(next.patch());
    }
  }

  /** The sound that was taken last since it was asked; null for none, or if another plays since. */
  Patch poll() {
    Patch sound = taken.getAndSet(null);
    return sound == instrument.patch() ? sound : null;
  }
}
