package ligature.midi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;
import ligature.files.InputException;

/**
 * Reads the chunks of a Standard MIDI File: channel messages and tempo changes at ticks; the rest
 * is skipped. Format: Standard MIDI Files 1.0 (RP-001), with the program names of RP-019. A file
 * that breaks off or has bytes where no event can be is refused with a word where. Threads: one,
 * {@code [io-thread]}.
 */
final class SmfReader {

  /** More than any music has; a damaged file may ask for more memory than there is. */
  private static final int MOST_EVENTS = 4_000_000;

  private static final long MOST_TICKS = 1L << 38;
  private static final int META = 0xFF;
  private static final int TRACK_NAME = 0x03;
  private static final int PROGRAM_NAME = 0x08;
  private static final int PROGRAM_CHANGE = 0xC0;
  private static final int END_OF_TRACK = 0x2F;
  private static final int SET_TEMPO = 0x51;

  private final Path file;
  private final byte[] bytes;
  private final ToIntFunction<String> programs;
  private String programName;
  private int at;
  private int end;
  private int events;
  private int track;

  /** One track: its channel messages and tempo changes, in the order of their ticks. */
  static final class Track {
    String name = "";
    long endTick;

    /** Ticks of the messages, and status, first and second data byte, 8 bits each. */
    long[] ticks = new long[64];

    int[] messages = new int[64];
    int size;

    /** Pairs of a tick and microseconds for a beat. */
    final List<long[]> tempos = new ArrayList<>();

    void add(long tick, int message) {
      if (size == ticks.length) {
        ticks = Arrays.copyOf(ticks, 2 * size);
        messages = Arrays.copyOf(messages, 2 * size);
      }
      ticks[size] = tick;
      messages[size++] = message;
    }
  }

  /**
   * A whole file.
   *
   * @param format 0, 1 or 2
   * @param division ticks of a beat; negative: frames a second and ticks of a frame, as in the file
   */
  record Song(int format, int division, List<Track> tracks) {

    BitSet programNumbers() {
      BitSet numbers = new BitSet(128);
      for (Track track : tracks) {
        for (int i = 0; i < track.size; i++) {
          if ((track.messages[i] >> 16 & 0xF0) == PROGRAM_CHANGE) {
            numbers.set(track.messages[i] >> 8 & 0x7F);
          }
        }
      }
      return numbers;
    }
  }

  /**
   * @param programs the number of the program of a name, from 0; -1 if there is none
   */
  SmfReader(Path file, byte[] bytes, ToIntFunction<String> programs) {
    this.file = file;
    this.bytes = bytes;
    this.programs = programs;
    end = bytes.length;
  }

  /**
   * Reads all of it.
   *
   * @throws InputException if it is no MIDI file or a damaged one
   */
  Song read() {
    if (id(0).equals("RIFF") && id(8).equals("RMID")) {
      at = 20; // the header of RIFF, and of its data chunk
    }
    if (!id(at).equals("MThd")) {
      throw new InputException(file + ": is not a Standard MIDI File; it should begin with MThd");
    }
    at += 4;
    long headerBytes = unsigned(4);
    if (headerBytes < 6) {
      throw damaged("its header has " + headerBytes + " bytes instead of 6");
    }
    int next = skipFrom(at, headerBytes);
    int format = (int) unsigned(2);
    unsigned(2); // how many tracks: what follows says it better
    int division = (short) unsigned(2);
    check(format, division);
    at = next;
    List<Track> tracks = new ArrayList<>();
    while (bytes.length - at >= 8) {
      String id = id(at);
      at += 4;
      long length = unsigned(4);
      if (id.equals("MTrk")) {
        track = tracks.size() + 1;
        end = skipFrom(at, length);
        tracks.add(track());
        at = end;
        end = bytes.length;
      } else {
        at = (int) Math.min(bytes.length, at + length); // a chunk of another kind
      }
    }
    return new Song(format, division, tracks);
  }

