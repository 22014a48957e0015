/**
 * Native plugins in a child process: what crashes or hangs there is heard as a fade to the dry
 * signal, and comes back with its state. Audio and parameters pass through shared memory, where
 * both sides wake each other by futex; commands go through the child's standard input, whose end
 * tells the child that its parent is gone, however it went.
 *
 * <p>Threads: as {@link ligature.plugin.Plugin} says; one supervisor of its own. May use: plugin,
 * rt, files; JNA.
 */
package ligature.plugin.sandbox;
