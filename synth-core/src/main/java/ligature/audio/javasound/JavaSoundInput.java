package ligature.audio.javasound;

import java.nio.FloatBuffer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.TargetDataLine;
import ligature.audio.Playback;
import ligature.rt.ThreadRole;

/**
 * A thread that reads period after period from a JavaSound line: mono, as JACK's port {@code in}
 * is; of a line with two channels their mean.
 *
 * <p>Threads: opened and closed by one; {@link #hasEnded} any.
 */
final class JavaSoundInput implements AutoCloseable {

  private final TargetDataLine line;
  private final AudioFormat format;
  private final byte[] encoded;
  private final FloatBuffer frames;
  private volatile boolean running = true;
  private volatile boolean ended;
  private Thread reader;

  /**
   * @param line open, of little-endian signed integers
   */
  JavaSoundInput(TargetDataLine line, int periodFrames) {
    this.line = line;
    format = line.getFormat();
    encoded = new byte[periodFrames * format.getFrameSize()];
    frames = FloatBuffer.allocate(periodFrames);
  }

  void start(Playback playback) {
    line.start();
    reader = new Thread(() -> read(playback), "ligature-javasound-in");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Playback playback) {
    ThreadRole.AUDIO.enter();
    while (running) {
      int bytes = line.read(encoded, 0, encoded.length);
      int n = bytes / format.getFrameSize();
      if (n > 0) {
        frames.clear();
        decode(encoded, n, format.getChannels(), format.getSampleSizeInBits() / 8, frames);
        playback.capture(frames.flip(), n);
      }
      if (bytes < encoded.length && running) {
        ended = true; // the line was closed under us: unplugged
        return;
      }
    }
  }

  /** Little-endian integers of some channels to one, at full scale 1. */
  static void decode(byte[] bytes, int frames, int channels, int width, FloatBuffer out) {
    double scale = 1.0 / ((double) channels * (1L << 8 * width - 1));
    int at = 0;
    for (int i = 0; i < frames; i++) {
      long sum = 0;
      for (int c = 0; c < channels; c++) {
        int value = bytes[at + width - 1]; // the highest byte has the sign
        for (int b = width - 2; b >= 0; b--) {
          value = value << 8 | bytes[at + b] & 0xFF;
        }
        sum += value;
        at += width;
      }
      out.put((float) (sum * scale));
    }
  }

  /** Whether the line was closed under us. */
  boolean hasEnded() {
    return ended;
  }

  /** "mono, 24 bits". */
  String description() {
    return (format.getChannels() == 1 ? "mono, " : "both channels mixed to mono, ")
        + format.getSampleSizeInBits()
        + " bits";
  }

  @Override
  public void close() {
    running = false;
    line.stop();
    line.close();
    try {
      if (reader != null) {
        reader.join(2000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
