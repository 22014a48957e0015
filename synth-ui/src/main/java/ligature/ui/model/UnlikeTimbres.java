package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Timbre;

/** Timbres to go with others. Threads: any. */
final class UnlikeTimbres {

  private UnlikeTimbres() {}

  /** Two of other families than these, and of two; where there are none, of these. */
  static List<Timbre> two(List<Timbre> all, List<Timbre> corners) {
    List<Timbre> found = new ArrayList<>();
    List<String> families = new ArrayList<>(corners.stream().map(Timbre::family).toList());
    for (Timbre timbre : all) {
      if (found.size() < 2 && !families.contains(timbre.family())) {
        found.add(timbre);
        families.add(timbre.family());
      }
    }
    while (found.size() < 2) {
      found.add(corners.get(found.size()));
    }
    return found;
  }
}
