/**
 * Painted controls: the pad, the keyboard, the meter, the corners. They know values and keys, and
 * no engine.
 *
 * <p>Threads: {@code [ui-thread]}. May use: ui.theme, units, the blend of latent.
 */
package ligature.ui.control;
