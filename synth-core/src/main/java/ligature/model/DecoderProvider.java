package ligature.model;

import java.nio.file.Path;
import java.util.List;

/**
 * Opens decoder files; found by {@code ServiceLoader}, so that nothing here depends on a library.
 */
public interface DecoderProvider {

  /** Whether this provider can run the file, by its name. */
  boolean supports(Path file);

  /**
   * Loads a decoder whose hash was already checked. [io-thread]
   *
   * @throws ligature.files.InputException if the file is no decoder, or the device is not there
   */
  Decoder open(Path file, ModelManifest manifest, ComputeDevice device);

  /** Where decoders can compute here, as {@code --device} names it. [io-thread] */
  default List<String> devices() {
    return List.of("cpu");
  }
}
