/**
 * Neural models of others as plugins: where their files lie, which of them are trusted, and what
 * all formats need to run at another rate than ours.
 *
 * <p>Threads: as {@link ligature.plugin.Plugin} says. May use: plugin, encode, soundfile, rt,
 * files, units.
 */
package ligature.neural;
