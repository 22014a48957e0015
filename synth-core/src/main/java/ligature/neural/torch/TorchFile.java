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
   * @param said of an nn~ model, behind the # of its id: {@link NnSettings}
   */
  TorchEffect effect(String said) {
    if (info.kind() == TorchInfo.Kind.NEUTONE) {
      return new NeutoneEffect(this);
    }
    NnSettings settings = NnSettings.parse(said);
    boolean morphs =
        settings.method().equals(NnMorph.NAME) && !info.methods().containsKey(NnMorph.NAME);
    return morphs ? new NnMorph(this, settings) : new NnEffect(this, said);
  }

  /** How much of it a new slot mixes in. */
  float initialWet() {
    return NeutoneEffect.initialWet(info);
  }
}
