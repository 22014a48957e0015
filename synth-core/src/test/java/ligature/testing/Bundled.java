package ligature.testing;

import java.nio.file.Path;
import java.util.List;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.preset.Patch;

/** The model that ships: the tests play the real thing. */
public final class Bundled {

  private static Model model;

  private Bundled() {}

  public static synchronized Model model() {
    if (model == null) {
      model = Model.load(folder());
    }
    return model;
  }

  /** A sound that goes on while the key is down, the same all over the pad. */
  public static Patch flute() {
    Timbre flute = model().bank().find("flute");
    return Patch.of("flute", List.of(flute, flute));
  }

  public static Path folder() {
    return Folders.home().resolve("models/ligature-48k");
  }

  public static Decoder decoder() {
    return model().openDecoder(ComputeDevice.CPU);
  }
}
