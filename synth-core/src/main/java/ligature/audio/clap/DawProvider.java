package ligature.audio.clap;

import com.sun.jna.Platform;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import ligature.audio.AudioServer;
import ligature.audio.AudioServerProvider;
import ligature.audio.AudioSettings;
import ligature.files.InputException;

/** Waits for the CLAP plugin in a DAW, and plays what that one wants. */
public final class DawProvider implements AudioServerProvider {

  static final String NAME = "clap";

  private static final int RATE_HZ = 48_000;
  private static final int PERIOD_FRAMES = 256;

  /** A plugin that lives beats three times in this. */
  private static final long BEAT_NANOS = 70_000_000;

  private final Path path;

  /** In the user's own file; for {@code ServiceLoader}. */
  public DawProvider() {
    this(null);
  }

  /**
   * @param path where plugins meet us; null: the user's own file
   */
  public DawProvider(Path path) {
    this.path = path;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** There need be no DAW for it to open, so it is never what one meant. */
  @Override
  public boolean isAutomatic() {
    return false;
  }

  @Override
  public AudioServer open(AudioSettings settings) {
    if (!Platform.isLinux() || !Platform.is64Bit()) {
      throw new InputException("clap: works on 64-bit Linux only; use another --audio");
    }
    if (settings.capture()) {
      throw new InputException("clap: a DAW gives no input to capture from; use jack");
    }
    MeetingFile file = MeetingFile.open(path == null ? MeetingFile.path() : path);
    Meeting meeting = file.meeting();
    int before = meeting.ownerBeat();
    LockSupport.parkNanos(BEAT_NANOS);
    boolean isAwaited = meeting.hasOwner() && meeting.ownerBeat() != before && meeting.wish() != 0;
    return isAwaited
        ? new DawServer(file, meeting.wishedRateHz(), meeting.wishedFrames())
        : new DawServer(file, RATE_HZ, PERIOD_FRAMES);
  }
}
