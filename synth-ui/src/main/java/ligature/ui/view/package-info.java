/**
 * The window and its panels: layout, and what connects them to the player. Threads: {@code
 * [ui-thread]}.
 */
package ligature.ui.view;
