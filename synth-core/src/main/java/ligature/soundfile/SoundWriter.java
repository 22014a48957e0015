package ligature.soundfile;

import java.io.IOException;

/** Writes a sound file, block by block. Threads: one. */
public interface SoundWriter extends AutoCloseable {

  /**
   * Appends {@code frames} interleaved frames; what is beyond full scale is clipped unless the
   * format is float.
   */
  void write(float[] samples, int offsetFrames, int frames) throws IOException;

  /** Fills in the header. Without this call the file is not whole. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
