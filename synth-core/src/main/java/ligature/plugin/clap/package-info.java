/**
 * CLAP plugins, through JNA, by the layouts of CLAP's public interface. What a file holds is read
 * in a child process, for that takes running its code; each plugin is probed in another before its
 * first use, and runs in the child of the sandbox.
 *
 * <p>Threads: as {@link ligature.plugin.Plugin} says; what CLAP calls the main thread is one thread
 * of ours, see {@link ligature.plugin.clap.ClapMain}. May use: plugin, rt, files; JNA.
 */
package ligature.plugin.clap;
