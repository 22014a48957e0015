/**
 * What a neural model is, without any library: decoder, manifest, where models are found, their
 * timbre banks.
 *
 * <p>Threads: loading on {@code [io-thread]}, a decoder belongs to one thread at a time. May use:
 * latent, units, rt, files.
 */
package ligature.model;
