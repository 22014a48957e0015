package ligature.audio;

/**
 * What is asked of an audio server; zeros leave it the choice.
 *
 * @param clientName how the program is called among others
 * @param rateHz of the device; JACK's server has its own
 * @param periodFrames of the device; JACK's server has its own
 * @param bits of a sample, 16 or 24; JACK has floats
 * @param deviceName part of a JavaSound device's name; empty for the default one
 * @param capture whether to open an input too
 */
public record AudioSettings(
    String clientName, int rateHz, int periodFrames, int bits, String deviceName, boolean capture) {

  /** The name that other programs connect to. */
  public static final String CLIENT_NAME = "ligature";

  /** Without an input, at the best width that the device has. */
  public AudioSettings(String clientName, int rateHz, int periodFrames, String deviceName) {
    this(clientName, rateHz, periodFrames, 0, deviceName, false);
  }

  /** Everything left to the server. */
  public static AudioSettings defaults() {
    return new AudioSettings(CLIENT_NAME, 0, 0, "");
  }

  /** The same, with an input. */
  public AudioSettings withCapture() {
    return new AudioSettings(clientName, rateHz, periodFrames, bits, deviceName, true);
  }
}
