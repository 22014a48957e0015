package ligature.render.pack;

/**
 * A loop of a sample, in frames of its file.
 *
 * @param start the first frame that is repeated
 * @param end the one after the last
 * @param fade frames before the end in which the sound goes over into what precedes the start
 */
record Loop(int start, int end, int fade) {

  int length() {
    return end - start;
  }

  /** Crosses the end of the loop over into its beginning; both must be in phase. */
  void crossFade(float[] samples) {
    for (int i = 0; i < fade; i++) {
      float in = (i + 1f) / fade;
      int at = end - fade + i;
      samples[at] += in * (samples[at - length()] - samples[at]);
    }
  }
}
