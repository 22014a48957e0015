package ligature.soundfile;

/**
 * The beginning of a sound file, as far as it was wanted.
 *
 * @param rateHz frames a second
 * @param channels 1 or more
 * @param samples [frame * channels + channel], full scale 1, finite
 * @param fileFrames the frames of the whole file; more than {@link #frames} if its end was left out
 */
public record Excerpt(int rateHz, int channels, float[] samples, long fileFrames) {

  /** The frames that were read. */
  public int frames() {
    return samples.length / channels;
  }

  public double fileSeconds() {
    return (double) fileFrames / rateHz;
  }
}
