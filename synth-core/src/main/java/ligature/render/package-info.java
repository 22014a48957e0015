/**
 * Notes and songs to disk, through the same instrument that plays live.
 *
 * <p>Threads: one, any but the real-time ones. May use: engine, model, voice, latent, preset, midi,
 * soundfile, files, units, rt.
 */
package ligature.render;
