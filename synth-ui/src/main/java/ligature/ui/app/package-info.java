/** Builds the window, shows it, and ends with it. */
package ligature.ui.app;