  private void check(int format, int division) {
    if (format > 2) {
      throw new InputException(
          file + ": is of MIDI file format " + format + "; 0, 1 and 2 are known");
    }
    boolean smpte = division < 0;
    int framesPerSecond = -(division >> 8);
    boolean knownRate =
        framesPerSecond == 24
            || framesPerSecond == 25
            || framesPerSecond == 29
            || framesPerSecond == 30;
    if (division == 0 || smpte && (!knownRate || (division & 0xFF) == 0)) {
      throw damaged("its time division is " + (division & 0xFFFF));
    }
  }

  private Track track() {
    Track result = new Track();
    programName = null;
    long tick = 0;
    int running = 0;
    while (at < end) {
      tick += variable();
      if (tick > MOST_TICKS) {
        throw damaged("track " + track + " has more ticks than any music");
      }
      result.endTick = tick;
      int status = peek();
      if (status >= 0x80) {
        at++;
      } else {
        status = running;
      }
      if (status < 0x80) {
        throw damaged("track " + track + " has no event at byte " + at);
      }
      if (status < 0xF0) {
        running = status;
        message(result, tick, status);
      } else if (status == META) {
        if (meta(result, tick)) {
          break;
        }
      } else if (status == 0xF0 || status == 0xF7) {
        long length = variable();
        at = skipFrom(at, length);
        running = 0;
      } else {
        throw damaged("track " + track + " has no event at byte " + (at - 1));
      }
    }
    return result;
  }

  private void message(Track result, long tick, int status) {
    int first = data();
    int kind = status & 0xF0;
    int second = kind == 0xC0 || kind == 0xD0 ? 0 : data();
    if (++events > MOST_EVENTS) {
      throw new InputException(file + ": has more than " + MOST_EVENTS + " events");
    }
    if (kind == PROGRAM_CHANGE && programName != null) {
      int named = programs.applyAsInt(programName);
      first = named >= 0 && named < 0x80 ? named : first;
      programName = null;
    }
    result.add(tick, status << 16 | first << 8 | second);
  }

  /** Reads a meta event; true if it ends the track. */
  private boolean meta(Track result, long tick) {
    int type = (int) unsigned(1);
    int length = (int) variable();
    int from = at;
    at = skipFrom(from, length);
    if (type == SET_TEMPO && length == 3) {
      long micros =
          (bytes[from] & 0xFFL) << 16 | (bytes[from + 1] & 0xFFL) << 8 | bytes[from + 2] & 0xFFL;
      if (micros > 0) {
        result.tempos.add(new long[] {tick, micros});
      }
    } else if (type == TRACK_NAME && result.name.isEmpty()) {
      result.name = text(from, length);
    } else if (type == PROGRAM_NAME) {
      programName = text(from, length);
    }
    return type == END_OF_TRACK;
  }

  /** Most programs write UTF-8 today; what is none is read as Latin 1, as it was once usual. */
  private String text(int from, int length) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, length))
              .toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    return text.strip();
  }

  private String id(int from) {
    return from + 4 <= bytes.length ? new String(bytes, from, 4, StandardCharsets.ISO_8859_1) : "";
  }

  private int peek() {
    if (at >= end) {
      throw tooShort();
    }
    return bytes[at] & 0xFF;
  }

  private int data() {
    int value = peek();
    if (value >= 0x80) {
      throw damaged("track " + track + " has an event without its data at byte " + at);
    }
    at++;
    return value;
  }

  private long unsigned(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | peek();
      at++;
    }
    return value;
  }

  /** A number of seven bits a byte, at most four bytes. */
  private long variable() {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      int next = (int) unsigned(1);
      value = value << 7 | next & 0x7F;
      if (next < 0x80) {
        return value;
      }
    }
    throw damaged("track " + track + " has a number of more than four bytes at byte " + (at - 4));
  }

  private int skipFrom(int from, long length) {
    if (from + length > end) {
      throw tooShort();
    }
    return (int) (from + length);
  }

  private InputException tooShort() {
    return damaged(track == 0 ? "it ends within its header" : "it ends within track " + track);
  }

  private InputException damaged(String why) {
    return new InputException(file + ": is a damaged MIDI file: " + why);
  }
}
