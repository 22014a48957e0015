package ligature.voice;

/**
 * Who is missed least when a voice is needed: what nobody hears, then released notes before others,
 * quiet before loud, old before new; the lowest held note is spared, for it carries the harmony.
 *
 * <p>Threads: {@code [model-thread]}; no state.
 */
final class Stealing {

  /** Below -60 dB a note is not missed, whatever its key does. */
  private static final float UNHEARD = 1e-3f;

  /**
   * A younger note counts as loud: it may be swelling, and taking it would lose a note just played.
   */
  private static final double YOUNG_SECONDS = 0.1;

  private Stealing() {}

  /** The playing voice that is missed least; null if none plays. */
  static Voice leastMissed(Voice[] voices, double hopSeconds) {
    Voice spared = lowestHeld(voices);
    Voice least = null;
    for (Voice voice : voices) {
      if (voice.isPlaying()
          && voice != spared
          && (least == null || isMissedLess(voice, least, hopSeconds))) {
        least = voice;
      }
    }
    return least == null ? spared : least;
  }

  private static Voice lowestHeld(Voice[] voices) {
    Voice lowest = null;
    for (Voice voice : voices) {
      if (voice.state() == Voice.State.HELD && (lowest == null || voice.key() < lowest.key())) {
        lowest = voice;
      }
    }
    return lowest;
  }

  private static boolean isMissedLess(Voice a, Voice b, double hopSeconds) {
    int rankA = rank(a, hopSeconds);
    int rankB = rank(b, hopSeconds);
    if (rankA != rankB) {
      return rankA < rankB;
    }
    return a.peak() != b.peak() ? a.peak() < b.peak() : a.ordinal() < b.ordinal();
  }

  private static int rank(Voice voice, double hopSeconds) {
    boolean released = voice.state() == Voice.State.RELEASED;
    boolean young = voice.hops() * hopSeconds < YOUNG_SECONDS;
    if (voice.hops() == 0 || young && !released) {
      return 3;
    }
    if (voice.peak() < UNHEARD) {
      return 0;
    }
    return released ? 1 : 2;
  }
}
