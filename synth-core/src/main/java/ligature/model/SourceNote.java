package ligature.model;

/**
 * A recording that a zone of a timbre was made from, kept so that it can be encoded again for
 * another model. The samples are not copied and must not change.
 *
 * @param file the name that the recording had
 * @param rateHz frames a second
 * @param samples mono, from the onset; 32768 is {@code levelDb} above the recorded full scale
 * @param key the key that it stands for, 0 to 127
 * @param velocity how hard it was played, 1 to 127; 0 if nobody knows
 * @param pitchHz the pitch that was measured, 0 if it has none
 * @param levelDb what brings the samples back to the level of the recording
 */
public record SourceNote(
    String file,
    int rateHz,
    short[] samples,
    int key,
    int velocity,
    double pitchHz,
    float levelDb) {

  /** The samples at full scale 1, without {@link #levelDb}. */
  public float[] audio() {
    float[] audio = new float[samples.length];
    for (int i = 0; i < audio.length; i++) {
      audio[i] = samples[i] / 32768f;
    }
    return audio;
  }
}
