package ligature.midi;

/**
 * The tempo of a MIDI clock: the mean over the last two beats, so that the jitter of single ticks
 * does not show. Threads: one; no allocation after the constructor.
 */
public final class MidiClock {

  private static final int TICKS_PER_BEAT = 24;
  private static final int KEPT = 2 * TICKS_PER_BEAT + 1;

  /** A pause this long is a stop: 5 beats a minute. */
  private static final double LONGEST_TICK_SECONDS = 0.5;

  /** The tempo is told after so many ticks: a quarter of a beat. */
  private static final int FEWEST = TICKS_PER_BEAT / 4;

  private final int rateHz;
  private final long[] frames = new long[KEPT];
  private long ticks;
  private boolean runs;

  /**
   * @param rateHz of the frames
   */
  public MidiClock(int rateHz) {
    this.rateHz = rateHz;
  }

  /** Takes a {@link Event#CLOCK} event that happened at {@code frame}. */
  public void take(int what, long frame) {
    switch (what) {
      case Event.CLOCK_TICK -> tick(frame);
      case Event.CLOCK_START, Event.CLOCK_CONTINUE -> runs = true;
      case Event.CLOCK_STOP -> runs = false;
      default -> {
        // nothing that a clock sends
      }
    }
  }

  private void tick(long frame) {
    if (ticks > 0 && frame - last() > LONGEST_TICK_SECONDS * rateHz) {
      ticks = 0;
    }
    frames[(int) (ticks++ % KEPT)] = frame;
  }

  private long last() {
    return frames[(int) ((ticks - 1) % KEPT)];
  }

  /**
   * The tempo, 0 while it is not known.
   *
   * @param now the frame for which it is asked: a clock that fell silent has none
   */
  public double beatsPerMinute(long now) {
    int n = (int) Math.min(KEPT, ticks);
    if (n <= FEWEST || now - last() > LONGEST_TICK_SECONDS * rateHz) {
      return 0;
    }
    long first = frames[(int) ((ticks - n) % KEPT)];
    long span = last() - first;
    return span <= 0 ? 0 : 60.0 * rateHz * (n - 1) / (TICKS_PER_BEAT * (double) span);
  }

  /** Whether the sender has said start, and not stop since. */
  public boolean runs() {
    return runs;
  }
}
