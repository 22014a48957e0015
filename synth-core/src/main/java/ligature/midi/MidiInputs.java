package ligature.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.rt.EventRing;
import ligature.rt.ThreadRole;

/**
 * MIDI keyboards, through {@code javax.sound.midi}. Each device has its ring, filled on the
 * driver's thread; its times are those of the stream clock, because the drivers' own have no
 * relation to the audio.
 *
 * <p>Threads: opened and closed on {@code [io-thread]}.
 */
public final class MidiInputs implements AutoCloseable {

  /** In place of names: every device. */
  public static final String ALL = "all";

  private static final int RING_EVENTS = 4096;

  private final List<MidiDevice> open = new ArrayList<>();
  private final List<EventRing> rings = new ArrayList<>();

  private MidiInputs() {}

  /**
   * The devices that send MIDI: keyboards and controllers, not the JDK's own synthesizer and
   * sequencer.
   */
  public static List<String> names() {
    return devices().stream().map(d -> d.getDeviceInfo().getName()).toList();
  }

  private static List<MidiDevice> devices() {
    List<MidiDevice> devices = new ArrayList<>();
    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
      try {
        MidiDevice device = MidiSystem.getMidiDevice(info);
        if (device.getMaxTransmitters() != 0
            && !(device instanceof Sequencer)
            && !(device instanceof Synthesizer)) {
          devices.add(device);
        }
      } catch (MidiUnavailableException | IllegalArgumentException e) {
        System.getLogger("ligature.midi")
            .log(System.Logger.Level.DEBUG, "not available: " + info, e);
      }
    }
    return devices;
  }

  /**
   * Opens the devices whose names contain one of {@code wanted}, or all of them.
   *
   * @param frameNow gives the engine frame at which an event that happens now sounds
   * @throws InputException if a name matches none, or a named device cannot be opened
   */
  public static MidiInputs open(List<String> wanted, LongSupplier frameNow) {
    MidiInputs inputs = new MidiInputs();
    List<MidiDevice> devices = devices();
    boolean all = wanted.contains(ALL);
    try {
      for (String name : wanted) {
        if (!name.equals(ALL) && devices.stream().noneMatch(d -> matches(d, name))) {
          List<String> names = names();
          throw new InputException(
              "--midi-in "
                  + name
                  + ": there is no such MIDI input; "
                  + (names.isEmpty()
                      ? "none is connected"
                      : "there are " + String.join(", ", Nearest.of(name, names, 5))));
        }
      }
      for (MidiDevice device : devices) {
        if (all || wanted.stream().anyMatch(name -> matches(device, name))) {
          inputs.openDevice(device, frameNow, !all);
        }
      }
    } catch (RuntimeException e) {
      inputs.close();
      throw e;
    }
    return inputs;
  }

  private static boolean matches(MidiDevice device, String name) {
    return device
        .getDeviceInfo()
        .getName()
        .toLowerCase(Locale.ROOT)
        .contains(name.toLowerCase(Locale.ROOT));
  }

  private void openDevice(MidiDevice device, LongSupplier frameNow, boolean named) {
    EventRing ring = new EventRing(RING_EVENTS);
    try {
      device.open();
      device.getTransmitter().setReceiver(new RingReceiver(ring, frameNow));
      open.add(device);
      rings.add(ring);
    } catch (MidiUnavailableException e) {
      String message =
          device.getDeviceInfo().getName()
              + ": cannot be opened ("
              + e.getMessage()
              + "); another program may use it";
      if (named) {
        throw new InputException("--midi-in " + message, e);
      }
      System.getLogger("ligature.midi").log(System.Logger.Level.WARNING, message);
    }
  }

  /** One ring a device. */
  public List<EventRing> rings() {
    return rings;
  }

  @Override
  public void close() {
    open.forEach(MidiDevice::close);
    open.clear();
  }

  /** [midi-thread] */
  private static final class RingReceiver implements Receiver {

    private final MidiParser parser;
    private final LongSupplier frameNow;

    RingReceiver(EventRing ring, LongSupplier frameNow) {
      this.parser = new MidiParser(new RingSink(ring));
      this.frameNow = frameNow;
    }

    @Override
    public void send(MidiMessage message, long timeStamp) {
      assert ThreadRole.MIDI.isCurrent();
      parser.parse(frameNow.getAsLong(), message.getMessage(), message.getLength());
    }

    @Override
    public void close() {
      // the device closes itself
    }
  }
}
