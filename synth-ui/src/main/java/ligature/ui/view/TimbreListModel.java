package ligature.ui.view;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.AbstractListModel;
import ligature.latent.Timbre;
import ligature.ui.theme.Palette;

/**
 * The timbres that a search has found, under the names of their families, broken into columns of
 * one height.
 */
final class TimbreListModel extends AbstractListModel<TimbreListModel.Row> {

  /**
   * A timbre, a family's name (no timbre) or a gap (neither).
   *
   * @param text what it reads, "" for a gap
   */
  record Row(String text, String family, Timbre timbre) {}

  private static final Row GAP = new Row("", null, null);

  private final List<Row> rows = new ArrayList<>();

  /**
   * Takes the timbres whose title or family has all the words of the search.
   *
   * @return the rows of each column
   */
  int arrange(List<Timbre> timbres, String search, int columns) {
    Map<String, List<Timbre>> families = new LinkedHashMap<>();
    for (Timbre timbre : timbres) {
      if (matches(timbre, search)) {
        families.computeIfAbsent(timbre.family(), family -> new ArrayList<>()).add(timbre);
      }
    }
    int count = families.values().stream().mapToInt(family -> family.size() + 1).sum();
    int height = Math.max(1, (count + columns - 1) / columns);
    while (!fill(families, height, columns)) {
      height++;
    }
    fireContentsChanged(this, 0, Math.max(0, rows.size() - 1));
    return height;
  }

  /** Lays the families into columns; whether they fit. */
  private boolean fill(Map<String, List<Timbre>> families, int height, int columns) {
    rows.clear();
    families.forEach(
        (family, timbres) -> {
          // A family's name is never the last of its column, and a small family is not torn apart
          // for one row.
          int left = height - rows.size() % height;
          if (rows.size() % height != 0 && (left < 2 || left < 3 && timbres.size() > 1)) {
            for (int i = 0; i < left; i++) {
              rows.add(GAP);
            }
          }
          rows.add(new Row(Palette.familyTitle(family), family, null));
          timbres.forEach(timbre -> rows.add(new Row(timbre.title(), family, timbre)));
        });
    return rows.size() <= height * columns;
  }

  /** The numbers of the timbres that a search finds. */
  static BitSet found(List<Timbre> timbres, String search) {
    BitSet found = new BitSet();
    for (int i = 0; i < timbres.size(); i++) {
      found.set(i, matches(timbres.get(i), search));
    }
    return found;
  }

  private static boolean matches(Timbre timbre, String search) {
    String text =
        (timbre.title() + " " + timbre.name() + " " + Palette.familyTitle(timbre.family()))
            .toLowerCase(Locale.ROOT);
    for (String word : search.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** The columns that columns of this height make. */
  int columns(int height) {
    return (rows.size() + height - 1) / height;
  }

  /** The row of a timbre, or -1. */
  int indexOf(Timbre timbre) {
    for (int i = 0; i < rows.size(); i++) {
      if (timbre != null && rows.get(i).timbre() == timbre) {
        return i;
      }
    }
    return -1;
  }

  /** The next timbre from a row in a direction; the same row if there is none. */
  int next(int from, int by) {
    for (int i = from + by; i >= 0 && i < rows.size(); i += by) {
      if (rows.get(i).timbre() != null) {
        return i;
      }
    }
    return from;
  }

  @Override
  public int getSize() {
    return rows.size();
  }

  @Override
  public Row getElementAt(int index) {
    return rows.get(index);
  }
}
