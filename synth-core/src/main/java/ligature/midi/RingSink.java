package ligature.midi;

import java.util.function.IntConsumer;
import ligature.rt.EventRing;
import ligature.rt.HeldKeys;

/**
 * Puts a producer's events into its ring and keeps track of the keys that it holds and of where its
 * controllers stand, so that what a full ring loses can be made up for. Threads: the producer's; no
 * allocation.
 */
public final class RingSink implements EventSink {

  private static final int CHANNELS = 16;
  private static final int KEYS = 128;

  private final EventRing ring;
  private final MpeZones zones = new MpeZones();

  /** Made once: the audio thread allocates nothing. */
  private final IntConsumer resets = this::reset;

  private final IntConsumer clears;

  public RingSink(EventRing ring) {
    this.ring = ring;
    clears = ring.held()::clear;
  }

  @Override
  public void accept(long frame, long event) {
    HeldKeys held = ring.held();
    int channel = Event.channel(event) & 15;
    int number = Event.number(event);
    switch (Event.kind(event)) {
      case Event.NOTE_ON -> held.set(channel, number & 127, true);
      case Event.NOTE_OFF -> {
        held.set(channel, number & 127, false);
        held.releasePressure(channel, number & 127);
      }
      case Event.CONTROLLER -> held.setController(channel, number & 127, Event.value(event));
      case Event.PITCH_BEND -> held.setController(channel, HeldKeys.BEND, Event.value(event));
      case Event.CHANNEL_PRESSURE ->
          held.setController(channel, HeldKeys.PRESSURE, Event.value(event));
      case Event.KEY_PRESSURE -> held.setPressure(channel, number & 127, Event.value(event));
      case Event.BEND_RANGE -> held.setController(channel, HeldKeys.BEND_RANGE, Event.value(event));
      case Event.MPE_ZONE -> zone(channel, number);
      case Event.ALL_NOTES_OFF, Event.ALL_SOUND_OFF -> forChannels(event, clears);
      case Event.RESET_CONTROLLERS -> forChannels(event, resets);
      default -> {
        // moves nothing that could stick
      }
    }
    ring.offer(frame, event);
  }

  private void forChannels(long event, IntConsumer change) {
    if (Event.channel(event) < CHANNELS) {
      change.accept(Event.channel(event));
      return;
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      change.accept(channel);
    }
  }

  /** A new zone begins anew: what was said of bends before it counts no more. */
  private void zone(int manager, int members) {
    HeldKeys held = ring.held();
    if (held.controller(manager, HeldKeys.ZONE) == members) {
      return;
    }
    zones.configure(manager, members);
    held.setController(manager, HeldKeys.ZONE, members);
    int other = MpeZones.otherManager(manager);
    if (!Float.isNaN(held.controller(other, HeldKeys.ZONE))) { // it may have lost channels
      held.setController(other, HeldKeys.ZONE, zones.members(other));
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      held.forgetController(channel, HeldKeys.BEND_RANGE);
      reset(channel);
    }
  }

  /** What RP-015 puts back, where it was moved at all. */
  private void reset(int channel) {
    for (int key = 0; key < KEYS; key++) {
      ring.held().releasePressure(channel, key);
    }
    reset(channel, HeldKeys.BEND, 0);
    reset(channel, HeldKeys.PRESSURE, 0);
    reset(channel, Controllers.EXPRESSION, 1);
    reset(channel, Controllers.SUSTAIN, 0);
    reset(channel, Controllers.SOSTENUTO, 0);
    reset(channel, Controllers.SOFT, 0);
  }

  private void reset(int channel, int controller, float value) {
    if (!Float.isNaN(ring.held().controller(channel, controller))) {
      ring.held().setController(channel, controller, value);
    }
  }
}
