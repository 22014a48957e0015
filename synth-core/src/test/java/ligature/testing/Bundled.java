package ligature.testing;

import java.nio.file.Path;
import ligature.files.Folders;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;

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

  public static Path folder() {
    return Folders.home().resolve("models/ligature-48k");
  }

  public static Decoder decoder() {
    return model().openDecoder(ComputeDevice.CPU);
  }
}
