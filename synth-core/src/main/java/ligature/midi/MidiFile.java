package ligature.midi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * A Standard MIDI File (formats 0, 1 and 2, all resolutions, SMPTE time too) as events at stream
 * frames. The patterns of format 2 follow each other.
 *
 * <p>Keys and pedals that the file leaves down are lifted where it ends. The tempo map is our own:
 * {@code javax.sound.midi.Sequencer} plays by the wall clock, which would make live play differ
 * from the offline render. Threads: {@code [io-thread]}.
 */
public final class MidiFile {

  private static final long MAX_BYTES = 64L << 20;
  private static final double MAX_SECONDS = 24 * 3600;
  private static final int CHANNELS = 16;
  private static final int NOTE_ON = 0x90;
  private static final int NOTE_OFF = 0x80;
  private static final int CONTROLLER = 0xB0;
  private static final int SOSTENUTO = 66;

  /** How a song is divided into stems. */
  public enum Stems {
    TRACK,
    CHANNEL
  }

  /**
   * Some of a song's events.
   *
   * @param number of the track or channel, from 1
   * @param name for a file: lower case with hyphens, never empty
   * @param notes how many begin in it
   */
  public record Part(int number, String name, EventList events, int notes) {}

  /** Program changes are what their numbers say, whatever name a song gives them. */
  public static final ToIntFunction<String> BY_NUMBER = name -> -1;

  private final Path file;
  private final int rateHz;
  private final boolean programs;
  private final SmfReader.Song song;

  private MidiFile(Path file, int rateHz, ToIntFunction<String> programs) {
    this.file = file;
    this.programs = programs != null;
    this.rateHz = rateHz;
    song = new SmfReader(file, bytes(file), programs == null ? BY_NUMBER : programs).read();
  }

  /**
   * Reads a file without its program changes: the sound is the player's choice.
   *
   * @param rateHz the stream's rate, for the frames
   * @throws InputException if it cannot be read, is no MIDI file or has no notes
   */
  public static EventList read(Path file, int rateHz) {
    return read(file, rateHz, null);
  }

  /**
   * Reads a file.
   *
   * @param programs the number from 0 of a program that the song names before it changes to it, -1
   *     to take the song's number; null to leave program changes out
   * @throws InputException if it cannot be read, is no MIDI file or has no notes
   */
  public static EventList read(Path file, int rateHz, ToIntFunction<String> programs) {
    return new MidiFile(file, rateHz, programs).part(0, "", t -> true, c -> true).events();
  }

  /**
   * Reads the tracks or channels of a file that have notes, each with the times of the whole. Each
   * has the MPE zones of the whole too, and what a zone's manager does to the notes of the zone.
   *
   * @param programs as for {@link #read(Path, int, ToIntFunction)}
   * @throws InputException if it cannot be read, is no MIDI file or has no notes
   */
  public static List<Part> stems(Path file, int rateHz, Stems by, ToIntFunction<String> programs) {
    MidiFile midi = new MidiFile(file, rateHz, programs);
    List<Part> parts = new ArrayList<>();
    int count = by == Stems.CHANNEL ? CHANNELS : midi.song.tracks().size();
    for (int i = 0; i < count; i++) {
      int index = i;
      String name = by == Stems.CHANNEL ? "channel" : midi.song.tracks().get(i).name;
      boolean notes =
          by == Stems.CHANNEL
              ? midi.hasNotes(t -> true, c -> c == index)
              : midi.hasNotes(t -> t == index, c -> true);
      if (notes) {
        parts.add(
            by == Stems.CHANNEL
                ? midi.part(i + 1, name, t -> true, c -> c == index)
                : midi.part(i + 1, name, t -> t == index, c -> true));
      }
    }
    if (parts.isEmpty()) {
      throw midi.noNotes();
    }
    return parts;
  }

