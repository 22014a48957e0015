/**
 * How the window looks, as data: FlatLaf properties, fonts, colours by family.
 *
 * <p>Threads: {@code [ui-thread]}. May use: nothing of ours.
 */
package ligature.ui.theme;
