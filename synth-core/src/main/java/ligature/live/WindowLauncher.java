package ligature.live;

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
   * @throws ligature.files.InputException if there is no display; the player is then still open
   */
  void open(Rig rig);
}
