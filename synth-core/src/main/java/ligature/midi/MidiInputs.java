package ligature.midi;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.rt.EventRing;

/**
 * MIDI keyboards, through {@code javax.sound.midi}, also those that are plugged in later. Each
 * device has its ring, filled on the driver's thread; its times are those of the stream clock,
 * because the drivers' own have no relation to the audio.
 *
 * <p>Threads: {@code [io-thread]}, one at a time.
 */
public final class MidiInputs implements AutoCloseable {

  /** In place of names: every device. */
  public static final String ALL = "all";

  /** The most devices at once. */
  public static final int MOST_DEVICES = 16;

  private static final int RING_EVENTS = 4096;
  private static final System.Logger LOG = System.getLogger("ligature.midi");

  private final List<String> wanted;
  private final LongSupplier frameNow;
  private final Map<MidiDevice.Info, MidiInput> open = new LinkedHashMap<>();
  private final Set<MidiDevice.Info> seen = new HashSet<>();
  private final List<EventRing> rings;

  private MidiInputs(List<String> wanted, LongSupplier frameNow) {
    this.wanted = List.copyOf(wanted);
    this.frameNow = frameNow;
    // all from the start, empty: the instrument's sources do not change while it plays
    int count = wanted.isEmpty() ? 0 : MOST_DEVICES;
    rings = IntStream.range(0, count).mapToObj(i -> new EventRing(RING_EVENTS)).toList();
  }

  /**
   * The devices that send MIDI: keyboards and controllers, not the JDK's own synthesizer and
   * sequencer.
   */
  public static List<String> names() {
    return Stream.of(MidiSystem.getMidiDeviceInfo())
        .filter(info -> sender(info) != null)
        .map(MidiDevice.Info::getName)
        .toList();
  }

  /** The device, if it sends MIDI; else null. */
  private static MidiDevice sender(MidiDevice.Info info) {
    try {
      MidiDevice device = MidiSystem.getMidiDevice(info);
      boolean sends =
          device.getMaxTransmitters() != 0
              && !(device instanceof Sequencer)
              && !(device instanceof Synthesizer);
      return sends ? device : null;
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, "not available: " + info, e);
      return null;
    }
  }

  /**
   * Opens the devices whose names contain one of {@code wanted}, or all of them.
   *
   * @param frameNow gives the engine frame at which an event that happens now sounds
   * @throws InputException if a name matches none, or a named device cannot be opened
   */
  public static MidiInputs open(List<String> wanted, LongSupplier frameNow) {
    MidiInputs inputs = new MidiInputs(wanted, frameNow);
    List<String> names = names();
    for (String name : wanted) {
      if (!name.equals(ALL) && names.stream().noneMatch(n -> matches(n, name))) {
        throw new InputException(
            "--midi-in "
                + name
                + ": there is no such MIDI input; "
                + (names.isEmpty()
                    ? "none is connected"
                    : "there are " + String.join(", ", Nearest.of(name, names, 5))));
      }
    }
    try {
      inputs.look(!wanted.contains(ALL));
    } catch (RuntimeException e) {
      inputs.close();
      throw e;
    }
    return inputs;
  }

  private static boolean matches(String deviceName, String name) {
    return deviceName.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private boolean isWanted(MidiDevice.Info info) {
    return wanted.stream().anyMatch(w -> w.equals(ALL) || matches(info.getName(), w));
  }

  /**
   * Looks what was plugged in and pulled out since the last time: opens the one, forgets the other
   * and lifts its keys. A device that could not be opened is tried again when it was pulled out
   * meanwhile.
   */
  public void look() {
    look(false);
  }

  private void look(boolean mustOpen) {
    if (rings.isEmpty()) {
      return;
    }
    List<MidiDevice.Info> there = List.of(MidiSystem.getMidiDeviceInfo());
    for (MidiDevice.Info info : List.copyOf(open.keySet())) {
      if (!there.contains(info)) {
        MidiInput gone = open.remove(info);
        gone.detach();
        LOG.log(System.Logger.Level.INFO, "MIDI input gone: " + gone.name());
      }
    }
    seen.retainAll(there);
    for (MidiDevice.Info info : there) {
      // asked once: the JDK makes its own synthesizer and sequencer anew each time
      MidiDevice device = seen.add(info) && isWanted(info) ? sender(info) : null;
      if (device != null) {
        add(info, device, mustOpen);
      }
    }
  }

  private void add(MidiDevice.Info info, MidiDevice device, boolean mustOpen) {
    EventRing ring = freeRing();
    String name = info.getName();
    if (ring == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          name + ": not opened; " + MOST_DEVICES + " MIDI inputs are open already");
      return;
    }
    MidiInput input = new MidiInput(device, ring, frameNow);
    try {
      input.open();
      open.put(info, input);
      LOG.log(System.Logger.Level.INFO, "MIDI input: " + name);
    } catch (MidiUnavailableException | RuntimeException e) {
      String message =
          name + ": cannot be opened (" + e.getMessage() + "); another program may use it";
      if (mustOpen) {
        throw new InputException("--midi-in " + message, e);
      }
      LOG.log(System.Logger.Level.WARNING, message);
    }
  }

  private EventRing freeRing() {
    return rings.stream()
        .filter(r -> open.values().stream().noneMatch(input -> input.ring() == r))
        .findFirst()
        .orElse(null);
  }

  /** The rings of all devices that there may be; the same ones for as long as this is open. */
  public List<EventRing> rings() {
    return rings;
  }

  /** The names of the devices that are open. */
  public List<String> openNames() {
    return open.values().stream().map(MidiInput::name).toList();
  }

  @Override
  public void close() {
    open.values().forEach(MidiInput::detach);
    open.clear();
  }
}
