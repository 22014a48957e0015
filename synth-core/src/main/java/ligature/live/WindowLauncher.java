package ligature.live;

import java.util.List;
import java.util.function.Function;
import ligature.preset.Patch;

/**
 * Opens the window; found by {@code ServiceLoader}, so that the instrument does not depend on it.
 */
public interface WindowLauncher {

  /**
   * Opens the window and returns when it was closed. The caller closes the player.
   *
   * @param presets the presets' names
   * @param loadPreset loads one by name, on an {@code [io-thread]}; throws InputException if it
   *     cannot
   */
  void open(Player player, List<String> presets, Function<String, Patch> loadPreset);
}
