package ligature.voice;

/**
 * The keys and the last note of one part of the sound on one keyboard: on a channel, or an MPE
 * zone. Threads: {@code [model-thread]}.
 */
final class Line {

  final KeyStack keys = new KeyStack();
  private Voice last;
  private long ordinal;
  private double hz;

  /** A note of this line began, or moved to another key. */
  void sounds(Voice voice) {
    last = voice;
    ordinal = voice.ordinal();
    hz = voice.keyHz();
  }

  /** The last note, null if it is over. */
  Voice sounding() {
    return last != null && last.ordinal() == ordinal && last.isPlaying() ? last : null;
  }

  /** The pitch at which the next note begins to glide; 0 if there was none before it. */
  double pitchHz(int offset) {
    return sounding() == null ? hz : last.pitchHz(offset);
  }
}
