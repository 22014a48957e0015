/**
 * Sound files in and out, and the resampler.
 *
 * <p>Threads: {@code [io-thread]}; {@link ligature.soundfile.Resampler} belongs to one. May use:
 * units, files.
 */
package ligature.soundfile;