  /**
   * The numbers, from 0, of a file's program changes, of those with names too.
   *
   * @throws InputException if it cannot be read or is no MIDI file
   */
  public static BitSet programNumbers(Path file) {
    return new SmfReader(file, bytes(file), BY_NUMBER).read().programNumbers();
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InputException(
            file + ": is larger than 64 MiB; no MIDI file that can be played is");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  private InputException noNotes() {
    return new InputException(file + ": has no notes; give a MIDI file with at least one");
  }

  private boolean hasNotes(IntPredicate tracks, IntPredicate channels) {
    for (int t = 0; t < song.tracks().size(); t++) {
      SmfReader.Track track = song.tracks().get(t);
      for (int i = 0; tracks.test(t) && i < track.size; i++) {
        int message = track.messages[i];
        if (isNoteOn(message) && channels.test(message >> 16 & 0xF)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNoteOn(int message) {
    return (message >> 16 & 0xF0) == NOTE_ON && (message & 0x7F) > 0;
  }

  private Part part(int number, String name, IntPredicate tracks, IntPredicate channels) {
    Taker taker = new Taker(programs, channels);
    if (song.format() == 2) {
      for (int t = 0; t < song.tracks().size(); t++) {
        List<SmfReader.Track> pattern = List.of(song.tracks().get(t));
        boolean taken = tracks.test(t);
        play(pattern, only -> taken, channels, taker);
      }
    } else {
      play(song.tracks(), tracks, channels, taker);
    }
    if (taker.notes == 0) {
      throw noNotes();
    }
    return new Part(number, fileName(name, number), taker.events, taker.notes);
  }

  private static String fileName(String name, int number) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    plain = plain.replaceAll("^-|-$", "");
    plain = plain.substring(0, Math.min(40, plain.length()));
    return plain.isEmpty() ? "track" : plain;
  }

  /** Where one track is read. */
  private static final class Cursor {
    final SmfReader.Track track;
    final int order;
    final boolean taken;
    int next;

    Cursor(SmfReader.Track track, int order, boolean taken) {
      this.track = track;
      this.order = order;
      this.taken = taken;
    }

    long tick() {
      return track.ticks[next];
    }
  }

  /** Plays tracks together: by tick, at equal ticks in the order of tracks, then of the file. */
  private void play(
      List<SmfReader.Track> tracks, IntPredicate isTaken, IntPredicate channels, Taker taker) {
    TempoMap tempo = new TempoMap(song.division(), tracks);
    PriorityQueue<Cursor> cursors =
        new PriorityQueue<>(Comparator.comparingLong(Cursor::tick).thenComparingInt(c -> c.order));
    long endTick = 0;
    for (int t = 0; t < tracks.size(); t++) {
      endTick = Math.max(endTick, tracks.get(t).endTick);
      if (tracks.get(t).size > 0) {
        cursors.add(new Cursor(tracks.get(t), t, isTaken.test(t)));
      }
    }
    while (!cursors.isEmpty()) {
      Cursor cursor = cursors.poll();
      int message = cursor.track.messages[cursor.next];
      if (cursor.taken && channels.test(message >> 16 & 0xF)) {
        taker.take(frame(tempo, cursor.tick(), taker), message);
      } else {
        taker.passBy(frame(tempo, cursor.tick(), taker), message);
      }
      if (++cursor.next < cursor.track.size) {
        cursors.add(cursor);
      }
    }
    taker.end(frame(tempo, endTick, taker));
  }

  private long frame(TempoMap tempo, long tick, Taker taker) {
    double seconds = tempo.secondsAt(tick);
    if (seconds > MAX_SECONDS) {
      throw new InputException(
          file
              + ": lasts more than 24 hours at event tick "
              + tick
              + "; the file is damaged or its tempo is");
    }
    return taker.beginFrame + Math.round(seconds * rateHz);
  }

  /** Takes messages in their order, and lifts at the end what is down. */
  private static final class Taker {
    final EventList events = new EventList();
    private final boolean programs;
    private final MidiParser parser = new MidiParser(this::add);
    private final MidiParser ofOthers;
    private final boolean[][] keys = new boolean[CHANNELS][128];
    private final boolean[][] pedals = new boolean[CHANNELS][128];
    private int notes;
    private long beginFrame;

    Taker(boolean programs, IntPredicate channels) {
      this.programs = programs;
      ofOthers = new MidiParser(new ZoneEvents(channels, this::add));
    }

    private void add(long frame, long event) {
      if (programs || Event.kind(event) != Event.PROGRAM_CHANGE) {
        events.add(frame, event);
      }
    }

    /** Takes from a message of another part what sets up and moves the zones of this one. */
    void passBy(long frame, int message) {
      boolean oneByte = (message >> 16 & 0xE0) == 0xC0;
      ofOthers.parse(
          frame, message >> 16 & 0xFF, message >> 8 & 0x7F, oneByte ? -1 : message & 0x7F);
    }

    void take(long frame, int message) {
      int status = message >> 16 & 0xFF;
      int first = message >> 8 & 0x7F;
      int second = message & 0x7F;
      int channel = status & 0xF;
      int kind = status & 0xF0;
      if (kind == NOTE_ON || kind == NOTE_OFF) {
        keys[channel][first] = isNoteOn(message);
        notes += isNoteOn(message) ? 1 : 0;
      } else if (kind == CONTROLLER && (first == Controllers.SUSTAIN || first == SOSTENUTO)) {
        pedals[channel][first] = second > 0;
      }
      boolean oneByte = kind == 0xC0 || kind == 0xD0;
      parser.parse(frame, status, first, oneByte ? -1 : second);
    }

    void end(long frame) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int number = 0; number < 128; number++) {
          if (keys[channel][number]) {
            parser.parse(frame, NOTE_OFF | channel, number, 64);
            keys[channel][number] = false;
          }
          if (pedals[channel][number]) {
            parser.parse(frame, CONTROLLER | channel, number, 0);
            pedals[channel][number] = false;
          }
        }
      }
      beginFrame = frame;
    }
  }
}
