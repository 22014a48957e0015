/**
 * What the user has chosen once and need not choose again, and its file.
 *
 * <p>Threads: settings are immutable; their file on {@code [io-thread]}. May use: files, preset,
 * tuning, units.
 */
package ligature.settings;
