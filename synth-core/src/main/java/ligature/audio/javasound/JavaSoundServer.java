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
 * another that reads from one: {@link JavaSoundInput}.
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
  private final JavaSoundInput input;
  private Thread writer;

  /**
   * @param input an open line to capture from, null for none
   */
  JavaSoundServer(SourceDataLine line, int periodFrames, TargetDataLine input) {
    this.line = line;
    this.input = input == null ? null : new JavaSoundInput(input, periodFrames);
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
        + line.getBufferSize() / format.getFrameSize()
        + (input == null ? "" : ", input " + input.description());
  }

  @Override
  public void start(Playback playback) {
    line.start();
    writer = new Thread(() -> write(playback), "ligature-javasound");
    writer.setPriority(Thread.MAX_PRIORITY);
    writer.setDaemon(true);
    writer.start();
    if (input != null) {
      input.start(playback);
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
  public String problem() {
    return input != null && input.hasEnded()
        ? "the input has gone: nothing is captured any more"
        : null;
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
      input.close();
    }
    try {
      if (writer != null) {
        writer.join(2000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
