package ligature.encode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Encoder;
import ligature.model.Model;
import ligature.model.SourceNote;

/**
 * Finds the blend of a bank's timbres that comes closest to a recording.
 *
 * <p>A recording that the instrument itself played is taken apart: {@link BlendSearch} finds the
 * timbres that make its harmonics as exactly as noise lets them be measured. Any other is met as
 * the ear would, by what its mel bands do over time: {@link CodeSearch} finds codes that sound like
 * it, near which the best blends are found by least squares; they are decoded and listened to, and
 * the nearest is taken. Nothing is random. Threads: one.
 */
public final class TimbreMatch implements AutoCloseable {

  /** The most timbres of a blend: the pad has four corners. */
  public static final int MOST_TIMBRES = 4;

  /**
   * A timbre by itself.
   *
   * @param distanceDb how far it is from the recording
   */
  public record Near(Timbre timbre, double distanceDb) {}

  /**
   * What was found.
   *
   * @param key the recording's, for which this holds
   * @param weights of up to four timbres, the largest first; they sum to 1
   * @param corners two or four timbres for the pad's corners
   * @param x where on the pad, 0 to 1, and {@code y}
   * @param distanceDb how far the blend is from the recording: root mean square over mel bands and
   *     time
   * @param nearest single timbres, the nearest first
   */
  public record Found(
      int key,
      Map<Timbre, Double> weights,
      List<Timbre> corners,
      float x,
      float y,
      double distanceDb,
      List<Near> nearest) {}

  private final List<Timbre> timbres;
  private final Encoder encoder;
  private final Decoder decoder;
  private final Loudness loudness;

  /**
   * Opens a model's encoder and decoder.
   *
   * @param timbres those to choose from, of the model's latent space
   * @throws InputException if the model has no encoder, or the device is not there
   */
  public TimbreMatch(Model model, List<Timbre> timbres, ComputeDevice device) {
    this.timbres = List.copyOf(timbres);
    encoder = model.openEncoder(device);
    decoder = model.openDecoder(device);
    loudness = new Loudness(model.bank(), encoder.codeFrames(), encoder.sampleRateHz());
  }

  /**
   * Reads a recording of a note and finds what comes closest.
   *
   * @param key its key, {@link RecordingSet#DETECT} or {@link RecordingSet#UNPITCHED}
   * @param tell told in a line what was left out or looks wrong
   * @param progress told the done part, 0 to 1; what it throws ends the work
   * @throws InputException if the file cannot be read
   */
  public Found match(Path file, int key, Consumer<String> tell, DoubleConsumer progress) {
    List<SourceNote> notes = RecordingSet.read(List.of(file), key, tell, done -> {});
    return match(notes.get(0), progress);
  }

  /** Finds what comes closest to a note. */
  public Found match(SourceNote note, DoubleConsumer progress) {
    return new NoteMatch(timbres, encoder, decoder, loudness, note, progress).run();
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
