package ligature.neural.torch;

import java.nio.file.Path;

/**
 * A file that was looked at without running it.
 *
 * @param sha256 of its content, which is checked once more when it is loaded
 * @param info what it says of itself
 */
record TorchFile(Path path, String sha256, TorchInfo info) {

  /**
   * Loads it as an effect, which runs code of the file.
   *
   * @param method of an nn~ model; empty for its usual one
   */
  TorchEffect effect(String method) {
    return info.kind() == TorchInfo.Kind.NEUTONE
        ? new NeutoneEffect(this)
        : new NnEffect(this, method);
  }

  /** How much of it a new slot mixes in. */
  float initialWet() {
    return NeutoneEffect.initialWet(info);
  }
}
