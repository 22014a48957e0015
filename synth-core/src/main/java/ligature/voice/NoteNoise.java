package ligature.voice;

import ligature.latent.CounterRandom;

/**
 * The random numbers of one note that the decoder makes noise of. Threads: {@code [model-thread]}.
 */
final class NoteNoise {

  private final Moved beyond;
  private long stream;

  NoteNoise(float smoothing) {
    beyond = new Moved(smoothing);
  }

  /**
   * Begins a note.
   *
   * @param ofStream its random numbers
   */
  void start(long ofStream) {
    stream = CounterRandom.stream(ofStream, 0);
    beyond.begin();
  }

  /**
   * Writes the noise of a hop.
   *
   * @param frame on the note's own clock
   * @param more noise than recorded: 0 leaves it, 1 doubles it
   */
  void write(long frame, float more, float[] out, int at, int frames) {
    CounterRandom.noise(stream, frame, out, at, frames);
    float from = beyond.isBegun() ? beyond.value() : more;
    float to = beyond.to(more);
    if (from == 0 && to == 0) {
      return;
    }
    float step = (to - from) / frames;
    for (int i = 0; i < frames; i++) {
      out[at + i] *= 1 + from + step * i;
    }
  }
}
