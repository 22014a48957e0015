/**
 * A playing instrument: model, engine, audio and MIDI wired together, for the command line and for
 * the window.
 *
 * <p>Threads: opened and closed on {@code [io-thread]}; each method says who may call it. May use:
 * everything below it.
 */
package ligature.live;
