/**
 * Our painted components. They know colours and numbers, no engine. Threads: {@code [ui-thread]}.
 */
package ligature.ui.control;
