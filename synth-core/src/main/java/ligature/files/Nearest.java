package ligature.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what the user probably meant: the names closest to a mistyped one. */
public final class Nearest {

  private Nearest() {}

  /**
   * Up to {@code most} of {@code names}, the closest to {@code wanted} first, by edit distance and
   * common parts.
   */
  public static List<String> of(String wanted, Collection<String> names, int most) {
    String w = wanted.toLowerCase(Locale.ROOT);
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(
        Comparator.comparingDouble((String n) -> cost(w, n))
            .thenComparing(Comparator.naturalOrder()));
    return sorted.subList(0, Math.min(most, sorted.size()));
  }

  private static double cost(String wanted, String name) {
    double distance =
        editDistance(wanted, name) / (double) Math.max(1, Math.max(wanted.length(), name.length()));
    boolean part = !wanted.isEmpty() && (name.contains(wanted) || wanted.contains(name));
    return part ? Math.min(distance, 0.3) : distance;
  }

  /**
   * Levenshtein's distance: the fewest insertions, deletions and replacements that turn one into
   * the other.
   */
  static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
