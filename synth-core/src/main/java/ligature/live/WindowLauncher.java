package ligature.live;

import java.util.List;
import java.util.function.Function;
import ligature.preset.Patch;

/**
 * Shows a window that plays an instrument; found with {@link java.util.ServiceLoader}, so that the
 * instrument does not depend on any window.
 *
 * <p>Threads: any but the window's own.
 */
public interface WindowLauncher {

  /**
   * Shows the window, and returns when it was closed and has closed the player.
   *
   * @param presets the names to choose from, in their order
   * @param loadPreset the patch of a name; called on {@code [io-thread]}, may read files and throw
   *     {@link ligature.files.InputException}
   * @throws ligature.files.InputException if there is no display; the player is then still open
   */
  void open(Player player, List<String> presets, Function<String, Patch> loadPreset);
}
