/**
 * Models of the Neural Amp Modeler in Java: the numbers of a .nam file and the four networks that
 * they may be for. Nothing of a file is run.
 *
 * <p>Threads: as {@link ligature.plugin.Plugin} says. May use: plugin, soundfile, files, units.
 */
package ligature.neural.nam;
