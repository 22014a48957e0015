package ligature.voice;

/**
 * Who is missed least when a voice is needed: those that rest before all others, released notes
 * before others, quiet before loud, old before new; the lowest held note is spared, for it carries
 * the harmony.
 *
 * <p>Threads: {@code [model-thread]}; no state.
 */
final class Stealing {

  /** A released note is going anyway: it counts as 20 dB quieter than one that is held. */
  private static final float RELEASED_SHARE = 0.1f;

  /**
   * A younger note counts as loud: it may be swelling, and taking it would lose a note just played.
   */
  private static final double YOUNG_SECONDS = 0.1;

  private Stealing() {}

  /** The playing voice that is missed least; null if none plays. */
  static Voice leastMissed(Voice[] voices, double hopSeconds) {
    return leastMissed(voices, hopSeconds, false);
  }

  private static Voice leastMissed(Voice[] voices, double hopSeconds, boolean awake) {
    Voice spared = lowestHeld(voices);
    Voice least = null;
    for (Voice voice : voices) {
      if (voice.isPlaying()
          && voice != spared
          && (!awake || voice.rest().isNone())
          && (least == null || isMissedLess(voice, least, hopSeconds))) {
        least = voice;
      }
    }
    return least == null && !awake ? spared : least;
  }

  /** The voice that is missed least of those that sound and do not rest; null if none does. */
  static Voice leastMissedAwake(Voice[] voices, double hopSeconds) {
    return leastMissed(voices, hopSeconds, true);
  }

  private static Voice lowestHeld(Voice[] voices) {
    Voice lowest = null;
    for (Voice voice : voices) {
      if (voice.isHeld()
          && !voice.rest().isResting()
          && (lowest == null || voice.key() < lowest.key())) {
        lowest = voice;
      }
    }
    return lowest;
  }

  private static boolean isMissedLess(Voice a, Voice b, double hopSeconds) {
    float missA = missed(a, hopSeconds);
    float missB = missed(b, hopSeconds);
    return missA != missB ? missA < missB : a.ordinal() < b.ordinal();
  }

  /** How much a voice would be missed: its amplitude, what is young or already going apart. */
  private static float missed(Voice voice, double hopSeconds) {
    if (voice.rest().isResting()) {
      return -1;
    }
    boolean released = voice.life().isReleased();
    boolean young = voice.hops() * hopSeconds < YOUNG_SECONDS;
    if (voice.hops() == 0 || young && !released) {
      return Float.MAX_VALUE;
    }
    return released ? RELEASED_SHARE * voice.peak() : voice.peak();
  }
}
