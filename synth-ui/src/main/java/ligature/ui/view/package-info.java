/**
 * Windows and panels: which control stands where, and what it is tied to.
 *
 * <p>Threads: {@code [ui-thread]}. May use: ui.control, ui.model, ui.theme, latent, parameter,
 * plugin, units, live and what its interface gives: a patch, meters.
 */
package ligature.ui.view;
