package ligature.preset;

import java.nio.file.Path;
import java.util.List;

/**
 * A preset as a list shows it, without its sound.
 *
 * @param name the file's name without its ending: what {@code --preset} takes
 * @param own whether it is the user's, who may change it
 * @param title the name for people
 * @param tags words to find it by, in lower case
 * @param timbres the names of its timbres, those at the pad's corners first
 */
public record PresetEntry(
    String name, Path file, boolean own, String title, List<String> tags, List<String> timbres) {

  public PresetEntry {
    tags = List.copyOf(tags);
    timbres = List.copyOf(timbres);
  }
}
