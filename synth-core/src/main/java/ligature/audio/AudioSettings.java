package ligature.audio;

/**
 * What is asked of an audio server; zeros leave it the choice.
 *
 * @param clientName how the program is called among others
 * @param deviceName part of a JavaSound device's name; empty for the default one
 */
public record AudioSettings(String clientName, int rateHz, int periodFrames, String deviceName) {

  /** The name that other programs connect to. */
  public static final String CLIENT_NAME = "ligature";

  /** Everything left to the server. */
  public static AudioSettings defaults() {
    return new AudioSettings(CLIENT_NAME, 0, 0, "");
  }
}
