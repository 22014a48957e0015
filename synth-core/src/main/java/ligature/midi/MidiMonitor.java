package ligature.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;
import javax.sound.midi.Transmitter;

/**
 * Listens beside the instrument to the MIDI inputs that are open, and counts what they send: for
 * lamps.
 *
 * <p>Threads: opened and closed on {@code [io-thread]}; counts are read by any.
 */
public final class MidiMonitor implements AutoCloseable {

  /**
   * A MIDI input.
   *
   * @param isOpen whether the instrument plays from it
   * @param messages what it sent since the monitor was opened
   */
  public record Input(String name, boolean isOpen, AtomicLong messages) {}

  private final List<Input> inputs = new ArrayList<>();
  private final List<Transmitter> transmitters = new ArrayList<>();

  private MidiMonitor() {}

  /** Begins to listen to all inputs that are open now. */
  public static MidiMonitor open() {
    MidiMonitor monitor = new MidiMonitor();
    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
      try {
        MidiDevice device = MidiSystem.getMidiDevice(info);
        if (device.getMaxTransmitters() != 0
            && !(device instanceof Sequencer)
            && !(device instanceof Synthesizer)) {
          monitor.add(info.getName(), device);
        }
      } catch (MidiUnavailableException | IllegalArgumentException e) {
        System.getLogger("ligature.midi")
            .log(System.Logger.Level.DEBUG, "not available: " + info, e);
      }
    }
    return monitor;
  }

  private void add(String name, MidiDevice device) {
    Input input = new Input(name, device.isOpen(), new AtomicLong());
    if (device.isOpen()) {
      try {
        Transmitter transmitter = device.getTransmitter();
        transmitter.setReceiver(new Counter(input.messages()));
        transmitters.add(transmitter);
      } catch (MidiUnavailableException e) {
        System.getLogger("ligature.midi")
            .log(System.Logger.Level.DEBUG, "no second listener: " + name, e);
      }
    }
    inputs.add(input);
  }

  /** The inputs that there are. */
  public List<Input> inputs() {
    return List.copyOf(inputs);
  }

  @Override
  public void close() {
    transmitters.forEach(Transmitter::close);
    transmitters.clear();
  }

  /** [midi-thread] */
  private record Counter(AtomicLong count) implements Receiver {

    @Override
    public void send(MidiMessage message, long timeStamp) {
      // clock and active sensing come by themselves: nobody has played
      if (message.getStatus() < 0xF8) {
        count.incrementAndGet();
      }
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
