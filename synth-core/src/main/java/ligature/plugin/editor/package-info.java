/**
 * Native editors of plugins: the process that shows one, its X window, and the words that pass
 * between it and this program. What is particular to a format lies with the format.
 *
 * <p>Threads: {@code [io-thread]}; in the editor's process one thread does all. May use: plugin,
 * rt, files; JNA.
 */
package ligature.plugin.editor;
