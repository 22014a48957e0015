/**
 * The edge to audio hardware: what an audio thread does each period, and the servers that call it.
 *
 * <p>Threads: each class says which. May use: rt, units, midi, files.
 */
package ligature.audio;
