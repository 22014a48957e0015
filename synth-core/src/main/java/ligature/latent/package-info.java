/**
 * Pure mathematics of codes: timbres, where a note reads them, how they blend.
 *
 * <p>Threads: timbres are immutable and for any thread; readers belong to a voice. May use: units,
 * rt.
 */
package ligature.latent;
