/**
 * The effects that come with the program, in stereo, as plugins like any other: filter, drive,
 * chorus, delay, reverb, compressor.
 *
 * <p>Their output is the same bits for every block size. After the input fell silent they become
 * exactly silent, so that no denormal numbers slow them down.
 *
 * <p>Threads: as {@link ligature.plugin.Plugin} says. May use: plugin, units, files.
 */
package ligature.effect;
