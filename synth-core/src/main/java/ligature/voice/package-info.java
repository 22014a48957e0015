/**
 * One sounding note, and the pool that starts, releases and steals them.
 *
 * <p>Threads: {@code [model-thread]}; nothing here allocates once prepared. May use: latent, model
 * (the batch), midi, parameter, preset, units, rt.
 */
package ligature.voice;
