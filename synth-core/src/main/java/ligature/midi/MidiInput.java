package ligature.midi;

import java.util.function.LongSupplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import ligature.rt.EventRing;
import ligature.rt.ThreadRole;

/**
 * One MIDI keyboard and the ring that its driver's thread fills. When it goes, it lets go of the
 * keys and pedals that were down, and of the wheel.
 *
 * <p>Threads: opened and closed on {@code [io-thread]}; {@link #send} on {@code [midi-thread]},
 * without allocation. The two meet only when a device is closed: the lock is free at all other
 * times.
 */
final class MidiInput implements Receiver {

  private final MidiDevice device;
  private final EventRing ring;
  private final RingSink sink;
  private final MidiParser parser;
  private final LongSupplier frameNow;
  private int sustained; // these three: a bit a channel
  private int caught;
  private int bent;
  private boolean detached;

  MidiInput(MidiDevice device, EventRing ring, LongSupplier frameNow) {
    this.device = device;
    this.ring = ring;
    this.frameNow = frameNow;
    sink = new RingSink(ring);
    parser = new MidiParser(this::note);
  }

  /** Opens the device, which sends here from now on. */
  void open() throws MidiUnavailableException {
    device.open();
    try {
      device.getTransmitter().setReceiver(this);
    } catch (MidiUnavailableException | RuntimeException e) {
      device.close();
      throw e;
    }
  }

  String name() {
    return device.getDeviceInfo().getName();
  }

  EventRing ring() {
    return ring;
  }

  @Override
  public synchronized void send(MidiMessage message, long timeStamp) {
    assert ThreadRole.MIDI.isCurrent();
    if (!detached) {
      parser.parse(frameNow.getAsLong(), message.getMessage(), message.getLength());
    }
  }

  private void note(long frame, long event) {
    int bit = 1 << (Event.channel(event) & 15);
    if (Event.kind(event) == Event.PITCH_BEND) {
      bent = Event.value(event) == 0 ? bent & ~bit : bent | bit;
    } else if (Event.kind(event) == Event.CONTROLLER) {
      boolean up = Event.value(event) == 0;
      switch (Event.number(event)) {
        case Controllers.SUSTAIN -> sustained = up ? sustained & ~bit : sustained | bit;
        case Controllers.SOSTENUTO -> caught = up ? caught & ~bit : caught | bit;
        default -> {
          // stays where it was put
        }
      }
    }
    sink.accept(frame, event);
  }

  /** Lifts all that is held and closes the device, whether it is still there or not. */
  void detach() {
    synchronized (this) {
      if (detached) {
        return;
      }
      detached = true;
      letGo();
    }
    try {
      device.close();
    } catch (RuntimeException e) { // a driver whose device was pulled out may say anything
      System.getLogger("ligature.midi")
          .log(System.Logger.Level.DEBUG, "not closed cleanly: " + name(), e);
    }
  }

  private void letGo() {
    long frame = frameNow.getAsLong();
    for (int channel = 0; channel < 16; channel++) {
      if ((bent >> channel & 1) != 0) {
        sink.accept(frame, Event.pack(Event.PITCH_BEND, channel, 0, 0));
      }
      pedalUp(frame, sustained, channel, Controllers.SUSTAIN);
      pedalUp(frame, caught, channel, Controllers.SOSTENUTO);
      for (int key = 0; key < 128; key++) {
        if (ring.held().isDown(channel, key)) {
          sink.accept(frame, Event.noteOff(channel, key, Event.USUAL_RELEASE_VELOCITY));
        }
      }
    }
  }

  private void pedalUp(long frame, int pedals, int channel, int controller) {
    if ((pedals >> channel & 1) != 0) {
      sink.accept(frame, Event.pack(Event.CONTROLLER, channel, controller, 0));
    }
  }

  @Override
  public void close() {
    // the transmitter's end; the device is closed by detach
  }
}
