package ligature.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import ligature.files.AtomicOutput;
import ligature.rt.CaptureRing;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;

/**
 * Writes what is heard at the input to a WAV file while a session plays: whole, or not at all.
 *
 * <p>Threads: opened and closed by one; a thread of its own writes.
 */
final class CaptureFile implements AutoCloseable {

  /** What the disk may make us wait. */
  private static final int RING_SECONDS = 10;

  private static final int PIECE_FRAMES = 4096;
  private static final long LOOK_MILLIS = 50;

  private final Path path;
  private final IntSupplier rate;
  private final Consumer<CaptureRing> source;
  private final int rateHz;
  private final CaptureRing ring;
  private final AtomicOutput output;
  private final WavWriter writer;
  private final float[] piece = new float[PIECE_FRAMES];
  private final Thread thread = new Thread(this::run, "ligature-capture");
  private volatile boolean running = true;
  private volatile IOException failure;
  private long frames;

  /**
   * Begins.
   *
   * @param rate the device's rate in Hz now
   * @param source told where what is heard goes; null for nowhere
   * @throws ligature.files.InputException if the file cannot be written
   */
  CaptureFile(Path path, IntSupplier rate, Consumer<CaptureRing> source) {
    this.path = path;
    this.rate = rate;
    this.source = source;
    rateHz = rate.getAsInt();
    ring = new CaptureRing(RING_SECONDS * rateHz);
    output = AtomicOutput.to(path);
    try {
      writer = new WavWriter(output.path(), rateHz, 1, SampleFormat.PCM_24);
    } catch (IOException e) {
      output.close();
      throw AtomicOutput.asInput(path, e);
    }
    source.accept(ring);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      // at another rate the rest would be out of tune: a file has one
      while (running && rate.getAsInt() == rateHz) {
        Thread.sleep(LOOK_MILLIS);
        drain();
      }
      if (running) {
        System.err.println(
            "ligature: " + path + ": the device has another rate now, the capture has ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failure = e;
      System.err.println("ligature: the capture has ended: " + e.getMessage());
    }
    source.accept(null);
  }

  private void drain() throws IOException {
    for (int n = ring.read(piece); n > 0; n = ring.read(piece)) {
      writer.write(piece, 0, n);
      frames += n;
    }
  }

  /**
   * Ends, and puts the file in its place.
   *
   * @throws ligature.files.InputException if it cannot be written
   */
  @Override
  public void close() {
    running = false;
    try (output;
        writer) {
      thread.join(5000);
      if (failure != null) {
        throw failure;
      }
      drain();
      writer.finish();
      output.commit();
      System.err.println(
          "ligature: captured "
              + frames
              + " frames to "
              + path
              + (ring.dropped() > 0 ? ", " + ring.dropped() + " were lost: the disk is slow" : ""));
    } catch (IOException e) {
      throw AtomicOutput.asInput(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
