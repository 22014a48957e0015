package ligature.voice;

/**
 * Keeps a breathing note at its level: what walking about in code space changes of it is measured
 * on the decoded audio and given back. What breathes is the colour.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
final class BreathLevel {

  /** The level now is a mean over so long, the level meant over up to so long. */
  private static final double NOW_SECONDS = 0.12;

  private static final double MEANT_SECONDS = 30;

  private static final double MOST_DB = 6;

  /** Below this is no level to keep. */
  private static final double SILENCE = 1e-12;

  private final double nowShare;
  private final double hopSeconds;
  private double now;
  private double meantDb;
  private double seconds;

  BreathLevel(double hopSeconds) {
    this.hopSeconds = hopSeconds;
    nowShare = 1 - Math.exp(-hopSeconds / NOW_SECONDS);
  }

  /** Forgets what was meant: another note, or another place in it. */
  void clear() {
    now = 0;
    seconds = 0;
  }

  /** Takes a decoded hop of a note that breathes. */
  void take(float[] audio, int from, int frames) {
    double power = 0;
    for (int i = from; i < from + frames; i++) {
      power += (double) audio[i] * audio[i];
    }
    power /= frames;
    if (!(power < 1e6)) { // a broken network
      return;
    }
    now = seconds == 0 ? power : now + nowShare * (power - now);
    seconds += hopSeconds;
    double db = 10 * Math.log10(now + SILENCE);
    double share = hopSeconds / Math.min(MEANT_SECONDS, Math.max(hopSeconds, seconds));
    meantDb += share * (db - meantDb);
  }

  /** What is to be added, in dB. */
  float correctionDb() {
    if (seconds == 0 || now < SILENCE) {
      return 0;
    }
    double db = meantDb - 10 * Math.log10(now + SILENCE);
    return (float) Math.max(-MOST_DB, Math.min(MOST_DB, db));
  }
}
