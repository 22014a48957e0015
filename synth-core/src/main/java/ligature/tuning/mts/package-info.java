/**
 * MTS-ESP: the tuning of all synthesizers on a machine from one program, through a shared library
 * that its user has installed.
 *
 * <p>Threads: opened and closed on {@code [io-thread]}, asked on {@code [model-thread]}. May use:
 * tuning, files, units; JNA.
 */
package ligature.tuning.mts;
