package ligature.ui.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A long list in pieces that fit into menus. */
final class Pages {

  private static final int MOST_LETTERS = 12;

  private Pages() {}

  /**
   * The list in pieces, each by the names of its first and last thing.
   *
   * @param most things a piece
   */
  static <T> Map<String, List<T>> of(List<T> things, int most, Function<T, String> name) {
    Map<String, List<T>> pages = new LinkedHashMap<>();
    for (int from = 0; from < things.size(); from += most) {
      List<T> page = things.subList(from, Math.min(things.size(), from + most));
      pages.put(
          brief(name.apply(page.get(0)))
              + " \u2013 "
              + brief(name.apply(page.get(page.size() - 1))),
          page);
    }
    return pages;
  }

  private static String brief(String name) {
    return name.length() > MOST_LETTERS
        ? name.substring(0, MOST_LETTERS - 1).strip() + "\u2026"
        : name;
  }
}
