package ligature.midi;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * A Standard MIDI File (formats 0 and 1, all resolutions) as events at stream frames.
 *
 * <p>The tempo map is our own: {@code javax.sound.midi.Sequencer} plays by the wall clock, which
 * would make live play differ from the offline render. Threads: {@code [io-thread]}.
 */
public final class MidiFile {

  private static final long MAX_BYTES = 64L << 20;
  private static final double MAX_SECONDS = 24 * 3600;
  private static final int SET_TEMPO = 0x51;

  /** 120 beats a minute, what the specification gives a file without a tempo. */
  private static final double DEFAULT_MICROS_PER_BEAT = 500_000;

  private MidiFile() {}

  /**
   * Reads a file.
   *
   * @param rateHz the stream's rate, for the frames
   * @throws InputException if it cannot be read or is no MIDI file
   */
  public static EventList read(Path file, int rateHz) {
    Sequence sequence = parse(file);
    EventList events = new EventList();
    MidiParser parser =
        new MidiParser(
            (frame, event) -> {
              // a song's programs are those of another synthesizer
              if (Event.kind(event) != Event.PROGRAM_CHANGE) {
                events.add(frame, event);
              }
            });
    TempoMap tempo = new TempoMap(sequence);
    int notes = 0;
    for (MidiEvent event : inOrder(sequence)) {
      if (event.getMessage() instanceof ShortMessage message) {
        double seconds = tempo.secondsAt(event.getTick());
        if (seconds > MAX_SECONDS) {
          throw new InputException(
              file
                  + ": lasts more than 24 hours at event tick "
                  + event.getTick()
                  + "; the file is damaged or its tempo is");
        }
        boolean twoBytes = message.getLength() > 2;
        notes += message.getCommand() == ShortMessage.NOTE_ON ? 1 : 0;
        parser.parse(
            Math.round(seconds * rateHz),
            message.getStatus(),
            message.getData1(),
            twoBytes ? message.getData2() : -1);
      }
    }
    if (notes == 0) {
      throw new InputException(file + ": has no notes; give a MIDI file with at least one");
    }
    return events;
  }

  private static Sequence parse(Path file) {
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InputException(
            file + ": is larger than 64 MiB; no MIDI file that can be played is");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    try {
      return MidiSystem.getSequence(new BufferedInputStream(new ByteArrayInputStream(bytes)));
    } catch (InvalidMidiDataException | IOException | RuntimeException e) {
      // the JDK's reader throws unchecked exceptions too on damaged files
      String why = e.getMessage() == null ? "it ends too early or is damaged" : e.getMessage();
      throw new InputException(file + ": is not a Standard MIDI File (" + why + ")", e);
    }
  }

  /** The events of all tracks by tick; at equal ticks in the order of tracks, then of the file. */
  private static List<MidiEvent> inOrder(Sequence sequence) {
    List<MidiEvent> all = new ArrayList<>();
    for (Track track : sequence.getTracks()) {
      for (int i = 0; i < track.size(); i++) {
        all.add(track.get(i));
      }
    }
    all.sort(Comparator.comparingLong(MidiEvent::getTick));
    return all;
  }

  /** Ticks to seconds. */
  private static final class TempoMap {

    private final double secondsPerTickFixed;
    private final int resolution;
    private final List<long[]> changes = new ArrayList<>(); // tick, microseconds per beat

    TempoMap(Sequence sequence) {
      resolution = Math.max(1, sequence.getResolution());
      secondsPerTickFixed =
          sequence.getDivisionType() == Sequence.PPQ
              ? 0
              : 1.0 / (sequence.getDivisionType() * resolution);
      for (MidiEvent event : inOrder(sequence)) {
        long micros = tempoOf(event.getMessage());
        if (micros > 0) {
          changes.add(new long[] {event.getTick(), micros});
        }
      }
    }

    private static long tempoOf(MidiMessage message) {
      if (message instanceof MetaMessage meta
          && meta.getType() == SET_TEMPO
          && meta.getData().length == 3) {
        byte[] d = meta.getData();
        return (d[0] & 0xFFL) << 16 | (d[1] & 0xFFL) << 8 | d[2] & 0xFFL;
      }
      return 0;
    }

    double secondsAt(long tick) {
      if (secondsPerTickFixed > 0) {
        return tick * secondsPerTickFixed;
      }
      double micros = 0;
      double perBeat = DEFAULT_MICROS_PER_BEAT;
      long from = 0;
      for (long[] change : changes) {
        if (change[0] >= tick) {
          break;
        }
        micros += (change[0] - from) * perBeat / resolution;
        from = change[0];
        perBeat = change[1];
      }
      return (micros + (tick - from) * perBeat / resolution) * 1e-6;
    }
  }
}
