package ligature.model;

import java.nio.file.Path;

/**
 * Opens encoder files; found by {@code ServiceLoader}, so that nothing here depends on a library.
 */
public interface EncoderProvider {

  /** Whether this provider can run the file, by its name. */
  boolean supports(Path file);

  /**
   * Loads an encoder whose hash was already checked. [io-thread]
   *
   * @throws ligature.files.InputException if the file is no encoder, or the device is not there
   */
  Encoder open(Path file, ModelManifest manifest, ComputeDevice device);
}
