/**
 * From MIDI bytes and files to the instrument's events.
 *
 * <p>Threads: a parser belongs to one producer's thread; {@link ligature.midi.Event} to any. May
 * use: parameter, rt, units, files.
 */
package ligature.midi;
