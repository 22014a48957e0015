package ligature.model.djl;

import java.nio.file.Path;
import ligature.model.ComputeDevice;
import ligature.model.Encoder;
import ligature.model.EncoderProvider;
import ligature.model.ModelManifest;

/** Opens TorchScript encoders. Threads: {@code [io-thread]}. */
public final class DjlEncoderProvider implements EncoderProvider {

  @Override
  public boolean supports(Path file) {
    return file.getFileName().toString().endsWith(".ts");
  }

  @Override
  public Encoder open(Path file, ModelManifest manifest, ComputeDevice device) {
    return new DjlEncoder(DjlDecoderProvider.load(file, "encoder", manifest, device), manifest);
  }
}
