package ligature.tuning.mts;

import com.sun.jna.Pointer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.units.KeyPitch;

/**
 * A client of MTS-ESP: asks its master, if there is one, for the pitch of each note as it begins.
 *
 * <p>The library is loaded from where its installer puts it; the system property {@value #LIBRARY}
 * names another place. Threads: {@link #open} and {@link #close} on {@code [io-thread]}, the
 * pitches on {@code [model-thread]}: no allocation, no waiting, the library reads shared memory.
 */
public final class MtsEsp implements AutoCloseable {

  /** The system property that names another library. */
  public static final String LIBRARY = "ligature.mts.library";

  private static final String INSTALLED = "/usr/local/lib/libMTS.so";
  private static final int KEYS = 128;
  private static final int CHANNELS = 16;

  private final DoubleBuffer table;
  private final DoubleBuffer[] channelTables = new DoubleBuffer[CHANNELS];
  private volatile boolean closed;

  private MtsEsp() {
    // the tables stay where they are for as long as the library is loaded, and always hold the
    // newest pitches
    table = doubles(MtsCalls.MTS_GetTuningTable());
    for (int channel = 0; channel < CHANNELS; channel++) {
      channelTables[channel] = doubles(MtsCalls.MTS_GetMultiChannelTuningTable((byte) channel));
    }
  }

  private static DoubleBuffer doubles(Pointer pointer) {
    return pointer == null
        ? null
        : pointer
            .getByteBuffer(0, KEYS * (long) Double.BYTES)
            .order(ByteOrder.nativeOrder())
            .asDoubleBuffer();
  }

  /**
   * Becomes a client.
   *
   * @return null if the library is not installed, or cannot be used, which is told
   */
  public static MtsEsp open() {
    String path = System.getProperty(LIBRARY, INSTALLED);
    if (!Files.exists(Path.of(path))) {
      return null;
    }
    try {
      MtsCalls.bind(path);
      MtsCalls.MTS_RegisterClient();
      return new MtsEsp();
    } catch (UnsatisfiedLinkError e) {
      System.getLogger("ligature.tuning")
          .log(
              System.Logger.Level.WARNING,
              path + ": is no MTS-ESP library that works here; playing without it",
              e);
      return null;
    }
  }

  /** Whether a program sets the tuning now. */
  public boolean hasMaster() {
    return !closed && MtsCalls.MTS_HasMaster() != 0;
  }

  /** What the master calls its scale; empty without one. [not the model thread] */
  public String scaleName() {
    String name = hasMaster() ? MtsCalls.MTS_GetScaleName() : null;
    return name == null ? "" : name;
  }

  /**
   * The master's pitches, and other ones while there is no master. A key that the master leaves out
   * does not sound.
   */
  public KeyPitch over(KeyPitch otherwise) {
    return (channel, key) -> hasMaster() ? masterHz(channel, key) : otherwise.hz(channel, key);
  }

  private double masterHz(int channel, int key) {
    byte ofChannel = (byte) (channel >= 0 && channel < CHANNELS ? channel : KeyPitch.NO_CHANNEL);
    byte ofKey = (byte) (key & (KEYS - 1));
    boolean multi =
        ofChannel >= 0
            && channelTables[ofChannel] != null
            && MtsCalls.MTS_UseMultiChannelTuning(ofChannel) != 0;
    byte filtered =
        multi
            ? MtsCalls.MTS_ShouldFilterNoteMultiChannel(ofKey, ofChannel)
            : MtsCalls.MTS_ShouldFilterNote(ofKey, ofChannel);
    DoubleBuffer pitches = multi ? channelTables[ofChannel] : table;
    double hz = filtered != 0 || pitches == null ? 0 : pitches.get(ofKey);
    return hz > 0 && hz < Double.POSITIVE_INFINITY ? hz : 0;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      MtsCalls.MTS_DeregisterClient();
    }
  }
}
