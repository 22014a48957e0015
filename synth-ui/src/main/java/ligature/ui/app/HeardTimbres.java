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
 * encoder, and to use one for the first time, takes longer than the work itself: that is done as
 * soon as there is an input, and again while the sound is still coming in.
 */
final class HeardTimbres implements CaptureMaker {

  /** A second of a low tone. */
  private static final int REHEARSED_RATE = 48_000;

  private static final int REHEARSED_PERIOD = 218;

  private final Rig rig;
  private TimbreEncoder ready;
  private boolean warm;

  HeardTimbres(Rig rig) {
    this.rig = rig;
  }

  @Override
  public void prepare() {
    if (!warm) {
      warm = true;
      rehearse();
    }
    open();
  }

  private void open() {
    if (ready == null) {
      ready = new TimbreEncoder(rig.model(), ComputeDevice.CPU);
    }
  }

  /** Makes a timbre of a tone for nobody: what is done for the first time takes twice as long. */
  private void rehearse() {
    float[] tone = new float[REHEARSED_RATE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = 0.3f * (2f * (i % REHEARSED_PERIOD) / REHEARSED_PERIOD - 1);
    }
    try {
      Path folder = Files.createTempDirectory("ligature-rehearsal");
      try {
        Timbre made = makeIn(folder, tone, REHEARSED_RATE, List.of(), line -> {});
        Files.delete(folder.resolve(made.name() + UserTimbres.SUFFIX));
      } finally {
        Files.delete(folder);
      }
    } catch (IOException | RuntimeException e) {
      System.getLogger("ligature.ui").log(System.Logger.Level.DEBUG, "no rehearsal", e);
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
    open();
    TimbreEncoder taken = ready;
    ready = null;
    return taken;
  }

  @Override
  public Timbre make(float[] audio, int rateHz, List<String> taken, Consumer<String> tell) {
    return makeIn(rig.timbreFolder(), audio, rateHz, taken, tell);
  }

  private Timbre makeIn(
      Path timbres, float[] audio, int rateHz, List<String> taken, Consumer<String> tell) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("ligature-capture");
      Path file = folder.resolve("capture.wav");
      try (WavWriter writer = new WavWriter(file, rateHz, 1, SampleFormat.FLOAT_32)) {
        writer.write(audio, 0, audio.length);
        writer.finish();
      }
      return new UserTimbres(timbres, Folders.cache().resolve("timbres"))
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
