package ligature.neural.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import ligature.files.Sha256;
import ligature.testing.DebianPython;

/** The models that torch_models.py makes. */
final class TorchModels {

  private TorchModels() {}

  static void make(Path folder) throws Exception {
    DebianPython.make("neural/torch_models.py", folder);
  }

  static TorchFile file(Path path) {
    try {
      return new TorchFile(path, Sha256.of(path), TorchInfo.read(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In this process, as a child has it. */
  static TorchPlugin plugin(Path path, String method, boolean offline) {
    TorchFile source = file(path);
    TorchEffect effect = source.effect(method, new byte[0]);
    TorchPlugin plugin =
        new TorchPlugin(state -> effect, TorchFace.of(effect, source.initialWet(method)), false);
    plugin.setOffline(offline);
    return plugin;
  }
}
