/**
 * Where the window is put together, wired to a player, started and stopped.
 *
 * <p>Threads: {@code [ui-thread]}, but the entry point, which waits on its caller's. May use:
 * everything below it.
 */
package ligature.ui.app;
