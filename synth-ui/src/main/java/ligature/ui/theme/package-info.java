/** The look as data: FlatLaf with our colours. Threads: {@code [ui-thread]}. */
package ligature.ui.theme;
