/**
 * Scales and keyboard maps: which pitch a key has. {@code tuning.mts} asks another program for it.
 *
 * <p>Threads: everything here is immutable; files are read on {@code [io-thread]}. May use: files,
 * units.
 */
package ligature.tuning;
