package ligature.model.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.DecoderProvider;
import ligature.model.ModelManifest;

/** Opens TorchScript decoders. Threads: {@code [io-thread]}. */
public final class DjlDecoderProvider implements DecoderProvider {

  @Override
  public boolean supports(Path file) {
    return file.getFileName().toString().endsWith(".ts");
  }

  @Override
  public Decoder open(Path file, ModelManifest manifest, ComputeDevice device) {
    DjlDecoder decoder = new DjlDecoder(load(file, "decoder", manifest, device), manifest);
    try {
      checkContract(file, decoder, manifest);
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
    return decoder;
  }

  /** Loads a script that is to be this model's {@code what}. */
  static Model load(Path file, String what, ModelManifest manifest, ComputeDevice device) {
    Model model = Model.newInstance(manifest.name(), deviceFor(device), "PyTorch");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      model.load(in, Map.of("mapLocation", "true"));
    } catch (MalformedModelException | EngineException e) {
      model.close();
      throw new InputException(
          file + ": is not a TorchScript " + what + " that this libtorch can load", e);
    } catch (IOException e) {
      model.close();
      throw AtomicOutput.asInput(file, e);
    }
    return model;
  }

  /**
   * The script itself must say what the manifest says: audio made with wrong numbers would only
   * sound wrong.
   */
  private static void checkContract(Path file, DjlDecoder decoder, ModelManifest manifest) {
    check(file, decoder, "sample_rate_hz", manifest.sampleRateHz());
    check(file, decoder, "hop_frames", manifest.hopFrames());
    check(file, decoder, "code_size", manifest.codeSize());
    check(file, decoder, "code_hops", manifest.codeHops());
  }

  private static void check(Path file, DjlDecoder decoder, String property, int expected) {
    int actual;
    try {
      actual = decoder.property(property);
    } catch (EngineException e) {
      throw new InputException(file + ": is no decoder of ours: it has no method " + property, e);
    }
    if (actual != expected) {
      throw new InputException(
          file + ": its " + property + " is " + actual + ", its manifest says " + expected);
    }
  }

  @Override
  public List<String> devices() {
    List<String> devices = new ArrayList<>(List.of("cpu"));
    for (int i = 0; i < gpuCount(); i++) {
      devices.add("cuda:" + i);
    }
    return devices;
  }

  private static Device deviceFor(ComputeDevice device) {
    if (device.kind() == ComputeDevice.Kind.CPU) {
      return Device.cpu();
    }
    int gpus = gpuCount();
    if (device.kind() == ComputeDevice.Kind.AUTO) {
      if (gpus == 0) {
        return Device.cpu();
      }
      return Device.gpu(0);
    }
    if (device.index() >= gpus) {
      throw new InputException(
          gpus == 0
              ? "--device "
                  + device
                  + ": no GPU that libtorch can use here; use --device cpu, or see native-config/README.md"
              : "--device "
                  + device
                  + ": there are only "
                  + gpus
                  + " GPUs; the last is cuda:"
                  + (gpus - 1));
    }
    return Device.gpu(device.index());
  }

  /**
   * GPUs that both the driver and this libtorch know: a CPU libtorch has none, whatever is in the
   * machine.
   */
  private static int gpuCount() {
    Engine engine = Engine.getEngine("PyTorch");
    return engine.hasCapability("CUDA") ? engine.getGpuCount() : 0;
  }
}
