package ligature.ui.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import ligature.encode.TimbreEncoder;
import ligature.encode.UserTimbres;
import ligature.files.AtomicOutput;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.live.Rig;
import ligature.model.ComputeDevice;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;
import ligature.ui.model.CaptureMaker;

/**
 * Makes timbres of what was captured, as {@code ligature encode} would of its recording. To open an
 * encoder takes longer than to use it: one is opened while the sound is still coming in.
 */
final class HeardTimbres implements CaptureMaker {

  private final Rig rig;
  private TimbreEncoder ready;

  HeardTimbres(Rig rig) {
    this.rig = rig;
  }

  @Override
  public void prepare() {
    if (ready == null) {
      ready = new TimbreEncoder(rig.model(), ComputeDevice.CPU);
    }
  }

  /** Closes what was opened and not needed. */
  void close() {
    if (ready != null) {
      ready.close();
      ready = null;
    }
  }

  private TimbreEncoder take() {
    prepare();
    TimbreEncoder taken = ready;
    ready = null;
    return taken;
  }

  @Override
  public Timbre make(float[] audio, int rateHz, List<String> taken, Consumer<String> tell) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("ligature-capture");
      Path file = folder.resolve("capture.wav");
      try (WavWriter writer = new WavWriter(file, rateHz, 1, SampleFormat.FLOAT_32)) {
        writer.write(audio, 0, audio.length);
        writer.finish();
      }
      return new UserTimbres(rig.timbreFolder(), Folders.cache().resolve("timbres"))
          .record(List.of(file), taken, this::take, tell, done -> {});
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder == null ? Path.of("capture") : folder, e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve("capture.wav"));
        Files.delete(folder);
      } catch (IOException e) {
        folder.toFile().deleteOnExit();
      }
    }
  }
}
