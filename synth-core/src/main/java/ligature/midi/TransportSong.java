package ligature.midi;

import ligature.rt.EventSource;

/**
 * A song that follows a transport: its events come while the transport rolls, at its place.
 *
 * <p>When the transport jumps or stops, the song's own keys are lifted; when it starts within the
 * song, controllers, bends and programs are sent first as they stand there, so that it sounds as if
 * it had been played from the beginning. Notes that began earlier stay silent.
 *
 * <p>What sounds at a period was asked for some frames earlier, so the song is read that far ahead
 * of the transport. Right after a start that much of it comes at once: it is late by the latency.
 *
 * <p>Threads: {@link #report} by {@code [audio-thread]}, the rest by {@code [model-thread]};
 * wait-free, no allocation.
 */
public final class TransportSong implements EventSource {

  /** Two clocks of different rates are rounded: less is no jump. */
  private static final long JUMP_FRAMES = 4;

  private static final int KEYS = 128;
  private static final int CHANNELS = 16;

  private final EventList song;
  private final long[] down = new long[CHANNELS * KEYS / Long.SIZE];

  // told by the audio thread; the state is written last
  private volatile long seekFrame;
  private volatile long fromFrame;
  private volatile long state;

  private long lastOffset;
  private boolean lastRolling;

  private long seen;
  private long from;
  private int next;
  private int chased;
  private int lifted = CHANNELS * KEYS;
  private int pedalled = CHANNELS;
  private int pedals;

  /** Of a song whose frames are the transport's, at the engine's rate. */
  public TransportSong(EventList song) {
    this.song = song;
  }

  /**
   * [audio-thread] Where the transport is in this period.
   *
   * @param engineFrame the engine frame at which an event of this period's first frame sounds
   * @param songFrame the transport's place at that first frame, at the engine's rate
   * @param aheadFrames how much later it sounds, at the engine's rate
   */
  public void report(long engineFrame, long songFrame, long aheadFrames, boolean rolling) {
    long offset = engineFrame - aheadFrames - songFrame;
    boolean jumped = rolling && Math.abs(offset - lastOffset) > JUMP_FRAMES;
    if (rolling == lastRolling && !jumped) {
      return;
    }
    lastRolling = rolling;
    lastOffset = offset;
    seekFrame = songFrame;
    fromFrame = engineFrame;
    state = offset << 1 | (rolling ? 1 : 0);
  }

  private boolean rolls() {
    return (seen & 1) != 0;
  }

  private long offset() {
    return seen >> 1;
  }

  @Override
  public long nextFrame() {
    long now = state;
    if (now != seen) {
      adopt(now);
    }
    nextKeyDown();
    nextPedalDown();
    if (lifted < CHANNELS * KEYS || pedalled < CHANNELS) {
      return from;
    }
    if (!rolls()) {
      return NONE;
    }
    while (chased < next && isNote(song.eventAt(chased))) {
      chased++;
    }
    if (chased < next) {
      return from;
    }
    return next < song.size() ? Math.max(from, song.frameAt(next) + offset()) : NONE;
  }

  private void adopt(long now) {
    seen = now;
    from = fromFrame;
    lifted = 0;
    pedalled = 0;
    chased = 0;
    next = 0;
    long place = seekFrame;
    while (rolls() && next < song.size() && song.frameAt(next) < place) {
      next++;
    }
  }

  private void nextKeyDown() {
    while (lifted < CHANNELS * KEYS && (down[lifted / Long.SIZE] >> lifted & 1) == 0) {
      lifted++;
    }
  }

  private void nextPedalDown() {
    while (pedalled < CHANNELS && (pedals >> pedalled & 1) == 0) {
      pedalled++;
    }
  }

  private static boolean isNote(long event) {
    int kind = Event.kind(event);
    return kind == Event.NOTE_ON || kind == Event.NOTE_OFF || kind == Event.NOTE_PITCH;
  }

  @Override
  public long take() {
    if (lifted < CHANNELS * KEYS) {
      long event = Event.noteOff(lifted / KEYS, lifted % KEYS, Event.USUAL_RELEASE_VELOCITY);
      note(event);
      return event;
    }
    if (pedalled < CHANNELS) {
      long event = Event.pack(Event.CONTROLLER, pedalled, Controllers.SUSTAIN, 0);
      note(event);
      return event;
    }
    long event = song.eventAt(chased < next ? chased : next);
    if (chased < next) {
      chased++;
    } else {
      next++;
      chased = next;
    }
    note(event);
    return event;
  }

  /** Remembers which keys and pedals of the song are down. */
  private void note(long event) {
    int channel = Event.channel(event);
    int key = channel * KEYS + Event.number(event);
    switch (Event.kind(event)) {
      case Event.NOTE_ON -> down[key / Long.SIZE] |= 1L << key;
      case Event.NOTE_OFF -> down[key / Long.SIZE] &= ~(1L << key);
      case Event.CONTROLLER -> {
        if (Event.number(event) == Controllers.SUSTAIN) {
          int bit = 1 << channel;
          pedals = Event.value(event) > 0 ? pedals | bit : pedals & ~bit;
        }
      }
      default -> {
        // nothing that stays down
      }
    }
  }
}
