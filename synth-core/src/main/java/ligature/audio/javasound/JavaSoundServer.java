package ligature.audio.javasound;

import java.nio.FloatBuffer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import ligature.audio.AudioServer;
import ligature.audio.Playback;
import ligature.rt.RealTimeScheduling;
import ligature.rt.ThreadRole;

/**
 * A thread that writes period after period into a JavaSound line, which paces it; with capture,
 * another that reads from one.
 */
final class JavaSoundServer implements AudioServer {

  private static final int PRIORITY = 60;

  private final SourceDataLine line;
  private final int periodFrames;
  private final AudioFormat format;
  private final FloatBuffer left;
  private final FloatBuffer right;
  private final byte[] bytes;
  private volatile boolean running = true;
  private volatile boolean alive = true;
  private final TargetDataLine input;
  private Thread writer;
  private Thread reader;

  /**
   * @param input an open mono line of 16 bits to capture from, null for none
   */
  JavaSoundServer(SourceDataLine line, int periodFrames, TargetDataLine input) {
    this.line = line;
    this.input = input;
    this.periodFrames = periodFrames;
    format = line.getFormat();
    left = FloatBuffer.allocate(periodFrames);
    right = FloatBuffer.allocate(periodFrames);
    bytes = new byte[periodFrames * format.getFrameSize()];
  }

  @Override
  public String kind() {
    return JavaSoundProvider.NAME;
  }

  @Override
  public int sampleRateHz() {
    return (int) format.getSampleRate();
  }

  @Override
  public int periodFrames() {
    return periodFrames;
  }

  @Override
  public String description() {
    return "JavaSound, "
        + sampleRateHz()
        + " Hz, "
        + format.getSampleSizeInBits()
        + " bits, period "
        + periodFrames
        + ", buffer "
        + line.getBufferSize() / format.getFrameSize();
  }

  @Override
  public void start(Playback playback) {
    line.start();
    writer = new Thread(() -> write(playback), "ligature-javasound");
    writer.setPriority(Thread.MAX_PRIORITY);
    writer.setDaemon(true);
    writer.start();
    if (input != null) {
      input.start();
      reader = new Thread(() -> read(playback), "ligature-javasound-in");
      reader.setDaemon(true);
      reader.start();
    }
  }

  private void read(Playback playback) {
    ThreadRole.AUDIO.enter();
    byte[] encoded = new byte[2 * periodFrames];
    FloatBuffer frames = FloatBuffer.allocate(periodFrames);
    while (running) {
      int n = input.read(encoded, 0, encoded.length) / 2;
      if (n <= 0) {
        return; // the line was closed under us
      }
      frames.clear();
      for (int i = 0; i < n; i++) {
        frames.put((encoded[2 * i] & 0xFF | encoded[2 * i + 1] << 8) / 32_768f);
      }
      playback.capture(frames.flip(), n);
    }
  }

  private void write(Playback playback) {
    RealTimeScheduling.enterFifo(PRIORITY);
    ThreadRole.AUDIO.enter();
    while (running) {
      playback.process(left.clear(), right.clear(), periodFrames);
      encode();
      if (line.write(bytes, 0, bytes.length) < bytes.length && running) {
        alive = false; // the line was closed under us: unplugged
        return;
      }
    }
  }

  /** Little-endian integers of the line's width. */
  private void encode() {
    int width = format.getSampleSizeInBits() / 8;
    double scale = 1 << format.getSampleSizeInBits() - 1;
    int at = 0;
    for (int i = 0; i < periodFrames; i++) {
      at = put(left.get(i), scale, width, at);
      at = put(right.get(i), scale, width, at);
    }
  }

  private int put(float sample, double scale, int width, int at) {
    int value = (int) Math.max(-scale, Math.min(scale - 1, Math.rint(sample * scale)));
    for (int b = 0; b < width; b++) {
      bytes[at + b] = (byte) (value >> 8 * b);
    }
    return at + width;
  }

  @Override
  public long xruns() {
    return 0; // JavaSound does not tell
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public void close() {
    running = false;
    alive = false;
    line.stop();
    line.flush();
    line.close();
    if (input != null) {
      input.stop();
      input.close();
    }
    try {
      if (writer != null) {
        writer.join(2000);
      }
      if (reader != null) {
        reader.join(2000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
