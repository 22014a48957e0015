/**
 * Quantities and the conversions between them: Hz, dB, frames, cents. No state.
 *
 * <p>Threads: any. May use: nothing.
 */
package ligature.units;
