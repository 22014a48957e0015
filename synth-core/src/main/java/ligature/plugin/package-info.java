/**
 * What an insert slot holds: the service interface for plugins, where they are found, and the chain
 * that runs them.
 *
 * <p>Threads: plugins are found, opened, prepared and closed on {@code [io-thread]}, and run on
 * {@code [model-thread]}. May use: rt, units, files.
 */
package ligature.plugin;
