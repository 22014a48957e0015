/**
 * A sound as data, and its file: a patch in memory, a preset on disk.
 *
 * <p>Threads: patches are immutable; files on {@code [io-thread]}. May use: parameter, latent,
 * plugin, units, files.
 */
package ligature.preset;
