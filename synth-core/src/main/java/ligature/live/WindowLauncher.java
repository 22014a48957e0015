package ligature.live;

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
   * @return null if the user is done; the sound to go on with if all is to begin anew, with the
   *     settings that are in their file now
   * @throws ligature.files.InputException if there is no display; the player is then still open
   */
  Patch open(Rig rig);
}
