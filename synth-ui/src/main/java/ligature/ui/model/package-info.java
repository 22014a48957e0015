/**
 * What the window shows: bindings of controls to parameters, the sound that is loaded, the keys
 * that are held.
 *
 * <p>Threads: {@code [ui-thread]}; presets are read on {@code [io-thread]}. May use: the interfaces
 * of ui.control, live, preset, latent, parameter, plugin.
 */
package ligature.ui.model;
