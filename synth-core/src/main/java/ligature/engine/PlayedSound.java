package ligature.engine;

import java.util.concurrent.atomic.AtomicReference;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.Modulator;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.rt.Published;
import ligature.units.KeyPitch;
import ligature.voice.Performance;

/**
 * Which sound plays, in which tuning: handed over from outside, taken between two hops or between
 * two events, and told then to all that a sound is made of. Not its inserts: to open them takes
 * time.
 *
 * <p>Threads: what is published comes from any one thread, the rest is {@code [model-thread]} and
 * allocates nothing.
 */
final class PlayedSound {

  private final SwitchingDecoder decoders;
  private final Performance performance;
  private final Modulator modulator;
  private final EventDispatch events;
  private final ParameterValues values;
  private final Meters meters;
  private final Published<KeyPitch> tunings = new Published<>(KeyPitch.EQUAL);
  private final AtomicReference<ReadySound> sounds = new AtomicReference<>();
  private ReadySound taken;

  /** Plays nothing yet: {@link #begin} is to follow. */
  PlayedSound(
      SwitchingDecoder decoders,
      Performance performance,
      Modulator modulator,
      EventDispatch events,
      ParameterValues values,
      Meters meters) {
    this.decoders = decoders;
    this.performance = performance;
    this.modulator = modulator;
    this.events = events;
    this.values = values;
    this.meters = meters;
  }

  /**
   * Takes the first sound, for the first decoder, with its tuning.
   *
   * @throws IllegalArgumentException if its timbres belong to another model
   */
  void begin(Patch first) {
    publish(first, decoders.first());
    publishTuningOf(first);
    take();
    values.acceptAnyControl();
  }

  /** As {@link Instrument#publish(KeyPitch)}. */
  void publish(KeyPitch next) {
    tunings.publish(next);
  }

  /** As {@link Instrument#publish(Patch, SwitchingDecoder.Seat)}. */
  void publish(Patch next, SwitchingDecoder.Seat seat) {
    sounds.set(ReadySound.of(next, seat));
  }

  /** As {@link Instrument#publish(ModulationMatrix)}. */
  void publish(ModulationMatrix next) {
    sounds.updateAndGet(now -> now.movedBy(next));
  }

  /** As {@link Instrument#publish(PadTimbres)}. */
  void publish(PadTimbres next) {
    sounds.updateAndGet(now -> now.movedTo(next));
  }

  private void publishTuningOf(Patch next) {
    tunings.publish(next.tuning() == null ? KeyPitch.EQUAL : next.tuning());
  }

  /** The sound that was handed over or taken last. [any thread] */
  ReadySound latest() {
    return sounds.get();
  }

  /** The sound that was taken last. */
  Patch patch() {
    return taken.patch();
  }

  /** As {@link Instrument#load}. */
  void load(Patch next) {
    publishTuningOf(next);
    publish(next, latest().seat());
    take();
    values.acceptAnyControl();
  }

  /** As {@link Instrument#take}. */
  boolean take(ReadySound next) {
    if (!decoders.canUse(next.seat())) {
      return false;
    }
    sounds.set(next);
    change(next, true);
    values.acceptAnyControl();
    return true;
  }

  /** Takes what was handed over last, if it is new and there is room for its decoder. */
  void take() {
    events.tune(tunings.current());
    ReadySound next = sounds.get();
    if (next != taken && decoders.canUse(next.seat())) {
      change(next, !next.isLoadedWith(taken));
    }
  }

  /**
   * @param loaded whether it is another sound, not the one that plays moved in another way
   */
  private void change(ReadySound next, boolean loaded) {
    boolean moved = !loaded && next.patch() != taken.patch();
    taken = next;
    modulator.load(next.matrix());
    if (moved) {
      performance.move(next.patch());
    }
    if (!loaded) {
      return;
    }
    decoders.use(next.seat());
    performance.load(next.patch());
    modulator.restart();
    events.loaded();
    for (int i = 0; i < Parameter.count(); i++) {
      values.set(Parameter.of(i), next.patch().value(Parameter.of(i)));
    }
    meters.setValues(values);
  }
}
