package ligature.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ticks of a MIDI file to seconds; asked in ascending order. Threads: one. */
final class TempoMap {

  /** 120 beats a minute, what the specification gives a file without a tempo. */
  private static final double DEFAULT_MICROS_PER_BEAT = 500_000;

  /** 29 in a file means 29.97, the rate of colour television: 30 000 / 1 001. */
  private static final int DROP_FRAME = 29;

  private final double secondsPerTickFixed;
  private final int resolution;
  private final List<long[]> changes = new ArrayList<>();
  private int next;
  private long from;
  private double micros;
  private double perBeat = DEFAULT_MICROS_PER_BEAT;

  /**
   * @param division as the file says it
   * @param tracks whose tempo changes count
   */
  TempoMap(int division, List<SmfReader.Track> tracks) {
    if (division < 0) {
      int frames = -(division >> 8);
      double rate = frames == DROP_FRAME ? 30_000.0 / 1001 : frames;
      secondsPerTickFixed = 1 / (rate * (division & 0xFF));
      resolution = 1;
    } else {
      secondsPerTickFixed = 0;
      resolution = division;
      tracks.forEach(t -> changes.addAll(t.tempos));
      changes.sort(Comparator.comparingLong(c -> c[0]));
    }
  }

  /**
   * @param tick not before the last one that was asked for
   */
  double secondsAt(long tick) {
    if (secondsPerTickFixed > 0) {
      return tick * secondsPerTickFixed;
    }
    while (next < changes.size() && changes.get(next)[0] < tick) {
      long[] change = changes.get(next++);
      micros += (change[0] - from) * perBeat / resolution;
      from = change[0];
      perBeat = change[1];
    }
    return (micros + (tick - from) * perBeat / resolution) * 1e-6;
  }
}
