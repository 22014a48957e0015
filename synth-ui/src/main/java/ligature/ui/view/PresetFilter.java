package ligature.ui.view;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import ligature.preset.PresetEntry;

/**
 * Which presets a list shows.
 *
 * @param kind all, those that came with the program, the user's own, or the favourites
 * @param tag a word that they must have; null for any
 * @param search words that their titles, tags or timbres must contain
 */
record PresetFilter(Kind kind, String tag, String search) {

  enum Kind {
    ALL("All"),
    FACTORY("Factory"),
    OWN("Own"),
    FAVOURITES("Favourites");

    final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /**
   * Those of the presets that are shown, in their order.
   *
   * @param timbreTitle a timbre's name for people
   */
  List<PresetEntry> of(
      Collection<PresetEntry> presets, Set<String> favourites, UnaryOperator<String> timbreTitle) {
    return presets.stream()
        .filter(
            p ->
                switch (kind) {
                  case ALL -> true;
                  case FACTORY -> !p.own();
                  case OWN -> p.own();
                  case FAVOURITES -> favourites.contains(p.name());
                })
        .filter(p -> tag == null || p.tags().contains(tag))
        .filter(p -> hasAllWords(p, timbreTitle))
        .toList();
  }

  private boolean hasAllWords(PresetEntry preset, UnaryOperator<String> timbreTitle) {
    StringBuilder text = new StringBuilder(preset.title());
    preset.tags().forEach(t -> text.append(' ').append(t));
    preset.timbres().forEach(t -> text.append(' ').append(timbreTitle.apply(t)));
    String all = text.toString().toLowerCase(Locale.ROOT);
    for (String word : search.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!all.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** All tags, each once, in alphabetical order. */
  static Set<String> tags(Collection<PresetEntry> presets) {
    Set<String> tags = new TreeSet<>();
    presets.forEach(p -> tags.addAll(p.tags()));
    return tags;
  }
}
