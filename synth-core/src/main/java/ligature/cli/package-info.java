/**
 * The command line, and the composition root of the program without a window.
 *
 * <p>Threads: one, the main one. May use: everything.
 */
package ligature.cli;
