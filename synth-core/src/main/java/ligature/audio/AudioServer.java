package ligature.audio;

/**
 * An open connection to what plays audio. Threads: the owner's, but {@link #xruns}, {@link
 * #isAlive}, {@link #problem} and {@link #transport}: any; {@link #attend} says its own.
 */
public interface AudioServer extends AutoCloseable {

  /** What {@code --audio} calls this kind of server. */
  String kind();

  int sampleRateHz();

  /** Frames of one callback. */
  int periodFrames();

  /** For people: "JACK, 48000 Hz, period 128". */
  String description();

  /**
   * Begins to call {@code playback}, whose ring is filled already. Only from here on do other
   * programs see ports of ours.
   *
   * @throws ligature.files.InputException if the server refuses
   */
  void start(Playback playback);

  /** Connects our outputs to the device, where that is not so by itself; after {@link #start}. */
  default void connectToSpeakers() {}

  /** What our ports are connected to now. */
  default Wiring wiring() {
    return Wiring.NONE;
  }

  /**
   * Connects again what can be connected now; after {@link #start}.
   *
   * @return what cannot: the other program is not there
   */
  default Wiring restore(Wiring wanted) {
    return wanted;
  }

  /** Xruns that the server reported since the start. */
  long xruns();

  /** MIDI events that the server took back before they could be read, at least, since the start. */
  default long lostMidiEvents() {
    return 0;
  }

  /**
   * Periods for which the server did not call us since the start, and whose MIDI events are lost if
   * there were any.
   */
  default long missedPeriods() {
    return 0;
  }

  /** False once the server went away; close it then. */
  boolean isAlive();

  /** What it cannot do any more though it plays, in a line for people; null for nothing. */
  default String problem() {
    return null;
  }

  /** Whether programs share a transport on it. */
  default boolean hasTransport() {
    return false;
  }

  /** Where the transport that programs share is; stopped at 0 where there is none. */
  default Transport transport() {
    return Transport.NONE;
  }

  /** Attends to the program that hosts us, if there is one; several times a second. [io-thread] */
  default void attend(Hosted instrument) {}

  /** Whether it may leave us alone as long as it likes: it renders to a file, in step with us. */
  default boolean mayStandStill() {
    return false;
  }

  /** From the call on the playback is not called any more. */
  @Override
  void close();
}
