package ligature.audio;

/**
 * An open connection to what plays audio. Threads: the owner's, but {@link #xruns} and {@link
 * #isAlive}: any.
 */
public interface AudioServer extends AutoCloseable {

  int sampleRateHz();

  /** Frames of one callback. */
  int periodFrames();

  /** For people: "JACK, 48000 Hz, period 128". */
  String description();

  /**
   * Begins to call {@code playback}, whose ring is filled already.
   *
   * @throws ligature.files.InputException if the server refuses
   */
  void start(Playback playback);

  /** Xruns that the server reported since the start. */
  long xruns();

  /** False once the server went away; close it then. */
  boolean isAlive();

  @Override
  void close();
}
