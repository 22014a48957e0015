package ligature.ui.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.JPopupMenu;
import ligature.latent.Timbre;
import ligature.ui.theme.Palette;

/** A menu of all timbres by their families. Threads: {@code [ui-thread]}. */
final class TimbreMenu {

  private TimbreMenu() {}

  static JPopupMenu of(List<Timbre> timbres, Consumer<Timbre> chosen) {
    Map<String, List<Timbre>> families = new LinkedHashMap<>();
    for (Timbre timbre : timbres) {
      families
          .computeIfAbsent(Palette.familyTitle(timbre.family()), f -> new ArrayList<>())
          .add(timbre);
    }
    return GroupMenu.of(families, Timbre::title, Timbre::name, chosen);
  }
}
