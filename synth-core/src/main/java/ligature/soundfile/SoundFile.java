package ligature.soundfile;

import java.io.IOException;
import java.nio.file.Path;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * Reads sound files of every kind that is known here: WAV, AIFF, AIFF-C and FLAC, told apart by
 * their first bytes and not by their names.
 *
 * <p>No length in a file is trusted: what is allocated is bounded by the file's own size, for FLAC
 * by what was asked for. Threads: {@code [io-thread]}.
 */
public final class SoundFile {

  /** 256 MiB of samples: more than that is no recording of a note. */
  private static final int MOST_SAMPLES = 64 << 20;

  private static final int LOWEST_RATE_HZ = 4_000;
  private static final int HIGHEST_RATE_HZ = 768_000;
  private static final int MOST_CHANNELS = 64;

  private SoundFile() {}

  /**
   * Reads the beginning of a file.
   *
   * @param mostSeconds what lies behind this is left out
   * @throws InputException if it cannot be read, is of another kind, or is damaged
   */
  public static Excerpt read(Path path, double mostSeconds) {
    try (FileBytes in = FileBytes.open(path)) {
      if (WavReader.accepts(in)) {
        return WavReader.read(in, mostSeconds);
      }
      if (AiffReader.accepts(in)) {
        return AiffReader.read(in, mostSeconds);
      }
      if (FlacReader.accepts(in)) {
        return FlacReader.read(in, mostSeconds);
      }
      throw in.broken("is no sound file that is read here; WAV, AIFF and FLAC are");
    } catch (IOException e) {
      throw AtomicOutput.asInput(path, e);
    }
  }

  static void checkShape(FileBytes in, int rateHz, int channels) {
    if (rateHz < LOWEST_RATE_HZ || rateHz > HIGHEST_RATE_HZ) {
      throw in.broken(
          "has a rate of "
              + (rateHz & 0xFFFFFFFFL)
              + " Hz; "
              + LOWEST_RATE_HZ
              + " to "
              + HIGHEST_RATE_HZ
              + " are read");
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw in.broken("has " + channels + " channels; 1 to " + MOST_CHANNELS + " are read");
    }
  }

  /** How many of a file's frames are to be read. */
  static int wanted(FileBytes in, long frames, double mostSeconds, int rateHz, int channels) {
    double limit = Math.min(frames, Math.ceil(mostSeconds * rateHz));
    if (limit * channels > MOST_SAMPLES) {
      throw in.broken("is too large: " + frames + " frames of " + channels + " channels");
    }
    return (int) limit;
  }
}
