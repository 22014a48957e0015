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
   * @param state what {@link TorchEffect#state} gave, empty for a new one
   */
  TorchEffect effect(String said, byte[] state) {
    if (info.kind() == TorchInfo.Kind.NEUTONE) {
      return new NeutoneEffect(this);
    }
    NnSettings settings = NnSettings.parse(said);
    if (isSource(said)) {
      return NnKeys.open(this, settings, state);
    }
    return isOwn(settings, NnMorph.NAME) ? new NnMorph(this, settings) : new NnEffect(this, said);
  }

  /** The same as it is tried out: a source plays a tone in place of recordings. */
  TorchEffect trial(String said) {
    return isSource(said) ? NnKeys.trial(this) : effect(said, new byte[0]);
  }

  /** What {@link #trial} depends on, of what an id says. */
  String tried(String said) {
    return isSource(said) ? NnKeys.NAME : said;
  }

  /** Whether an id makes it a source. */
  boolean isSource(String said) {
    return info.kind() == TorchInfo.Kind.NN && isOwn(NnSettings.parse(said), NnKeys.NAME);
  }

  /** Whether it is meant, and no method of the model that is called so. */
  private boolean isOwn(NnSettings settings, String name) {
    return settings.method().equals(name) && !info.methods().containsKey(name);
  }

  /** How much of it a new slot mixes in. */
  float initialWet(String said) {
    return isSource(said) ? NnKeys.INITIAL_WET : NeutoneEffect.initialWet(info);
  }
}
