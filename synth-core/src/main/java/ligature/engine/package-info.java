/**
 * The instrument: {@link ligature.engine.Instrument#render} makes every sound, live and offline.
 *
 * <p>Threads: {@code [model-thread]}, but {@link ligature.engine.Meters}. May use: everything below
 * it, no edge.
 */
package ligature.engine;
