/**
 * Named values with unit, range and default. Live values belong to the model thread; others send
 * change events.
 *
 * <p>Threads: any. May use: units, rt.
 */
package ligature.parameter;
