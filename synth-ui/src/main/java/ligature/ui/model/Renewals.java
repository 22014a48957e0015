package ligature.ui.model;

import java.util.IdentityHashMap;
import java.util.Map;
import ligature.latent.Timbre;
import ligature.preset.Patch;

/**
 * Timbres that were made anew since the window opened: what was remembered with an old one is
 * played with the new one. Threads: {@code [ui-thread]}.
 */
final class Renewals {

  private final Map<Timbre, Timbre> renewed = new IdentityHashMap<>();

  void add(Timbre old, Timbre made) {
    renewed.put(old, made);
  }

  /** The newest that was made of it. */
  private Timbre newest(Timbre timbre) {
    Timbre newest = timbre;
    while (renewed.containsKey(newest)) {
      newest = renewed.get(newest);
    }
    return newest;
  }

  /** The sound with the newest timbres; itself if it has them. */
  Patch in(Patch patch) {
    return patch.timbres().stream().anyMatch(renewed::containsKey)
        ? patch.withTimbres(this::newest)
        : patch;
  }
}
