/**
 * Recordings to timbres: what a sound file holds is measured, encoded and written as a .timbre.
 *
 * <p>Threads: {@code [io-thread]}. May use: model, latent, soundfile, rt, units, files.
 */
package ligature.encode;
