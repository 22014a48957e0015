package ligature.midi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Transmitter;
import javax.sound.midi.spi.MidiDeviceProvider;

/**
 * Two keyboards of which tests press the keys, for machines without any; tests may plug in more and
 * pull them out.
 */
public final class TestMidiProvider extends MidiDeviceProvider {

  private static final List<Keyboard> KEYBOARDS =
      new CopyOnWriteArrayList<>(List.of(new Keyboard("Test Grand"), new Keyboard("Test Pads")));

  /** Plugs in a keyboard. */
  public static void plugIn(String name) {
    KEYBOARDS.add(new Keyboard(name));
  }

  /** Plugs in a keyboard that another program holds. */
  public static void plugInBusy(String name) {
    Keyboard keyboard = new Keyboard(name);
    keyboard.busy = true;
    KEYBOARDS.add(keyboard);
  }

  /** Pulls out the keyboard of that name. */
  public static void pullOut(String name) {
    KEYBOARDS.removeIf(k -> k.info.getName().equals(name));
  }

  /** Whether somebody has opened the keyboard of that name. */
  public static boolean isOpen(String name) {
    return KEYBOARDS.stream().anyMatch(k -> k.info.getName().equals(name) && k.open);
  }

  /** Sends a message as if the keyboard of that name had. */
  public static void send(String name, MidiMessage message) {
    KEYBOARDS.stream()
        .filter(k -> k.info.getName().equals(name))
        .flatMap(k -> k.receivers.stream())
        .forEach(r -> r.send(message, -1));
  }

  @Override
  public MidiDevice.Info[] getDeviceInfo() {
    return KEYBOARDS.stream().map(k -> k.info).toArray(MidiDevice.Info[]::new);
  }

  @Override
  public MidiDevice getDevice(MidiDevice.Info info) {
    return KEYBOARDS.stream()
        .filter(k -> k.info == info)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not ours: " + info));
  }

  /** Opaque to others, as the API wants it. */
  private static final class KeyboardInfo extends MidiDevice.Info {
    KeyboardInfo(String name) {
      super(name, "Ligature's tests", "a keyboard", "1");
    }
  }

  private static final class Keyboard implements MidiDevice {

    private final KeyboardInfo info;
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
    private volatile boolean open;
    private boolean busy;

    Keyboard(String name) {
      info = new KeyboardInfo(name);
    }

    @Override
    public MidiDevice.Info getDeviceInfo() {
      return info;
    }

    @Override
    public void open() throws MidiUnavailableException {
      if (busy) {
        throw new MidiUnavailableException("device is busy");
      }
      open = true;
    }

    @Override
    public void close() {
      open = false;
      receivers.clear();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public long getMicrosecondPosition() {
      return -1;
    }

    @Override
    public int getMaxReceivers() {
      return 0;
    }

    @Override
    public int getMaxTransmitters() {
      return -1;
    }

    @Override
    public Receiver getReceiver() throws MidiUnavailableException {
      throw new MidiUnavailableException("it only sends");
    }

    @Override
    public List<Receiver> getReceivers() {
      return List.of();
    }

    @Override
    public Transmitter getTransmitter() {
      return new Transmitter() {
        private Receiver receiver;

        @Override
        public void setReceiver(Receiver next) {
          receiver = next;
          receivers.add(next);
        }

        @Override
        public Receiver getReceiver() {
          return receiver;
        }

        @Override
        public void close() {
          receivers.remove(receiver);
        }
      };
    }

    @Override
    public List<Transmitter> getTransmitters() {
      return List.of();
    }
  }
}
