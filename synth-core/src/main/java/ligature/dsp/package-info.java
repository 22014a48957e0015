/**
 * Signal processing that effects, voices and analyses share; knows none of them.
 *
 * <p>Threads: each class says. May use: nothing.
 */
package ligature.dsp;
