/**
 * The instrument from afar: OSC over UDP, and session management by NSM. Off by default, on the
 * loopback interface only.
 *
 * <p>Threads: each class has one of its own, {@code [io-thread]}; notes go to the model thread
 * through their own ring. May use: live, midi, model, preset, parameter, tuning, files, units, rt.
 */
package ligature.remote;
