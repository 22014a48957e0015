/**
 * Signal processing that effects and voices share; knows neither.
 *
 * <p>Threads: {@code [model-thread]}, no allocation after constructors. May use: nothing.
 */
package ligature.dsp;
